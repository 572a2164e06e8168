package io.polaray.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Panel laws of three to five independent costs, whole and conditioned to be low. */
final class ProductLaws {
  private static final double MAX_LAW_ERROR = 5e-5;
  private static final double ROOM = 1 + 1e-12;

  /** The largest variation of a density over an interval that was cut off, times its width. */
  private static final double MOST_PEAKED = 80;

  private final List<Marginal> original;
  private final BoundedCosts bounds;
  private final List<Marginal> marginals;
  private final @Nullable PanelLaw[] laws;

  /** Of the costs that are not known. */
  private final @Nullable LowCosts[] lowCosts;

  private ProductLaws(
      List<Marginal> original,
      BoundedCosts bounds,
      List<Marginal> marginals,
      @Nullable PanelLaw[] laws,
      @Nullable LowCosts[] lowCosts) {
    this.original = original;
    this.bounds = bounds;
    this.marginals = marginals;
    this.laws = laws;
    this.lowCosts = lowCosts;
  }

  /** The laws, if densities are bounded and not too high for their range. */
  static Optional<ProductLaws> of(List<Marginal> original) {
    int tasks = original.size();
    if (tasks < ProductMeasure.MIN_TASKS || tasks > ProductMeasure.MAX_TASKS) {
      return Optional.empty();
    }
    BoundedCosts bounds = BoundedCosts.of(original);
    List<Marginal> marginals = bounds.bounded();
    boolean wide = bounds.chance() > 0;
    if (marginals.stream().anyMatch(cost -> Double.isInfinite(cost.upper()))) {
      return Optional.empty();
    }
    @Nullable PanelLaw[] laws = new PanelLaw[tasks];
    @Nullable LowCosts[] lowCosts = new LowCosts[tasks];
    for (int i = 0; i < tasks; i++) {
      Marginal marginal = marginals.get(i);
      int same = marginals.indexOf(marginal);
      if (!marginal.isKnown()) {
        if (bounds.isCut(i) && !(spread(marginal) <= MOST_PEAKED)) {
          return Optional.empty();
        }
        PanelLaw law = same < i ? laws[same] : PanelLaw.of(marginal, wide);
        if (law == null || !(law.error() <= MAX_LAW_ERROR)) {
          return Optional.empty();
        }
        laws[i] = law;
        lowCosts[i] = same < i ? lowCosts[same] : new LowCosts(marginal, wide);
      }
    }
    return Optional.of(new ProductLaws(original, bounds, marginals, laws, lowCosts));
  }

  /** About the variation of a density with one peak, in units of the interval. */
  private static double spread(Marginal marginal) {
    double width = marginal.upper() - marginal.lower();
    return 2 * marginal.largestDensity(marginal.upper()) * width;
  }

  /** The same with a cost that is uniform on [0, upper] instead of that of a task. */
  ProductLaws withUniform(int task, double upper) {
    List<Marginal> others = new ArrayList<>(marginals);
    others.set(task, Marginal.uniform(0, upper));
    @Nullable PanelLaw[] otherLaws = laws.clone();
    otherLaws[task] = PanelLaw.uniform(upper, bounds.chance() > 0);
    @Nullable LowCosts[] otherLowCosts = lowCosts.clone();
    otherLowCosts[task] = null;
    return new ProductLaws(original, bounds, List.copyOf(others), otherLaws, otherLowCosts);
  }

  /** The costs as they were given. */
  List<Marginal> original() {
    return original;
  }

  /** What their place on bounded intervals leaves out. */
  BoundedCosts bounds() {
    return bounds;
  }

  /** The costs on bounded intervals. */
  List<Marginal> marginals() {
    return marginals;
  }

  /** Bound on what the panels change of a probability. */
  double error() {
    double sum = 0;
    for (PanelLaw law : laws) {
      sum += law == null ? 0 : law.error();
    }
    return sum;
  }

  /**
   * Chooses for every cost whether it is conditioned: nobody with a higher cost than what is shed
   * is worth, per unit taken on, accepts.
   *
   * @param least of positive entries of kappa as much may be left, a factor of at most 1
   * @param chosen receives the laws, null for known costs
   * @return the probability of the conditions
   */
  double choose(double[] kappa, double least, double shift, @Nullable PanelLaw[] chosen) {
    double budget = -shift;
    for (int i = 0; i < kappa.length; i++) {
      Marginal cost = marginals.get(i);
      budget -= kappa[i] * (kappa[i] < 0 ? cost.upper() : least * cost.lower());
    }
    double likely = 1;
    for (int i = 0; i < kappa.length; i++) {
      LowCosts low = lowCosts[i];
      int interval =
          low == null || !(kappa[i] > 0)
              ? 0
              : low.interval(
                  marginals.get(i).lower() + Math.max(0, budget / (least * kappa[i])) * ROOM);
      if (low == null || interval == 0) {
        chosen[i] = laws[i];
      } else {
        chosen[i] = low.law(interval);
        likely *= low.share(interval);
      }
    }
    return likely;
  }
}
