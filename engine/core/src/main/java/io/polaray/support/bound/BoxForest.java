package io.polaray.support.bound;

import io.polaray.numeric.WorkerPool;
import java.util.function.Supplier;

/** Ray cells for costs that are independent on a box, uniform or log-concave. */
final class BoxForest extends RayForest {
  /** Cells are weighed in that many pieces of work at most. */
  private static final int MAX_PIECES = 16;

  /** The fewest cells that are worth a piece of work of their own. */
  private static final int MIN_PIECE = 2;

  private static final long UNIFORM_NANOS = 2_000;
  private static final long UNIFORM_NANOS_PER_TASK = 800;
  private static final long OTHER_NANOS = 20_000;

  private final long nanosPerCell;
  private final Supplier<ElasticProbability> probabilities;
  private final ElasticProbability probability;
  private final BoxWeigher[] weighers = new BoxWeigher[MAX_PIECES];

  BoxForest(double[] endowment, double[] lowerCost, double[] upperCost, int maxCells) {
    this(endowment, lowerCost, upperCost, maxCells, () -> new BoxProbability(lowerCost, upperCost));
  }

  /**
   * Cells for any independent costs with densities that are log-concave in the costs and in their
   * logarithms.
   *
   * @param probabilities makes acceptance probabilities, each for one thread at a time
   */
  BoxForest(
      double[] endowment,
      double[] lowerCost,
      double[] upperCost,
      int maxCells,
      Supplier<ElasticProbability> probabilities) {
    super(
        endowment,
        lowerCost,
        upperCost,
        BoxWeigher.ownDoubles(endowment.length),
        BoxWeigher.OWN_INTS,
        maxCells);
    this.probabilities = probabilities;
    probability = probabilities.get();
    weighers[0] = new BoxWeigher(this, probability);
    nanosPerCell =
        probability instanceof BoxProbability
            ? UNIFORM_NANOS + UNIFORM_NANOS_PER_TASK * tasks
            : OTHER_NANOS;
  }

  @Override
  long nominalNanos() {
    return nanosPerCell * cellsWeighed();
  }

  @Override
  RayProbability probability() {
    return probability;
  }

  @Override
  void weigh(int cell, int parent) {
    weighers[0].weigh(cell);
  }

  @Override
  void weighAll(int[] cells, int[] parents, int count) {
    int pieces = Math.min(MAX_PIECES, count / MIN_PIECE);
    if (pieces < 2) {
      super.weighAll(cells, parents, count);
      return;
    }
    for (int piece = 0; piece < pieces; piece++) {
      if (weighers[piece] == null) {
        weighers[piece] = new BoxWeigher(this, probabilities.get());
      }
    }
    WorkerPool.fork(
        pieces,
        piece -> {
          BoxWeigher weigher = weighers[piece];
          for (int n = piece; n < count; n += pieces) {
            weigher.weigh(cells[n]);
          }
        });
  }
}
