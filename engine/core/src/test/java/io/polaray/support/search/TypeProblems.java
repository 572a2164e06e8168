package io.polaray.support.search;

import io.polaray.numeric.Vector;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Seeded support problems on finitely many types. */
final class TypeProblems {
  private TypeProblems() {}

  static UniformRandomProvider random(long seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  /** Types with independent costs in [0.2, 2.2], equally likely. */
  static SupportProblem equallyLikely(double[] eta, int types, long seed) {
    double[] weights = new double[types];
    java.util.Arrays.fill(weights, 1.0 / types);
    return of(eta, costs(eta.length, types, seed), weights);
  }

  static double[] costs(int tasks, int types, long seed) {
    UniformRandomProvider random = random(seed);
    double[] costs = new double[tasks * types];
    for (int n = 0; n < costs.length; n++) {
      costs[n] = 0.2 + 2 * random.nextDouble();
    }
    return costs;
  }

  /** A problem on given types, task by task. */
  static SupportProblem of(double[] eta, double[] costs, double[] weights) {
    TypeSample sample = TypeSample.of(eta.length, costs, weights);
    List<Vector> types = new ArrayList<>();
    for (int m = 0; m < weights.length; m++) {
      double[] type = new double[eta.length];
      for (int i = 0; i < eta.length; i++) {
        type[i] = sample.cost(m, i);
      }
      types.add(Vector.of(type));
    }
    return new SupportProblem(
        Vector.of(eta),
        FinitePreferences.of(types, Vector.of(weights)),
        CountedMeasure.of(sample, TypeMeasure.Kind.EXACT),
        sample);
  }

  /** Weights of both signs with at least one that is positive. */
  static Vector weights(int tasks, long seed) {
    UniformRandomProvider random = random(seed);
    double[] weights = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      weights[i] = 1.4 * random.nextDouble() - 0.3;
    }
    weights[random.nextInt(tasks)] = 1;
    return Vector.of(weights);
  }

  /** The weight of the types that accept a direction, in plain arithmetic. */
  static double accepted(TypeSample sample, double[] kappa) {
    double sum = 0;
    for (int m = 0; m < sample.types(); m++) {
      double dot = 0;
      double size = 0;
      for (int i = 0; i < kappa.length; i++) {
        dot += kappa[i] * sample.cost(m, i);
        size += Math.abs(kappa[i]) * sample.cost(m, i);
      }
      sum += dot <= 1e-13 * size ? sample.weight(m) : 0;
    }
    return sum;
  }
}
