package io.polaray.dual.oracle;

import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.core.Sum;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Seeded endowments and social costs of the stand-in oracles. */
final class StandInMarkets {
  private static final double DEVIATION = 0.3;

  private StandInMarkets() {}

  /** Lognormal endowments and social costs, populations 1, n the sum of the endowments. */
  static DualProblem problem(int agents, int tasks, long seed) {
    UniformRandomProvider random =
        RandomSource.XO_SHI_RO_256_PP.create(seed * 1_000_003L + agents * 31L + tasks);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    List<Vector> endowments = lognormal(agents, tasks, normal);
    List<Vector> socialCosts = lognormal(agents, tasks, normal);
    double[] populations = new double[agents];
    java.util.Arrays.fill(populations, 1);
    double[] instances = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      Sum sum = Sum.create();
      for (Vector endowment : endowments) {
        sum.add(endowment.get(i));
      }
      instances[i] = sum.getAsDouble();
    }
    return new DualProblem(Vector.of(instances), socialCosts, endowments, Vector.of(populations));
  }

  private static List<Vector> lognormal(
      int agents, int tasks, ZigguratSampler.NormalizedGaussian normal) {
    List<Vector> vectors = new ArrayList<>(agents);
    for (int j = 0; j < agents; j++) {
      double[] entries = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        entries[i] = StrictMath.exp(DEVIATION * normal.sample());
      }
      vectors.add(Vector.of(entries));
    }
    return vectors;
  }
}
