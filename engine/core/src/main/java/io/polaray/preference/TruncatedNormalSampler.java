package io.polaray.preference;

import io.polaray.numeric.NormalFunctions;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Draws from a multivariate normal vector truncated to a box, a function of the seed alone. */
final class TruncatedNormalSampler {
  /*
   * Proposal (A. Genz, Journal of Computational and Graphical Statistics 1, 1992): with y = mean +
   * L z, draw z_1, z_2, ... in turn, each from the standard normal truncated to where the box
   * allows y_j, given the ones before. The density of the target over that of the proposal is
   * proportional to the product of the probabilities p_2 ... p_n of those intervals. The points
   * come from a scrambled Sobol sequence with one coordinate more.
   *
   * When the mean of that product is not small, the further coordinate accepts a proposal with
   * probability p_2 ... p_n: exact draws. Otherwise a fixed number of proposals per draw is made
   * and resampled systematically in proportion to the weights; where L is regular each draw is
   * then moved by Gibbs sweeps, which leave the target invariant. Those draws are exact in the
   * limit of many.
   */
  private static final int PILOT = 512;
  private static final double LEAST_ACCEPTANCE = 1.0 / 32;
  private static final int PROPOSALS_PER_DRAW = 16;
  private static final int SWEEPS = 4;
  private static final int MAX_PROPOSALS = 4096;

  /** Slack, in standard deviations of log cost, for coordinates that the others determine. */
  private static final double SINGULAR_TOLERANCE = 1e-9;

  private final double[] mean;
  private final CovarianceFactor factor;
  private final double[] low;
  private final double[] high;
  private final int n;
  private final double[] point;
  private final double[] z;
  private final double[] y;

  /**
   * A sampler.
   *
   * @param low lower ends of y, possibly -infinity
   * @param high upper ends of y, possibly infinity
   */
  TruncatedNormalSampler(double[] mean, CovarianceFactor factor, double[] low, double[] high) {
    this.mean = mean;
    this.factor = factor;
    this.low = low;
    this.high = high;
    n = mean.length;
    point = new double[n + 1];
    z = new double[n];
    y = new double[n];
  }

  /** The mean weight of the first proposals; 0 when the box is out of reach. */
  double pilotWeight(long seed) {
    ScrambledSobol points = new ScrambledSobol(n + 1, seed);
    double sum = 0;
    for (int m = 0; m < PILOT; m++) {
      points.next(point);
      sum += propose();
    }
    return sum / PILOT;
  }

  /** Draws {@code types} vectors, column-major. */
  double[] draw(int types, long seed) {
    double acceptance = pilotWeight(seed);
    if (!(acceptance > 0)) {
      throw new IllegalArgumentException("the box lower, upper has probability 0 up to rounding");
    }
    double[] values = new double[n * types];
    if (acceptance >= LEAST_ACCEPTANCE) {
      ScrambledSobol points = new ScrambledSobol(n + 1, seed);
      for (int m = 0; m < types; ) {
        points.next(point);
        if (point[n] <= propose()) {
          store(values, types, m++);
        }
      }
    } else {
      resample(values, types, seed);
    }
    return values;
  }

  /**
   * One independent draw: the first proposal that is accepted or, when the box is hard to reach,
   * one of many proposals in proportion to their weights.
   */
  void single(RandomStream random, double[] target) {
    double total = 0;
    for (int proposal = 0; proposal < MAX_PROPOSALS; proposal++) {
      random.next(point);
      double weight = propose();
      if (point[n] <= weight) {
        System.arraycopy(y, 0, target, 0, n);
        return;
      }
      total += weight;
      if (proposal == 0 || random.next() * total < weight) {
        System.arraycopy(y, 0, target, 0, n);
      }
    }
  }

