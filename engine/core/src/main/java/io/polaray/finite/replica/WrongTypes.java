package io.polaray.finite.replica;

import io.polaray.numeric.NormalFunctions;
import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeDraws;
import io.polaray.preference.TypeSample;
import io.polaray.preference.UniformPreferences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Private costs that differ from what the market states, for the robustness of a design (paper,
 * section 3.1). The random numbers behind a person's costs stay those of the stated preferences
 * where the model allows it.
 */
public final class WrongTypes {
  private static final int SAMPLE = 4096;
  private static final long SAMPLE_SEED = 1;

  private WrongTypes() {}

  /**
   * Another scale: every cost is moved away from, or towards, its geometric mean, {@code c' = g
   * (c/g)^factor}.
   *
   * @param factor at least 0; 1 changes nothing, 0 makes everybody the same
   */
  public static TypeModel spread(double factor) {
    if (!(factor >= 0 && factor <= 100)) {
      throw new IllegalArgumentException("factor is " + factor + "; it must be between 0 and 100");
    }
    Map<PreferenceDistribution, Vector> centres = new ConcurrentHashMap<>();
    return (agent, seed) -> {
      Vector centre = centres.computeIfAbsent(agent.preferences(), WrongTypes::logMeans);
      TypeDraws stated = agent.preferences().draws(seed);
      return costs -> {
        stated.next(costs);
        for (int i = 0; i < costs.length; i++) {
          double log = StrictMath.log(costs[i]);
          costs[i] = StrictMath.exp(centre.get(i) + factor * (log - centre.get(i)));
        }
      };
    };
  }

  /** Another distribution: independent lognormals with the stated means and variances. */
  public static TypeModel lognormal() {
    Map<PreferenceDistribution, PreferenceDistribution> fitted = new ConcurrentHashMap<>();
    return (agent, seed) ->
        fitted.computeIfAbsent(agent.preferences(), WrongTypes::fitLognormal).draws(seed);
  }

  /**
   * Correlated costs with the stated marginals: a Gaussian copula with equal correlations.
   *
   * @param correlation between 0 and 1
   * @return a model for {@link UniformPreferences} and {@link IndependentPreferences}; draws of
   *     other kinds throw IllegalArgumentException, see {@link #isIndependent}
   */
  public static TypeModel correlated(double correlation) {
    if (!(correlation >= 0 && correlation <= 1)) {
      throw new IllegalArgumentException(
          "correlation is " + correlation + "; it must be between 0 and 1");
    }
    double shared = Math.sqrt(correlation);
    double own = Math.sqrt(1 - correlation);
    return (agent, seed) -> {
      List<Marginal> marginals = marginals(agent.preferences());
      double[] uniforms = new double[marginals.size() + 1];
      TypeDraws stream = cube(uniforms.length).draws(seed);
      return costs -> {
        stream.next(uniforms);
        double common = NormalFunctions.quantile(uniforms[costs.length]);
        for (int i = 0; i < costs.length; i++) {
          double normal = shared * common + own * NormalFunctions.quantile(uniforms[i]);
          double p = Math.min(1 - 0x1p-53, Math.max(0x1p-1000, NormalFunctions.below(normal)));
          costs[i] = marginals.get(i).quantile(p);
        }
      };
    };
  }

  /** Uniforms on a cube. */
  private static UniformPreferences cube(int tasks) {
    double[] ones = new double[tasks];
    Arrays.fill(ones, 1);
    return UniformPreferences.of(Vector.zeros(tasks), Vector.of(ones));
  }

  /** Whether {@link #correlated} applies. */
  public static boolean isIndependent(PreferenceDistribution preferences) {
    return preferences instanceof UniformPreferences
        || preferences instanceof IndependentPreferences;
  }

  private static List<Marginal> marginals(PreferenceDistribution preferences) {
    if (preferences instanceof IndependentPreferences independent) {
      return independent.marginals();
    }
    if (preferences instanceof UniformPreferences uniform) {
      List<Marginal> marginals = new ArrayList<>();
      for (int i = 0; i < uniform.tasks(); i++) {
        marginals.add(Marginal.uniform(uniform.lower().get(i), uniform.upper().get(i)));
      }
      return marginals;
    }
    throw new IllegalArgumentException(
        "preferences are " + preferences + "; a correlation needs independent costs");
  }

  private static Vector logMeans(PreferenceDistribution preferences) {
    TypeSample sample = preferences.sample(SAMPLE, SAMPLE_SEED);
    double[] means = new double[sample.tasks()];
    for (int i = 0; i < means.length; i++) {
      for (int m = 0; m < sample.types(); m++) {
        means[i] += sample.weight(m) * StrictMath.log(sample.cost(m, i));
      }
    }
    return Vector.of(means);
  }

  private static PreferenceDistribution fitLognormal(PreferenceDistribution preferences) {
    TypeSample sample = preferences.sample(SAMPLE, SAMPLE_SEED);
    List<Marginal> marginals = new ArrayList<>();
    for (int i = 0; i < sample.tasks(); i++) {
      double mean = 0;
      double square = 0;
      for (int m = 0; m < sample.types(); m++) {
        mean += sample.weight(m) * sample.cost(m, i);
      }
      for (int m = 0; m < sample.types(); m++) {
        double off = sample.cost(m, i) / mean - 1;
        square += sample.weight(m) * off * off;
      }
      double variance = StrictMath.log1p(square);
      marginals.add(
          variance > 1e-12
              ? Marginal.lognormal(
                  StrictMath.log(mean) - variance / 2,
                  Math.sqrt(variance),
                  0,
                  Double.POSITIVE_INFINITY)
              : Marginal.uniform(mean, mean));
    }
    return IndependentPreferences.of(marginals);
  }
}
