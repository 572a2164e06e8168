package io.polaray.preference;

import io.polaray.numeric.Vector;
import java.util.List;
import java.util.Optional;

/** Independent costs, each with its own distribution. */
public final class IndependentPreferences implements PreferenceDistribution {
  private final List<Marginal> marginals;
  private final Optional<TypeMeasure> measure;

  private IndependentPreferences(List<Marginal> marginals) {
    this.marginals = marginals;
    this.measure = measure();
  }

  private Optional<TypeMeasure> measure() {
    boolean uniform = marginals.stream().allMatch(m -> m.isKnown() || m.family() == Family.UNIFORM);
    if (uniform) {
      return Optional.of(UniformBoxMeasure.of(lower(), upper()));
    }
    if (tasks() == 2) {
      return Optional.of(new TwoTaskMeasure(new MarginalRatio(marginals.get(0), marginals.get(1))));
    }
    if (tasks() > ProductMeasure.MAX_TASKS && SymmetricMeasure.suits(marginals)) {
      return Optional.of(SymmetricMeasure.of(marginals));
    }
    return Optional.empty();
  }

  /**
   * Independent costs.
   *
   * @param marginals one a task, at least one
   */
  public static IndependentPreferences of(List<Marginal> marginals) {
    if (marginals.isEmpty()) {
      throw new IllegalArgumentException("marginals is empty; there must be one for each task");
    }
    return new IndependentPreferences(List.copyOf(marginals));
  }

  /** The distributions of the costs, one a task. */
  public List<Marginal> marginals() {
    return marginals;
  }

  @Override
  public int tasks() {
    return marginals.size();
  }

  @Override
  public Vector lower() {
    return Vector.of(marginals.stream().mapToDouble(Marginal::lower).toArray());
  }

  @Override
  public Vector upper() {
    return Vector.of(marginals.stream().mapToDouble(Marginal::upper).toArray());
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
        costs[i * types + m] = marginals.get(i).quantile(point[i]);
      }
    }
    return TypeSample.equallyWeighted(tasks(), costs);
  }

  @Override
  public TypeDraws draws(long seed) {
    RandomStream random = new RandomStream(seed);
    return costs -> {
      for (int i = 0; i < costs.length; i++) {
        costs[i] = marginals.get(i).quantile(random.next());
      }
    };
  }

  /**
   * Present when all costs are uniform or known ({@link UniformBoxMeasure}), and for two tasks: the
   * distribution of the cost ratio by quadrature. For three to five tasks on bounded intervals with
   * bounded densities: {@link ProductMeasure}, made anew by each call because its tables take one
   * megabyte a task, two and a half where it has no upper end. For six and more tasks with costs
   * that are uniform, known or beta with two equal shapes of at least 1: {@link SymmetricMeasure}.
   */
  @Override
  public Optional<TypeMeasure> exactMeasure() {
    return measure.isPresent() ? measure : ProductMeasure.of(marginals);
  }

  /** Whether the exact measure, if there is one, keeps tables ({@link ProductMeasure}). */
  @Override
  public boolean needsTables() {
    return measure.isEmpty();
  }

  /** Whether every marginal is log-concave in log cost ({@link Marginal#logConcaveInLog()}). */
  @Override
  public boolean hasLogConcaveLogCosts() {
    return marginals.stream().allMatch(Marginal::logConcaveInLog);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof IndependentPreferences other && marginals.equals(other.marginals);
  }

  @Override
  public int hashCode() {
    return marginals.hashCode();
  }

  @Override
  public String toString() {
    return "IndependentPreferences" + marginals;
  }
}
