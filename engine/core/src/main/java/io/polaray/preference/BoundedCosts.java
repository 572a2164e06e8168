package io.polaray.preference;

import java.util.ArrayList;
import java.util.List;

/**
 * Independent costs on bounded intervals in the place of such as may be arbitrarily high, and what
 * that leaves out.
 *
 * <p>A cost whose upper end is infinite or far above q, its quantile at 1 - 1e-8, is conditioned to
 * be at most q. A probability changes by at most the sum of those chances. What menus gain on the
 * types left out is bounded by {@link #gainBeyond}; the proof is in {@code
 * docs/certified-bounds.md}, 3.9.
 */
final class BoundedCosts {
  private static final double LEFT_OUT = 1e-8;
  private static final double FAR_ABOVE = 1.25;
  private static final double ROOM = 1 + 1e-9;

  private final List<Marginal> bounded;
  private final double[] above;
  private final double beyond;

  /** {@code E[c_i; some cost is beyond its end]}, of each cost. */
  private final double[] costBeyond;

  /**
   * For each task, whose density falls from the end of its interval on if it was cut, a number that
   * {@code b_j P(b_j c_j <= s) <= s} times it.
   */
  private final double[] takeOn;

  private BoundedCosts(List<Marginal> original, List<Marginal> bounded) {
    this.bounded = bounded;
    int tasks = original.size();
    above = new double[tasks];
    costBeyond = new double[tasks];
    takeOn = new double[tasks];
    double sum = 0;
    for (int i = 0; i < tasks; i++) {
      above[i] = original.get(i).above(bounded.get(i).upper()) * ROOM;
      sum += above[i];
    }
    beyond = sum;
    for (int i = 0; i < tasks; i++) {
      Marginal cost = original.get(i);
      double end = bounded.get(i).upper();
      double own = above[i] > 0 ? cost.meanAbove(end) : 0;
      costBeyond[i] = (own + cost.mean() * (sum - above[i])) * ROOM;
      double density = cost.largestDensity(end) + (above[i] > 0 ? 1 / end : 0);
      takeOn[i] = (cost.lower() > 0 ? Math.min(1 / cost.lower(), density) : density) * ROOM;
      takeOn[i] = cost.isKnown() ? 1 / cost.lower() : takeOn[i];
    }
  }

  static BoundedCosts of(List<Marginal> original) {
    List<Marginal> bounded = new ArrayList<>();
    for (Marginal cost : original) {
      bounded.add(bounded(cost));
    }
    return new BoundedCosts(original, List.copyOf(bounded));
  }

  private static Marginal bounded(Marginal cost) {
    if (cost.isKnown() || !cost.family().allowsInfiniteUpper()) {
      return cost;
    }
    double end = cost.quantileAbove(LEFT_OUT);
    return cost.upper() > FAR_ABOVE * end && cost.turningPoint() < end
        ? Marginal.of(cost.family(), cost.parameters(), cost.lower(), end)
        : cost;
  }

  /** The costs in their place. */
  List<Marginal> bounded() {
    return bounded;
  }

  /** Whether a cost is conditioned. */
  boolean isCut(int task) {
    return above[task] > 0;
  }

  /** At least the probability that some cost is beyond its end. */
  double chance() {
    return beyond;
  }

  /**
   * At least what any menu gains over the endowment on types with some cost beyond its end.
   *
   * @param weights w
   * @param endowment eta
   */
  double gainBeyond(double[] weights, double[] endowment) {
    if (beyond == 0) {
      return 0;
    }
    double shed = 0;
    double saved = 0;
    double paid = 0;
    for (int i = 0; i < weights.length; i++) {
      shed += endowment[i] * costBeyond[i];
      saved += Math.max(0, -weights[i]) * endowment[i] * beyond;
      paid += weights[i] > 0 ? weights[i] * takeOn[i] : 0;
    }
    double gain = (shed > 0 ? paid * shed : 0) * ROOM + saved * ROOM;
    return gain >= 0 ? gain : Double.POSITIVE_INFINITY;
  }
}
