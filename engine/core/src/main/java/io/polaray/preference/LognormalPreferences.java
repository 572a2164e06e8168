package io.polaray.preference;

import io.polaray.numeric.Vector;
import java.util.List;
import java.util.Optional;

/** Correlated costs: log c is normal, and c is conditioned to lie in a box. */
public final class LognormalPreferences implements PreferenceDistribution {
  private final Vector mean;
  private final List<Vector> covariance;
  private final Vector lower;
  private final Vector upper;
  private final CovarianceFactor factor;
  private final Optional<TypeMeasure> measure;

  private LognormalPreferences(
      Vector mean, List<Vector> covariance, Vector lower, Vector upper, CovarianceFactor factor) {
    this.mean = mean;
    this.covariance = covariance;
    this.lower = lower;
    this.upper = upper;
    this.factor = factor;
    this.measure = measure();
  }

  /**
   * A truncated lognormal.
   *
   * @param mean means of log c before truncation, finite
   * @param covariance covariances of log c before truncation: rows of a symmetric positive
   *     semidefinite matrix, possibly singular
   * @param lower lower ends of the box, finite and at least 0
   * @param upper upper ends, positive, at least the lower ends, possibly infinite
   * @throws IllegalArgumentException naming the entry that is out of range, or when the box has
   *     probability 0 up to rounding
   */
  public static LognormalPreferences of(
      Vector mean, List<Vector> covariance, Vector lower, Vector upper) {
    BoxChecks.requireBox(lower, upper, true);
    if (mean.size() != lower.size() || !mean.isFinite()) {
      throw new IllegalArgumentException(
          "mean is " + mean + "; it must have " + lower.size() + " finite entries");
    }
    if (covariance.size() != lower.size()) {
      throw new IllegalArgumentException(
          "covariance has " + covariance.size() + " rows; it must have " + lower.size());
    }
    CovarianceFactor factor = CovarianceFactor.of(covariance);
    LognormalPreferences preferences =
        new LognormalPreferences(mean, List.copyOf(covariance), lower, upper, factor);
    if (!(preferences.sampler().pilotWeight(0) > 0)) {
      throw new IllegalArgumentException(
          "lower = " + lower + ", upper = " + upper + ": the box has probability 0 up to rounding");
    }
    return preferences;
  }

  private TruncatedNormalSampler sampler() {
    return new TruncatedNormalSampler(mean.toArray(), factor, logs(lower), logs(upper));
  }

  private static double[] logs(Vector vector) {
    double[] logs = vector.toArray();
    for (int i = 0; i < logs.length; i++) {
      logs[i] = StrictMath.log(logs[i]);
    }
    return logs;
  }

  /** Means of log c before truncation. */
  public Vector mean() {
    return mean;
  }

  /** Rows of the covariance matrix of log c before truncation. */
  public List<Vector> covariance() {
    return covariance;
  }

  @Override
  public int tasks() {
    return mean.size();
  }

  @Override
  public Vector lower() {
    return lower;
  }

  @Override
  public Vector upper() {
    return upper;
  }

  @Override
  public TypeSample sample(int types, long seed) {
    BoxChecks.requireTypes(types);
    double[] costs = sampler().draw(types, seed);
    for (int i = 0; i < tasks(); i++) {
      double low = Math.max(lower.get(i), Double.MIN_NORMAL);
      for (int m = i * types; m < (i + 1) * types; m++) {
        costs[m] = Math.min(upper.get(i), Math.max(low, StrictMath.exp(costs[m])));
      }
    }
    return TypeSample.equallyWeighted(tasks(), costs);
  }

  @Override
  public TypeDraws draws(long seed) {
    TruncatedNormalSampler sampler = sampler();
    RandomStream random = new RandomStream(seed);
    return costs -> {
      sampler.single(random, costs);
      for (int i = 0; i < costs.length; i++) {
        double low = Math.max(lower.get(i), Double.MIN_NORMAL);
        costs[i] = Math.min(upper.get(i), Math.max(low, StrictMath.exp(costs[i])));
      }
    };
  }

  /** Present for two tasks: the distribution of the cost ratio by quadrature. */
  @Override
  public Optional<TypeMeasure> exactMeasure() {
    return measure;
  }

  private Optional<TypeMeasure> measure() {
    if (tasks() != 2) {
      return Optional.empty();
    }
    return Optional.of(
        new TwoTaskMeasure(new LognormalRatio(mean.toArray(), factor, logs(lower), logs(upper))));
  }

  /** True: log c is normal, conditioned to a convex set. */
  @Override
  public boolean hasLogConcaveLogCosts() {
    return true;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof LognormalPreferences other
        && mean.equals(other.mean)
        && covariance.equals(other.covariance)
        && lower.equals(other.lower)
        && upper.equals(other.upper);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * mean.hashCode() + covariance.hashCode())
        + 31 * lower.hashCode()
        + upper.hashCode();
  }

  @Override
  public String toString() {
    return "LognormalPreferences[mean="
        + mean
        + ", covariance="
        + covariance
        + ", lower="
        + lower
        + ", upper="
        + upper
        + "]";
  }
}
