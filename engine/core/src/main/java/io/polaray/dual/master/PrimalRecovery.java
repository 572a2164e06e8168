package io.polaray.dual.master;

import java.util.Arrays;
import java.util.Optional;

/**
 * Turns approximate weights of the columns into an exactly market-clearing vertex: at most J + I
 * positive weights, none negative (Shapley-Folkman).
 */
public final class PrimalRecovery {
  /*
   * Three steps. Weighted least squares removes the clearing residual while the weights are
   * interior: doing so after purification would need large changes of few weights. Purification
   * then pushes every column outside a working basis to 0 or into the basis, in the direction
   * in which cost does not rise. A few simplex steps on the same basis remove what the
   * tolerance of the interior point left over. When the correction fails, the simplex method
   * runs from the endowments, which clear the market whenever n is their sum.
   */
  private static final double DROP_TOLERANCE = 1e-9;
  private static final double CLEARING_TOLERANCE = 1e-13;
  private static final double REDUCED_COST_TOLERANCE = 1e-13;
  private static final double MIXED_SHARE = 1e-3;
  private static final int MAX_PRICING_PASSES = 60;

  private PrimalRecovery() {}

  /**
   * A market-clearing vertex near a master's solution; empty if none was found, which happens only
   * when the endowments do not clear the market.
   */
  public static Optional<PrimalSolution> recover(ColumnSet set, MasterSolution solution) {
    double[] weights = interior(set, solution.weights);
    if (weights == null) {
      if (!balanced(set)) {
        return Optional.empty();
      }
      weights = endowments(set);
    }
    return Optional.of(vertex(set, weights, solution.scaledPrices));
  }

  /**
   * The solution in which everybody keeps the endowment; empty if that does not clear the market.
   */
  public static Optional<PrimalSolution> endowmentSolution(ColumnSet set) {
    return balanced(set)
        ? Optional.of(PrimalSolution.of(set, endowments(set), new double[set.tasks]))
        : Optional.empty();
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

  private static double @org.jspecify.annotations.Nullable [] interior(
      ColumnSet set, double[] approximate) {
    double[] weights = approximate.clone();
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] < DROP_TOLERANCE) {
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
        weights[k] = (1 - MIXED_SHARE) * weights[k] + MIXED_SHARE / count;
      }
    }
    Clearing.normalise(set, weights);
    return Clearing.correct(set, weights) <= CLEARING_TOLERANCE ? weights : null;
  }

  private static PrimalSolution vertex(ColumnSet set, double[] weights, double[] scaledPrices) {
    WorkingBasis basis = new WorkingBasis(set, weights);
    basis.setArtificialPrices(scaledPrices);
    for (int k = 0; k < set.size(); k++) {
      if (weights[k] > 0 && !basis.contains(k)) {
        basis.move(k, false);
      }
    }
    double[] y = new double[set.tasks];
    simplex(set, basis, y);
    basis.refactor();
    basis.clear();
    basis.prices(y);
    return PrimalSolution.of(set, weights, y);
  }

  /** Primal simplex steps: every pass prices all columns and enters those that still pay. */
  private static void simplex(ColumnSet set, WorkingBasis basis, double[] y) {
    double tolerance = REDUCED_COST_TOLERANCE;
    for (int pass = 0; pass < MAX_PRICING_PASSES; pass++) {
      basis.prices(y);
      int entered = 0;
      double gain = 0;
      for (int j = 0; j < set.agents; j++) {
        double level = set.cutValue(basis.key[j], y);
        double least = -tolerance * Math.max(1.0 / set.agents, Math.abs(level));
        int best = -1;
        for (int k = set.start[j]; k < set.start[j + 1]; k++) {
          double reduced = set.cutValue(k, y) - level;
          if (reduced < least) {
            least = reduced;
            best = k;
          }
        }
        if (best >= 0 && !basis.contains(best)) {
          gain -= basis.move(best, true);
          basis.prices(y);
          entered++;
        }
      }
      if (entered == 0 || (pass > 10 && gain <= 1e-15)) {
        return;
      }
    }
  }
}
