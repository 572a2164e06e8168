package io.polaray.support.price;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportProblem;
import io.polaray.support.SupportValue;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The support function at two tasks, exact up to rounding (paper, Remark 1).
 *
 * <p>With {@code kappa = eta(a) (-1, r)} a ray that sheds task a at rate r is worth {@code eta(a)
 * P(r) (w(b) r - w(a))}. Both sides together are always polarised when both pay: w(b) r &gt; w(a)
 * and w(a) r' &gt; w(b) give r r' &gt; 1. So
 *
 * <pre>  S(w) = max{ sum_i max(w(i), 0) eta(i),  w . eta + V_ab(w) + V_ba(w) }</pre>
 *
 * <p>with two independent one-dimensional price problems. A session belongs to one thread at a
 * time.
 */
public final class TwoTaskSession implements BoundSession {
  private static final double ABSOLUTE_TOLERANCE = 1e-14;
  private static final double ROUND_UP = 0x1p-49;

  /** For the errors of densities and means. */
  private static final double SLACK = 1e-9;

  /** Gap of a price problem that is asked for its value, where gaps close slowly. */
  private static final double SEARCH_GAP = 4e-5;

  /** Part of a gap that is asked for, for each of the two price problems. */
  private static final double PART = 0.25;

  private final SupportProblem problem;
  private final PriceProblem[] sides = new PriceProblem[2];
  private Optional<MenuColumn> incumbent = Optional.empty();

  private TwoTaskSession(SupportProblem problem) {
    this.problem = problem;
    for (int shed = 0; shed < 2; shed++) {
      sides[shed] = side(problem, shed, 1 - shed);
    }
  }

  /**
   * Opens a session.
   *
   * @throws IllegalArgumentException if the problem does not have two tasks
   */
  public static TwoTaskSession of(SupportProblem problem) {
    if (problem.tasks() != 2) {
      throw new IllegalArgumentException(
          "problem has " + problem.tasks() + " tasks; two prices need exactly 2");
    }
    return new TwoTaskSession(problem);
  }

  private static PriceProblem side(SupportProblem problem, int shed, int taken) {
    TypeMeasure measure = problem.measure();
    if (measure.kind() == TypeMeasure.Kind.SAMPLE || measure.probabilityError() == 0) {
      return AtomicPriceProblem.of(problem.sample(), shed, taken);
    }
    PreferenceDistribution preferences = problem.preferences();
    double[] kappa = new double[2];
    kappa[shed] = -1;
    return new ContinuousPriceProblem(
        rate -> {
          kappa[taken] = rate;
          return measure.acceptanceProbability(kappa);
        },
        measure.probabilityError(),
        preferences.hasLogConcaveLogCosts(),
        preferences.lower().get(shed) / preferences.upper().get(taken),
        preferences.upper().get(shed) / preferences.lower().get(taken),
        rate -> largestProduct(preferences, shed, taken, rate));
  }

  /**
   * At least rate times probability from a rate on. For independent costs, the one taken on with a
   * density of at most f where it may matter, {@code P(c_t <= c_s / r) <= f E c_s / r}. With {@code
   * lower_t > 0} nobody accepts a rate above {@code upper_s / lower_t}. Mixtures are sums. Not
   * known for others.
   */
  static double largestProduct(
      PreferenceDistribution preferences, int shed, int taken, double rate) {
    if (preferences instanceof MixturePreferences mixture) {
      double sum = 0;
      for (int g = 0; g < mixture.components().size(); g++) {
        sum +=
            mixture.shares().get(g)
                * largestProduct(mixture.components().get(g), shed, taken, rate);
      }
      return sum * (1 + SLACK);
    }
    if (preferences.lower().get(taken) > 0) {
      double most = preferences.upper().get(shed) / preferences.lower().get(taken) * (1 + SLACK);
      return rate > most ? 0 : most;
    }
    if (preferences instanceof UniformPreferences) {
      double mean = 0.5 * (preferences.lower().get(shed) + preferences.upper().get(shed));
      return mean / preferences.upper().get(taken) * (1 + SLACK);
    }
    if (preferences instanceof IndependentPreferences independent) {
      double most = preferences.upper().get(shed) / rate * (1 + SLACK);
      double mean = independent.marginals().get(shed).mean();
      return mean * independent.marginals().get(taken).largestDensity(most) * (1 + SLACK);
    }
    return Double.POSITIVE_INFINITY;
  }