  private void resample(double[] values, int types, long seed) {
    long proposals = (long) types * PROPOSALS_PER_DRAW;
    ScrambledSobol points = new ScrambledSobol(n + 1, seed);
    double total = 0;
    for (long m = 0; m < proposals; m++) {
      points.next(point);
      total += propose();
    }
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(~seed);
    double step = total / types;
    double next = random.nextDouble() * step;
    double running = 0;
    points = new ScrambledSobol(n + 1, seed);
    int count = 0;
    for (long m = 0; m < proposals && count < types; m++) {
      points.next(point);
      running += propose();
      while (count < types && (next < running || m == proposals - 1)) {
        store(values, types, count++);
        next += step;
      }
    }
    if (factor.isRegular()) {
      double[][] precision = precision();
      for (int m = 0; m < types; m++) {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
          gibbs(values, types, m, precision, random);
        }
      }
    }
  }

  private void store(double[] values, int types, int m) {
    for (int i = 0; i < n; i++) {
      values[i * types + m] = y[i];
    }
  }

  /** Fills y from the point and returns p_2 ... p_n. */
  private double propose() {
    double weight = 1;
    for (int i = 0; i < n; i++) {
      double centre = mean[i];
      double spread = factor.get(i, i);
      double total = 0;
      for (int l = 0; l < i; l++) {
        centre += factor.get(i, l) * z[l];
        total = Math.hypot(total, factor.get(i, l));
      }
      if (spread == 0) {
        double slack = SINGULAR_TOLERANCE * total;
        if (centre < low[i] - slack || centre > high[i] + slack) {
          return 0;
        }
        z[i] = 0;
        y[i] = Math.min(high[i], Math.max(low[i], centre));
        continue;
      }
      double a = (low[i] - centre) / spread;
      double b = (high[i] - centre) / spread;
      double probability = NormalFunctions.between(a, b);
      if (i > 0) {
        weight *= probability;
      }
      if (!(probability > 0)) {
        return 0;
      }
      z[i] = truncated(a, b, probability, point[i]);
      y[i] = Math.min(high[i], Math.max(low[i], centre + spread * z[i]));
    }
    return weight;
  }

  /** The p-quantile of the standard normal truncated to [a, b]. */
  private static double truncated(double a, double b, double probability, double p) {
    double value =
        a > 0
            ? -NormalFunctions.quantile(NormalFunctions.below(-a) - p * probability)
            : NormalFunctions.quantile(NormalFunctions.below(a) + p * probability);
    return Math.min(b, Math.max(a, value));
  }

  private void gibbs(
      double[] values, int types, int m, double[][] precision, UniformRandomProvider random) {
    for (int i = 0; i < n; i++) {
      double centre = mean[i];
      for (int l = 0; l < n; l++) {
        if (l != i) {
          centre -= precision[i][l] / precision[i][i] * (values[l * types + m] - mean[l]);
        }
      }
      double spread = 1 / Math.sqrt(precision[i][i]);
      double a = (low[i] - centre) / spread;
      double b = (high[i] - centre) / spread;
      double probability = NormalFunctions.between(a, b);
      double u = random.nextDouble();
      if (probability > 0) {
        double moved = centre + spread * truncated(a, b, probability, u);
        values[i * types + m] = Math.min(high[i], Math.max(low[i], moved));
      }
    }
  }

  /** The inverse of L L'. */
  private double[][] precision() {
    double[][] inverse = new double[n][n];
    for (int column = 0; column < n; column++) {
      double[] x = new double[n];
      for (int i = column; i < n; i++) {
        double sum = i == column ? 1 : 0;
        for (int l = column; l < i; l++) {
          sum -= factor.get(i, l) * x[l];
        }
        x[i] = sum / factor.get(i, i);
      }
      for (int i = n - 1; i >= 0; i--) {
        for (int l = i + 1; l < n; l++) {
          x[i] -= factor.get(l, i) * x[l];
        }
        x[i] /= factor.get(i, i);
        inverse[i][column] = x[i];
      }
    }
    return inverse;
  }
}
