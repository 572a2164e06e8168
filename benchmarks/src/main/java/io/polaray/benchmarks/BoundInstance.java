package io.polaray.benchmarks;

import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.TypeSample;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A random support problem for bounds: endowment 1 of every task, a box of costs or types drawn
 * from it. Kinds: pos, all weights positive; mix, weights normal(0.3, 1); market, a price minus a
 * social cost; near, nearly exchangeable tasks.
 *
 * @param weights w
 * @param problem the problem
 */
record BoundInstance(Vector weights, SupportProblem problem) {
  static final String[] KINDS = {"pos", "mix", "market", "near"};
  private static final int TYPES = 8192;

  /** The same box with finitely many types, equally likely, in place of the uniform costs. */
  BoundInstance withTypes(int types) {
    TypeSample sample = problem.preferences().sample(types, 7);
    List<Vector> list = new ArrayList<>();
    for (int m = 0; m < sample.types(); m++) {
      double[] type = new double[sample.tasks()];
      for (int i = 0; i < type.length; i++) {
        type[i] = sample.cost(m, i);
      }
      list.add(Vector.of(type));
    }
    FinitePreferences finite = FinitePreferences.equallyLikely(list);
    return new BoundInstance(
        weights,
        new SupportProblem(
            problem.endowment(), finite, finite.exactMeasure().orElseThrow(), finite.types()));
  }

  /** The same with 0 as the lower end of every second task, from the one given on. */
  BoundInstance fromZero(int first) {
    double[] lower = problem.preferences().lower().toArray();
    for (int i = first; i < lower.length; i += 2) {
      lower[i] = 0;
    }
    UniformPreferences box = UniformPreferences.of(Vector.of(lower), problem.preferences().upper());
    return new BoundInstance(
        weights, new SupportProblem(problem.endowment(), box, box.measure(), box.sample(TYPES, 1)));
  }

  /**
   * The same box with costs that are beta with two equal shapes, 1 (uniform), 1.5, 2 and 3 in turn.
   */
  BoundInstance withPeaks() {
    double[] shapes = {1, 1.5, 2, 3};
    List<Marginal> costs = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      double lower = problem.preferences().lower().get(i);
      double upper = problem.preferences().upper().get(i);
      double a = shapes[i % shapes.length];
      costs.add(
          a == 1 || lower == 0
              ? Marginal.uniform(lower, upper)
              : Marginal.beta(a, a, lower, upper));
    }
    IndependentPreferences preferences = IndependentPreferences.of(costs);
    return new BoundInstance(
        weights,
        new SupportProblem(
            problem.endowment(),
            preferences,
            preferences.exactMeasure().orElseThrow(),
            preferences.sample(TYPES, 1)));
  }

  /**
   * The same box with costs that are not uniform: the family differs from task to task.
   *
   * @param ended whether costs end with the box; otherwise all but the beta ones have no upper ends
   */
  BoundInstance independent(boolean ended) {
    List<Marginal> costs = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      double lower = problem.preferences().lower().get(i);
      double upper = problem.preferences().upper().get(i);
      double end = ended ? upper : Double.POSITIVE_INFINITY;
      costs.add(
          switch (i % 4) {
            case 0 -> Marginal.exponential(0.4 * upper, lower, end);
            case 1 -> Marginal.gamma(2, 0.25 * upper, lower, end);
            case 2 -> Marginal.beta(1, 2, lower, upper);
            default -> Marginal.weibull(1.5, 0.5 * upper, lower, end);
          });
    }
    return with(costs);
  }

  /** Lognormal costs of sigma .5 around the middle of the box, from its lower ends on. */
  BoundInstance lognormal() {
    List<Marginal> costs = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      double lower = problem.preferences().lower().get(i);
      double upper = problem.preferences().upper().get(i);
      double mu = StrictMath.log(0.5 * (lower + upper));
      costs.add(Marginal.lognormal(mu, 0.5, lower, Double.POSITIVE_INFINITY));
    }
    return with(costs);
  }

  private BoundInstance with(List<Marginal> costs) {
    IndependentPreferences independent = IndependentPreferences.of(costs);
    return new BoundInstance(
        weights,
        new SupportProblem(
            problem.endowment(),
            independent,
            independent.exactMeasure().orElseThrow(),
            independent.sample(TYPES, 1)));
  }

  private static double normal(UniformRandomProvider random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  static BoundInstance draw(int tasks, int kind, long seed) {
    UniformRandomProvider random =
        RandomSource.XO_RO_SHI_RO_128_PP.create(1_000_003L * tasks + 101L * kind + 10_007L * seed);
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    double[] w = new double[tasks];
    double[] ones = new double[tasks];
    Arrays.fill(ones, 1);
    for (int i = 0; i < tasks; i++) {
      double spread = kind == 3 ? 0.02 : 1;
      lower[i] = 0.05 + (kind == 3 ? 0.2 : 0) + spread * 0.4 * random.nextDouble();
      upper[i] = lower[i] + 0.3 + (kind == 3 ? 0.5 : 0) + spread * random.nextDouble();
      w[i] =
          switch (kind) {
            case 0 -> 0.05 + 1.15 * random.nextDouble();
            case 1 -> 0.3 + normal(random);
            case 2 -> 1 + 0.2 * normal(random) - (0.3 + 1.4 * random.nextDouble());
            default -> 0.8 + 0.02 * random.nextDouble();
          };
    }
    w[0] = kind == 3 ? w[0] : Math.max(w[0], 0.3);
    UniformPreferences box = UniformPreferences.of(Vector.of(lower), Vector.of(upper));
    return new BoundInstance(
        Vector.of(w),
        new SupportProblem(Vector.of(ones), box, box.measure(), box.sample(TYPES, 1)));
  }
}
