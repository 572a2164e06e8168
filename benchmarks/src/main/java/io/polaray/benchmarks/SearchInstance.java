package io.polaray.benchmarks;

import io.polaray.numeric.NormalFunctions;
import io.polaray.numeric.Vector;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.support.SupportProblem;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * One seeded support problem on a low-discrepancy sample of types, with its weights. Every number
 * is made with strict arithmetic, so an instance is the same on every machine.
 *
 * @param kind how costs are distributed
 * @param prices how weights are drawn
 * @param seed of costs and weights
 * @param problem endowment 1 of every task, types counted
 * @param weights w
 */
public record SearchInstance(
    Kind kind, Prices prices, int seed, SupportProblem problem, Vector weights) {
  private static final double TAIL = NormalFunctions.below(-2.5);

  /** Distributions of costs; the last two have several modes. */
  public enum Kind {
    /** Uniform on a box. */
    BOX(0),
    /** Independent lognormals, truncated. */
    LOGNORMAL(1),
    /** Lognormals with a common factor. */
    ONE_FACTOR(2),
    /** Independent lognormals with equal parameters. */
    EQUAL_LOGNORMAL(3),
    /** Lognormals around two to five centres. */
    CLUSTERED(4),
    /** Narrow lognormals around three to five centres. */
    TIGHT_CLUSTERED(5);

    private final int stream;

    Kind(int stream) {
      this.stream = stream;
    }

    /** Whether types come in groups. */
    public boolean isClustered() {
      return this == CLUSTERED || this == TIGHT_CLUSTERED;
    }
  }

  /** Distributions of weights. */
  public enum Prices {
    /** 1 - U(0.3, 1.7): gains and losses. */
    MIXED(0),
    /** U(0.8, 1.2): all alike. */
    NEARLY_EQUAL(1),
    /** 0.1 + |0.5 + 0.3 z|. */
    POSITIVE(2),
    /** U(-1, 0.3): few gains. */
    MOSTLY_NEGATIVE(3);

    private final int stream;

    Prices(int stream) {
      this.stream = stream;
    }
  }

  /** The instance with a given number of tasks and types. */
  public static SearchInstance of(int tasks, int types, Kind kind, Prices prices, int seed) {
    UniformRandomProvider random = random(seed, tasks, kind.stream);
    double[] costs = new Costs(tasks, kind, random).sample(types, random);
    double[] probabilities = new double[types];
    Arrays.fill(probabilities, 1.0 / types);
    TypeSample sample = TypeSample.of(tasks, costs, probabilities);
    double[] ones = new double[tasks];
    Arrays.fill(ones, 1);
    SupportProblem problem =
        new SupportProblem(
            Vector.of(ones),
            new Sampled(sample),
            CountedMeasure.of(sample, TypeMeasure.Kind.SAMPLE),
            sample);
    return new SearchInstance(kind, prices, seed, problem, weights(tasks, kind, prices, seed));
  }

  /** Weights nearby, as after a round of prices: {@code w + change mean|w| z}. */
  public Vector nearby(double change) {
    UniformRandomProvider random = random(seed, weights.size(), 100 + kind.stream);
    double mean = 0;
    for (int i = 0; i < weights.size(); i++) {
      mean += Math.abs(weights.get(i)) / weights.size();
    }
    double[] moved = weights.toArray();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += change * mean * normal(random);
    }
    return Vector.of(moved);
  }

  /** Value of an assignment's weights above the status quo. */
  public double gain(Vector assignment) {
    return weights.dot(assignment) - weights.dot(problem.endowment());
  }

  private static UniformRandomProvider random(int seed, int tasks, int stream) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(
        seed * 0x9E3779B97F4A7C15L + tasks * 1_000_003L + stream);
  }

  private static double normal(UniformRandomProvider random) {
    return NormalFunctions.quantile((random.nextLong() >>> 12) * 0x1p-52 + 0x1p-54);
  }

  private static double between(UniformRandomProvider random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  private static Vector weights(int tasks, Kind kind, Prices prices, int seed) {
    UniformRandomProvider random = random(seed, tasks, 10 + 10 * prices.stream + kind.stream);
    double[] weights = new double[tasks];
    double most = 0;
    for (int i = 0; i < tasks; i++) {
      weights[i] =
          switch (prices) {
            case MIXED -> 1 - between(random, 0.3, 1.7);
            case NEARLY_EQUAL -> between(random, 0.8, 1.2);
            case POSITIVE -> 0.1 + Math.abs(0.5 + 0.3 * normal(random));
            case MOSTLY_NEGATIVE -> between(random, -1, 0.3);
          };
      most = Math.max(most, weights[i]);
    }
    weights[0] = most > 0.05 ? weights[0] : 0.3;
    return Vector.of(weights);
  }

  /** Parameters of the costs of one instance. */
  private static final class Costs {
    private final int tasks;
    private final Kind kind;
    private final double[] low;
    private final double[] high;
    private final double[] mean;
    private final double[] deviation;
    private final double[] loading;
    private final double[][] centres;
    private final double[] shares;
    private final double tightness;

    private Costs(int tasks, Kind kind, UniformRandomProvider random) {
      this.tasks = tasks;
      this.kind = kind;
      low = new double[tasks];
      high = new double[tasks];
      mean = new double[tasks];
      deviation = new double[tasks];
      loading = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        low[i] = between(random, 0.05, 0.5);
        high[i] = low[i] + between(random, 0.3, 2);
        mean[i] = 0.3 * normal(random);
        deviation[i] = between(random, 0.3, 0.9);
        loading[i] = between(random, -0.3, 1);
      }
      boolean tight = kind == Kind.TIGHT_CLUSTERED;
      centres = new double[tight ? 3 + random.nextInt(3) : 2 + random.nextInt(4)][tasks];
      shares = new double[centres.length];
      double spread = between(random, 0.5, 1.2);
      double total = 0;
      for (int g = 0; g < centres.length; g++) {
        shares[g] = between(random, 0.5, 1.5);
        total += shares[g];
        for (int i = 0; i < tasks; i++) {
          centres[g][i] = spread * normal(random);
        }
      }
      for (int g = 0; g < centres.length; g++) {
        shares[g] /= total;
      }
      tightness = tight ? between(random, 0.01, 0.05) : between(random, 0.03, 0.2);
    }

    /** A Kronecker sequence with square roots of primes, shifted. */
    private double[] sample(int types, UniformRandomProvider random) {
      double[] steps = new double[tasks + 1];
      double[] shifts = new double[tasks + 1];
      int prime = 1;
      for (int i = 0; i <= tasks; i++) {
        prime = nextPrime(prime);
        steps[i] = Math.sqrt(prime);
        shifts[i] = random.nextDouble();
      }
      double[] costs = new double[tasks * types];
      double[] u = new double[tasks + 1];
      for (int m = 0; m < types; m++) {
        for (int i = 0; i <= tasks; i++) {
          double z = shifts[i] + (m + 1) * steps[i];
          u[i] = Math.min(1 - 1e-9, Math.max(1e-9, z - Math.floor(z)));
        }
        for (int i = 0; i < tasks; i++) {
          costs[i * types + m] = cost(i, u);
        }
      }
      return costs;
    }

    private static int nextPrime(int after) {
      int candidate = after + 1;
      for (int d = 2; d * d <= candidate; d++) {
        if (candidate % d == 0) {
          candidate++;
          d = 1;
        }
      }
      return candidate;
    }

    private double cost(int i, double[] u) {
      if (kind == Kind.BOX) {
        return low[i] + (high[i] - low[i]) * u[i];
      }
      double z = NormalFunctions.quantile(TAIL + (1 - 2 * TAIL) * u[i]);
      double exponent =
          switch (kind) {
            case EQUAL_LOGNORMAL -> 0.6 * z;
            case ONE_FACTOR -> {
              double factor = NormalFunctions.quantile(TAIL + (1 - 2 * TAIL) * u[tasks]);
              yield mean[i] + deviation[i] * Math.sqrt(0.5) * (z + loading[i] * factor);
            }
            case CLUSTERED, TIGHT_CLUSTERED -> centres[group(u[tasks])][i] + tightness * z;
            default -> mean[i] + deviation[i] * z;
          };
      return StrictMath.exp(exponent);
    }

    private int group(double u) {
      double left = u;
      int group = 0;
      while (group < shares.length - 1 && left >= shares[group]) {
        left -= shares[group++];
      }
      return group;
    }
  }

  /** The sample as a distribution. */
  private record Sampled(TypeSample sample) implements PreferenceDistribution {
    @Override
    public int tasks() {
      return sample.tasks();
    }

    @Override
    public Vector lower() {
      return Vector.zeros(tasks());
    }

    @Override
    public Vector upper() {
      return Vector.zeros(tasks());
    }

    @Override
    public TypeSample sample(int types, long seed) {
      return sample;
    }

    @Override
    public Optional<TypeMeasure> exactMeasure() {
      return Optional.empty();
    }
  }
}
