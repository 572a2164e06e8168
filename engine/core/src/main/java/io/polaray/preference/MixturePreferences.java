package io.polaray.preference;

import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Costs drawn from one of several distributions: groups of people with different tastes, whose
 * members cannot be told apart.
 */
public final class MixturePreferences implements PreferenceDistribution {
  private static final double SUM_TOLERANCE = 1e-9;

  private final List<PreferenceDistribution> components;
  private final Vector shares;

  private MixturePreferences(List<PreferenceDistribution> components, Vector shares) {
    this.components = components;
    this.shares = shares;
  }

  /**
   * A mixture.
   *
   * @param components at least one, all with the same number of tasks; uniform, independent or
   *     lognormal
   * @param shares their probabilities, positive, summing to 1
   * @throws IllegalArgumentException naming what does not fit
   */
  public static MixturePreferences of(List<PreferenceDistribution> components, Vector shares) {
    if (components.isEmpty() || components.size() != shares.size()) {
      throw new IllegalArgumentException(
          "components and shares have "
              + components.size()
              + " and "
              + shares.size()
              + " entries; they must have one each per component, at least one");
    }
    double sum = 0;
    for (int g = 0; g < shares.size(); g++) {
      PreferenceDistribution component = components.get(g);
      if (!isComponent(component)) {
        throw new IllegalArgumentException(
            "components["
                + g
                + "] is "
                + component
                + "; it must be uniform, independent or lognormal");
      }
      if (component.tasks() != components.get(0).tasks()) {
        throw new IllegalArgumentException(
            "components["
                + g
                + "] has "
                + component.tasks()
                + " tasks; it must have "
                + components.get(0).tasks()
                + " as the first has");
      }
      if (!(shares.get(g) > 0) || !(shares.get(g) <= 1)) {
        throw new IllegalArgumentException(
            "shares[" + g + "] is " + shares.get(g) + "; it must be in (0, 1]");
      }
      sum += shares.get(g);
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException("shares sum to " + sum + "; the sum must be 1");
    }
    return new MixturePreferences(List.copyOf(components), shares);
  }

  private static boolean isComponent(PreferenceDistribution component) {
    return component instanceof UniformPreferences
        || component instanceof IndependentPreferences
        || component instanceof LognormalPreferences;
  }

  /** The distributions that are mixed. */
  public List<PreferenceDistribution> components() {
    return components;
  }

  /** Their probabilities. */
  public Vector shares() {
    return shares;
  }

  @Override
  public int tasks() {
    return components.get(0).tasks();
  }

  @Override
  public Vector lower() {
    double[] lower = components.get(0).lower().toArray();
    for (PreferenceDistribution component : components) {
      for (int i = 0; i < lower.length; i++) {
        lower[i] = Math.min(lower[i], component.lower().get(i));
      }
    }
    return Vector.of(lower);
  }

  @Override
  public Vector upper() {
    double[] upper = components.get(0).upper().toArray();
    for (PreferenceDistribution component : components) {
      for (int i = 0; i < upper.length; i++) {
        upper[i] = Math.max(upper[i], component.upper().get(i));
      }
    }
    return Vector.of(upper);
  }

  /** False: the support is the union of the components' boxes. */
  @Override
  public boolean hasBoxSupport() {
    return components.size() == 1;
  }

  /**
   * A stratified sample: component g gets about {@code s_g types} of the types, at least one, each
   * with the weight s_g over their number. The number of types may differ from the wanted one by
   * the number of components.
   */
  @Override
  public TypeSample sample(int types, long seed) {
    BoxChecks.requireTypes(types);
    RandomStream seeds = new RandomStream(seed);
    List<TypeSample> samples = new ArrayList<>();
    int total = 0;
    for (int g = 0; g < shares.size(); g++) {
      int count = (int) Math.max(1, Math.rint(shares.get(g) * types));
      samples.add(components.get(g).sample(count, seeds.nextSeed()));
      total += count;
    }
    double[] costs = new double[tasks() * total];
    double[] weights = new double[total];
    int from = 0;
    for (int g = 0; g < shares.size(); g++) {
      TypeSample part = samples.get(g);
      for (int i = 0; i < tasks(); i++) {
        part.copyCosts(i, 0, part.types(), costs, i * total + from);
      }
      Arrays.fill(weights, from, from + part.types(), shares.get(g) / part.types());
      from += part.types();
    }
    return TypeSample.of(tasks(), costs, weights);
  }

  @Override
  public TypeDraws draws(long seed) {
    RandomStream random = new RandomStream(seed);
    List<TypeDraws> draws = new ArrayList<>();
    for (PreferenceDistribution component : components) {
      draws.add(component.draws(random.nextSeed()));
    }
    return costs -> {
      double u = random.next();
      int g = 0;
      while (g < draws.size() - 1 && u > shares.get(g)) {
        u -= shares.get(g++);
      }
      draws.get(g).next(costs);
    };
  }

  /** Present when every component has one. */
  @Override
  public Optional<TypeMeasure> exactMeasure() {
    List<TypeMeasure> measures = new ArrayList<>();
    for (PreferenceDistribution component : components) {
      Optional<TypeMeasure> measure = component.exactMeasure();
      if (measure.isEmpty()) {
        return Optional.empty();
      }
      measures.add(measure.get());
    }
    return Optional.of(MixtureMeasure.of(measures, shares.toArray()));
  }

  @Override
  public boolean needsTables() {
    return components.stream().anyMatch(PreferenceDistribution::needsTables);
  }

  @Override
  public boolean hasLogConcaveLogCosts() {
    return components.size() == 1 && components.get(0).hasLogConcaveLogCosts();
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof MixturePreferences other
        && components.equals(other.components)
        && shares.equals(other.shares);
  }

  @Override
  public int hashCode() {
    return 31 * components.hashCode() + shares.hashCode();
  }

  @Override
  public String toString() {
    return "MixturePreferences[components=" + components + ", shares=" + shares + "]";
  }
}
