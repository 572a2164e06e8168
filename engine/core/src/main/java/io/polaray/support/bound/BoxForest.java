package io.polaray.support.bound;

import java.util.List;
import java.util.function.Supplier;

/**
 * Ray cells for costs that are independent on a box, uniform or log-concave, and for mixtures of
 * such.
 */
final class BoxForest extends RayForest {
  /** Cells are weighed in that many pieces of work at most. */
  private static final int MAX_PIECES = 16;

  /** The least nominal work of a piece. */
  private static final long PIECE_NANOS = 20_000;

  private final long nanosPerCell;
  private final Supplier<CellModel> models;
  private final List<Supplier<CellModel>> farModels;
  private final BoxWeigher[] weighers = new BoxWeigher[MAX_PIECES];
  private final RayProbability probability;

  /**
   * Cells for a distribution on a box.
   *
   * @param models makes models, each for one thread at a time
   * @param farModels makes those of rays that take on a task without limit, one entry a task; empty
   *     where the others serve for them
   * @param nanosPerCell nominal nanoseconds to weigh a cell
   */
  BoxForest(
      double[] endowment,
      double[] lowerCost,
      double[] upperCost,
      TakeOnReach reach,
      int maxCells,
      Supplier<CellModel> models,
      List<Supplier<CellModel>> farModels,
      long nanosPerCell) {
    this(
        endowment,
        lowerCost,
        upperCost,
        reach,
        maxCells,
        models.get(),
        models,
        farModels,
        nanosPerCell);
  }

  private BoxForest(
      double[] endowment,
      double[] lowerCost,
      double[] upperCost,
      TakeOnReach reach,
      int maxCells,
      CellModel model,
      Supplier<CellModel> models,
      List<Supplier<CellModel>> farModels,
      long nanosPerCell) {
    super(
        endowment,
        lowerCost,
        upperCost,
        reach,
        BoxWeigher.ownDoubles(endowment.length, model.firstLength()),
        BoxWeigher.OWN_INTS,
        maxCells);
    this.models = models;
    this.farModels = List.copyOf(farModels);
    this.nanosPerCell = nanosPerCell;
    probability = model.probability();
    weighers[0] = new BoxWeigher(this, model, this.farModels);
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
    int pieces = (int) Math.min(MAX_PIECES, count * nanosPerCell / PIECE_NANOS);
    if (pieces < 2) {
      super.weighAll(cells, parents, count);
      return;
    }
    for (int piece = 0; piece < pieces; piece++) {
      if (weighers[piece] == null) {
        weighers[piece] = new BoxWeigher(this, models.get(), farModels);
      }
    }
    crew.run(
        pieces,
        piece -> {
          BoxWeigher weigher = weighers[piece];
          // Neighbours in memory go to one thread.
          int end = (int) ((piece + 1L) * count / pieces);
          for (int n = (int) ((long) piece * count / pieces); n < end; n++) {
            prepare(cells[n], parents[n]);
            weigher.weigh(cells[n]);
          }
        });
  }
}
