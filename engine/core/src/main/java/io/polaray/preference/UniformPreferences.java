package io.polaray.preference;

import io.polaray.numeric.Vector;
import java.util.Optional;

/**
 * Independent uniform costs: c(i) is uniform on [lower(i), upper(i)].
 *
 * <p>An interval of zero width is a known cost; a lower end may be 0.
 */
public final class UniformPreferences implements PreferenceDistribution {
  private final Vector lower;
  private final Vector upper;
  private final UniformBoxMeasure measure;

  private UniformPreferences(Vector lower, Vector upper) {
    this.lower = lower;
    this.upper = upper;
    this.measure = UniformBoxMeasure.of(lower, upper);
  }

  /**
   * Uniforms on a box.
   *
   * @param lower lower ends, one a task, finite and at least 0
   * @param upper upper ends, finite, positive and at least the lower ends
   * @throws IllegalArgumentException naming the entry that is out of range
   */
  public static UniformPreferences of(Vector lower, Vector upper) {
    return new UniformPreferences(lower, upper);
  }

  @Override
  public int tasks() {
    return lower.size();
  }

  @Override
  public Vector lower() {
    return lower;
  }

  @Override
  public Vector upper() {
    return upper;
  }

  /** The exact measure. */
  public UniformBoxMeasure measure() {
    return measure;
  }

  @Override
  public Optional<TypeMeasure> exactMeasure() {
    return Optional.of(measure);
  }

  @Override
  public TypeSample sample(int types, long seed) {
    BoxChecks.requireTypes(types);
    ScrambledSobol points = new ScrambledSobol(tasks(), seed);
    double[] point = new double[tasks()];
    double[] costs = new double[tasks() * types];
    for (int m = 0; m < types; m++) {
      points.next(point);
      for (int i = 0; i < point.length; i++) {
        double low = lower.get(i);
        double high = upper.get(i);
        costs[i * types + m] = Math.min(high, low + (high - low) * point[i]);
      }
    }
    return TypeSample.equallyWeighted(tasks(), costs);
  }

  @Override
  public TypeDraws draws(long seed) {
    RandomStream random = new RandomStream(seed);
    double[] low = lower.toArray();
    double[] high = upper.toArray();
    return costs -> {
      for (int i = 0; i < costs.length; i++) {
        costs[i] = Math.min(high[i], low[i] + (high[i] - low[i]) * random.next());
      }
    };
  }

  /** True: the density of log c(i) is proportional to e^u on an interval. */
  @Override
  public boolean hasLogConcaveLogCosts() {
    return true;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof UniformPreferences other
        && lower.equals(other.lower)
        && upper.equals(other.upper);
  }

  @Override
  public int hashCode() {
    return 31 * lower.hashCode() + upper.hashCode();
  }

  @Override
  public String toString() {
    return "UniformPreferences[lower=" + lower + ", upper=" + upper + "]";
  }
}