  /** As {@link #solve(Vector, double)}, for the sake of the value. */
  public SupportValue solve(Vector weights) {
    return solve(weights, SEARCH_GAP);
  }

  /**
   * The bracket of S(w). Value and bound differ by rounding and the measure's error only where log
   * costs have a log-concave density, and for finitely many types; elsewhere a gap closes with the
   * square of the work, and no more than half of the given one is aimed at. The value is then off
   * by that at most, where two prices compete, and mostly by much less.
   *
   * @param relativeGap gap that is good enough, as a share of S(w), at least 0
   */
  public SupportValue solve(Vector weights, double relativeGap) {
    Vector endowment = problem.endowment();
    MenuColumn best = MenuColumn.statusQuo(endowment);
    MenuColumn remedial = MenuColumn.remedial(endowment, weights);
    if (remedial.value(weights) > best.value(weights)) {
      best = remedial;
    }
    double bound = weights.dot(endowment);
    double share =
        problem.preferences().hasLogConcaveLogCosts()
            ? 0
            : PART * relativeGap * Math.max(Math.abs(bound), best.value(weights));
    List<double[]> kappas = new ArrayList<>();
    for (int shed = 0; shed < 2; shed++) {
      int taken = 1 - shed;
      if (!(weights.get(taken) > 0) || !(endowment.get(shed) > 0)) {
        continue;
      }
      double scale = Math.abs(weights.get(0)) + Math.abs(weights.get(1));
      double tolerance = Math.max(ABSOLUTE_TOLERANCE * scale, share / endowment.get(shed));
      PriceBracket price = sides[shed].solve(weights.get(taken), weights.get(shed), tolerance);
      bound += price.upperBound() * endowment.get(shed);
      if (price.value() > 0) {
        double[] kappa = new double[2];
        kappa[shed] = -endowment.get(shed);
        kappa[taken] = price.rate() * endowment.get(shed);
        kappas.add(kappa);
      }
    }
    if (!kappas.isEmpty()) {
      MenuColumn column = value(kappas, weights);
      if (column.value(weights) > best.value(weights)) {
        best = column;
      }
    }
    double magnitude = 0;
    for (int i = 0; i < 2; i++) {
      magnitude += Math.abs(weights.get(i)) * endowment.get(i);
    }
    double value = best.value(weights);
    bound = Math.max(Math.max(bound, remedial.value(weights)), value);
    bound += ROUND_UP * (magnitude + Math.abs(bound));
    if (weights.get(0) <= 0 && weights.get(1) <= 0) {
      bound = 0;
    }
    incumbent = Optional.of(best);
    return new SupportValue(best, value, new UpperBound(bound, BoundKind.CERTIFIED, "two-prices"));
  }

  private MenuColumn value(List<double[]> kappas, Vector weights) {
    List<Ray> rays = ExactMenus.fullExtension(problem.endowment(), kappas.toArray(new double[0][]));
    if (rays.isEmpty()) {
      return MenuColumn.statusQuo(problem.endowment());
    }
    double[] probabilities = new double[rays.size()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = problem.measure().acceptanceProbability(rays.get(k).direction().toArray());
    }
    return MenuColumn.rays(problem.endowment(), rays, probabilities, weights);
  }

  @Override
  public UpperBound upperBound(
      Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
    return solve(weights, relativeGap).upperBound();
  }

  @Override
  public Optional<MenuColumn> incumbent() {
    return incumbent;
  }
}
