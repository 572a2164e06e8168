package io.polaray.support.search;

import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.support.SupportProblem;
import java.util.Optional;

/**
 * Independent uniform costs on a box with the textbook signed-vertex formula for acceptance, kept
 * apart from the product's own measure so that tests value menus independently.
 */
final class BoxProblem implements PreferenceDistribution, TypeMeasure {
  private final double[] lower;
  private final double[] upper;

  BoxProblem(double[] lower, double[] upper) {
    this.lower = lower.clone();
    this.upper = upper.clone();
  }

  static SupportProblem of(double[] eta, double[] lower, double[] upper, int types) {
    BoxProblem box = new BoxProblem(lower, upper);
    return new SupportProblem(Vector.of(eta), box, box, box.sample(types, 1));
  }

  @Override
  public int tasks() {
    return lower.length;
  }

  @Override
  public Vector lower() {
    return Vector.of(lower);
  }

  @Override
  public Vector upper() {
    return Vector.of(upper);
  }

  @Override
  public Kind kind() {
    return Kind.EXACT;
  }

  @Override
  public double probabilityError() {
    return 1e-9;
  }

  @Override
  public double fullInformationBound(double[] v, double[] eta) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public Optional<TypeMeasure> exactMeasure() {
    return Optional.of(this);
  }

  /** A Kronecker sequence with square roots of primes. */
  @Override
  public TypeSample sample(int types, long seed) {
    int[] primes = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
    double[] costs = new double[tasks() * types];
    double[] weights = new double[types];
    for (int m = 0; m < types; m++) {
      weights[m] = 1.0 / types;
      for (int i = 0; i < tasks(); i++) {
        double u = (m + 0.5) * Math.sqrt(primes[i]);
        costs[i * types + m] = lower[i] + (upper[i] - lower[i]) * (u - Math.floor(u));
      }
    }
    return TypeSample.of(tasks(), costs, weights);
  }

  /**
   * P(sum of k_i U_i &lt;= t) with nonnegative k_i, by the signed sum over vertices; terms too
   * small for the formula are replaced by their mean.
   */
  @Override
  public double acceptanceProbability(double[] kappa) {
    double threshold = 0;
    double largest = 0;
    for (int i = 0; i < kappa.length; i++) {
      threshold -= kappa[i] * (kappa[i] > 0 ? lower[i] : upper[i]);
      largest = Math.max(largest, Math.abs(kappa[i]) * (upper[i] - lower[i]));
    }
    double[] sides = new double[kappa.length];
    int count = 0;
    for (int i = 0; i < kappa.length; i++) {
      double side = Math.abs(kappa[i]) * (upper[i] - lower[i]);
      if (side > 1e-4 * largest) {
        sides[count++] = side;
      } else {
        threshold -= side / 2;
      }
    }
    double sum = 0;
    double scale = 1;
    for (int n = 0; n < count; n++) {
      scale *= (n + 1) * sides[n];
    }
    for (int vertex = 0; vertex < 1 << count; vertex++) {
      double rest = threshold;
      for (int n = 0; n < count; n++) {
        rest -= (vertex >> n & 1) * sides[n];
      }
      if (rest > 0) {
        sum += (Integer.bitCount(vertex) % 2 == 0 ? 1 : -1) * Math.pow(rest, count);
      }
    }
    double all = 0;
    for (int n = 0; n < count; n++) {
      all += sides[n];
    }
    return threshold <= 0 ? 0 : threshold >= all ? 1 : Math.min(1, Math.max(0, sum / scale));
  }
}
