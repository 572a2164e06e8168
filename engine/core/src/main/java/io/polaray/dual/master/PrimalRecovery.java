package io.polaray.dual.master;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds exactly market-clearing vertices of the restricted master problem: at most J + I positive
 * weights, none negative (Shapley-Folkman). Keeps the best one of a run.
 */
public final class PrimalRecovery {
  /*
   * From a master's weights, three steps. Weighted least squares removes the clearing residual
   * while the weights are interior: doing so after purification would need large changes of few
   * weights. Purification then pushes every column outside a working basis to 0 or into the
   * basis, in the direction in which cost does not rise. Simplex steps on the same basis remove
   * what the tolerance of the interior point left over.
   *
   * When the correction fails, or the simplex steps run out before they prove optimality at a
   * cost below the best vertex known, the simplex method starts from that vertex instead. The
   * endowments are the first one: they clear the market whenever n is their sum.
   */
  private static final double DROP_TOLERANCE = 1e-9;
  private static final double CLEARING_TOLERANCE = 1e-13;

  /**
   * For a vertex that saves a lot. A residual in a direction in which no column known moves cannot
   * be corrected.
   */
  private static final double LOOSE_CLEARING_TOLERANCE = 5e-13;

  /** A saving of less, relative to the unit of cost, is not worth a larger residual. */
  private static final double SAVING_TOLERANCE = 1e-12;

  private static final double LARGE_SAVING = 1e-9;
  private static final double REDUCED_COST_TOLERANCE = 1e-13;
  private static final double MIXED_SHARE = 1e-3;
  private static final int MAX_IDLE_PASSES = 60;
  private static final int MAX_PASSES = 1_000;

  private final ColumnSet set;
  private @Nullable PrimalSolution best;

  private PrimalRecovery(ColumnSet set) {
    this.set = set;
    if (balanced(set)) {
      best = PrimalSolution.of(set, endowments(set), new double[set.tasks]);
    }
  }

  /** A recovery over a column set, starting from the endowments if they clear the market. */
  public static PrimalRecovery of(ColumnSet set) {
    return new PrimalRecovery(set);
  }

  /** The best market-clearing vertex found so far. */
  public Optional<PrimalSolution> best() {
    return Optional.ofNullable(best);
  }

  /**
   * Looks for a better market-clearing vertex near a master's solution.
   *
   * @return scaled prices at which the last vertex's columns have the reduced cost 0, or the
   *     master's prices if no vertex was found
   */
  public double[] recover(MasterSolution solution) {
    double[] y = solution.scaledPrices();
    double[] weights = interior(solution.weights);
    boolean optimal = weights != null && vertex(weights, y);
    if (!optimal && best != null) {
      double[] known = weightsOf(best);
      if (known != null) {
        y = solution.scaledPrices();
        vertex(known, y);
      }
    }
    return y;
  }

  private static boolean balanced(ColumnSet set) {
    return Arrays.stream(set.supply).allMatch(entry -> entry == 0);
  }

  private static double[] endowments(ColumnSet set) {
    double[] weights = new double[set.size()];
    for (int j = 0; j < set.agents; j++) {
      weights[set.start[j]] = 1;
    }
    return weights;
  }

  private double @Nullable [] weightsOf(PrimalSolution solution) {
    double[] weights = new double[set.size()];
    for (int j = 0; j < set.agents; j++) {
      for (int k = 0; k < solution.support(j); k++) {
        int slot = set.slot(j, solution.column(j, k));
        if (slot < 0) {
          return null;
        }
        weights[slot] = solution.probability(j, k);
      }
    }
    return weights;
  }

  private double @Nullable [] interior(double[] approximate) {
    double[] weights = approximate.clone();
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] < DROP_TOLERANCE || !set.clears(k)) {
        weights[k] = 0;
      }
    }
    Clearing.normalise(set, weights);
    if (Clearing.correct(set, weights) <= CLEARING_TOLERANCE) {
      return weights;
    }
    weights = approximate.clone();
    for (int j = 0; j < set.agents; j++) {
      int count = set.start[j + 1] - set.start[j];
      for (int k = set.start[j]; k < set.start[j + 1]; k++) {
        weights[k] = set.clears(k) ? (1 - MIXED_SHARE) * weights[k] + MIXED_SHARE / count : 0;
      }
    }
    Clearing.normalise(set, weights);
    return Clearing.correct(set, weights) <= CLEARING_TOLERANCE ? weights : null;
  }

  /**
   * Goes from clearing weights to a vertex, keeps it if it is the best, and writes its prices to y.
   *
   * @return whether the vertex is optimal for the columns known
   */
  private boolean vertex(double[] weights, double[] y) {
    WorkingBasis basis = new WorkingBasis(set, weights);
    basis.setArtificialPrices(y);
    for (int k = 0; k < set.size(); k++) {
      if (weights[k] > 0 && !basis.contains(k)) {
        basis.move(k, false);
      }
    }
    boolean optimal = simplex(basis, y);
    basis.refactor();
    basis.clear();
    basis.prices(y);
    PrimalSolution solution = PrimalSolution.of(set, weights, y);
    if (!isAcceptable(solution)) {
      return false;
    }
    if (isBetter(solution)) {
      best = solution;
    }
    return optimal;
  }

  private boolean isAcceptable(PrimalSolution solution) {
    return solution.violation() <= CLEARING_TOLERANCE
        || (solution.violation() <= LOOSE_CLEARING_TOLERANCE
            && (best == null || saving(best, solution) > LARGE_SAVING));
  }

  private boolean isBetter(PrimalSolution solution) {
    if (best == null) {
      return true;
    }
    double least = solution.violation() <= best.violation() ? 0 : SAVING_TOLERANCE;
    return saving(best, solution) > least;
  }

  private double saving(PrimalSolution from, PrimalSolution to) {
    return (from.cost() - to.cost()) / set.scale().costUnit();
  }

  /**
   * Primal simplex steps: every pass prices all columns and enters those that still pay.
   *
   * @return whether no column pays any more
   */
  private boolean simplex(WorkingBasis basis, double[] y) {
    int idle = 0;
    for (int pass = 0; pass < MAX_PASSES && idle < MAX_IDLE_PASSES; pass++) {
      basis.prices(y);
      int entered = 0;
      double gain = 0;
      for (int j = 0; j < set.agents; j++) {
        double level = set.cutValue(basis.key[j], y);
        double least = -REDUCED_COST_TOLERANCE * Math.max(1.0 / set.agents, Math.abs(level));
        int entering = -1;
        for (int k = set.start[j]; k < set.start[j + 1]; k++) {
          double reduced = set.cutValue(k, y) - level;
          if (reduced < least && set.clears(k)) {
            least = reduced;
            entering = k;
          }
        }
        if (entering >= 0 && !basis.contains(entering)) {
          gain -= basis.move(entering, true);
          basis.prices(y);
          entered++;
        }
      }
      if (entered == 0) {
        return true;
      }
      idle = gain > 1e-15 ? 0 : idle + 1;
    }
    return false;
  }
}
