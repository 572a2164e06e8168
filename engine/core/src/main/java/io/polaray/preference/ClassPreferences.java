package io.polaray.preference;

import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Private costs of classes of tasks: a unit of a class is a mixture of tasks, and its cost is the
 * expected one, {@code C(k) = sum_i q_k(i) c(i)} (paper, section 1.1, footnote 12).
 *
 * <p>A ray over classes is a ray over tasks, {@code C . d = c . kappa} with {@code kappa(i) = sum_k
 * d(k) q_k(i)}, so an exact measure of the tasks' costs is one of the classes' costs.
 *
 * <p>It is used where the two costs are log-concave in log cost, which bounds on prices need: for
 * independent uniform costs and at most two tasks a class that are not known. There the density of
 * a class's cost is a trapezoid above L &gt;= 0, and x f'(x) / f(x) is x / (x - L) where it rises,
 * then 0, then negative and falling.
 */
public final class ClassPreferences implements PreferenceDistribution {
  private final PreferenceDistribution costs;
  private final List<Vector> mixtures;

  private ClassPreferences(PreferenceDistribution costs, List<Vector> mixtures) {
    this.costs = costs;
    this.mixtures = mixtures;
  }

  /**
   * The distribution of the costs of classes; a finite distribution again if the costs of the tasks
   * are, and those costs themselves if each class is one task, in the order of the tasks.
   *
   * @param costs of the tasks
   * @param mixtures q_k, for each class one nonnegative share a task; not all zero
   */
  public static PreferenceDistribution of(PreferenceDistribution costs, List<Vector> mixtures) {
    boolean same = mixtures.size() == costs.tasks();
    for (int k = 0; k < mixtures.size(); k++) {
      Vector mixture = mixtures.get(k);
      if (mixture.size() != costs.tasks()) {
        throw new IllegalArgumentException(
            "mixtures[" + k + "] has " + mixture.size() + " tasks; it must be " + costs.tasks());
      }
      double sum = 0;
      for (int i = 0; i < mixture.size(); i++) {
        double share = mixture.get(i);
        if (!(share >= 0) || Double.isInfinite(share)) {
          throw new IllegalArgumentException(
              "mixtures[" + k + "][" + i + "] is " + share + "; it must be finite and nonnegative");
        }
        sum += share;
        same &= share == (i == k ? 1 : 0);
      }
      if (!(sum > 0)) {
        throw new IllegalArgumentException(
            "mixtures[" + k + "] is zero; a class needs a positive share of some task");
      }
    }
    if (same) {
      return costs;
    }
    ClassPreferences classes = new ClassPreferences(costs, List.copyOf(mixtures));
    return costs instanceof FinitePreferences finite ? classes.finite(finite) : classes;
  }

  private FinitePreferences finite(FinitePreferences finite) {
    TypeSample sample = mixed(finite.types());
    List<Vector> types = new ArrayList<>();
    double[] weights = new double[sample.types()];
    for (int m = 0; m < sample.types(); m++) {
      double[] type = new double[sample.tasks()];
      for (int k = 0; k < type.length; k++) {
        type[k] = sample.cost(m, k);
      }
      types.add(Vector.of(type));
      weights[m] = sample.weight(m);
    }
    return FinitePreferences.of(types, Vector.of(weights));
  }

  private TypeSample mixed(TypeSample sample) {
    int types = sample.types();
    double[] classes = new double[tasks() * types];
    double[] weights = new double[types];
    for (int m = 0; m < types; m++) {
      weights[m] = sample.weight(m);
      for (int k = 0; k < tasks(); k++) {
        double sum = 0;
        for (int i = 0; i < sample.tasks(); i++) {
          sum += mixtures.get(k).get(i) * sample.cost(m, i);
        }
        classes[k * types + m] = sum;
      }
    }
    return TypeSample.of(tasks(), classes, weights);
  }

  @Override
  public int tasks() {
    return mixtures.size();
  }

  @Override
  public Vector lower() {
    return ends(costs.lower());
  }

  @Override
  public Vector upper() {
    return ends(costs.upper());
  }

  private Vector ends(Vector tasks) {
    double[] ends = new double[tasks()];
    for (int k = 0; k < ends.length; k++) {
      for (int i = 0; i < tasks.size(); i++) {
        double share = mixtures.get(k).get(i);
        ends[k] += share == 0 ? 0 : share * tasks.get(i);
      }
    }
    return Vector.of(ends);
  }

  @Override
  public TypeSample sample(int types, long seed) {
    return mixed(costs.sample(types, seed));
  }

  @Override
  public TypeDraws draws(long seed) {
    TypeDraws draws = costs.draws(seed);
    double[] type = new double[costs.tasks()];
    return classes -> {
      draws.next(type);
      for (int k = 0; k < classes.length; k++) {
        double sum = 0;
        for (int i = 0; i < type.length; i++) {
          sum += mixtures.get(k).get(i) * type[i];
        }
        classes[k] = sum;
      }
    };
  }

  @Override
  public Optional<TypeMeasure> exactMeasure() {
    return hasLogConcaveLogCosts()
        ? costs.exactMeasure().map(measure -> new Measure(measure, mixtures))
        : Optional.empty();
  }

  @Override
  public boolean hasLogConcaveLogCosts() {
    if (!(costs instanceof UniformPreferences)) {
      return false;
    }
    int[] classes = new int[costs.tasks()];
    boolean few = true;
    for (Vector mixture : mixtures) {
      int uncertain = 0;
      for (int i = 0; i < classes.length; i++) {
        boolean known = costs.lower().get(i) == costs.upper().get(i);
        if (mixture.get(i) > 0) {
          classes[i]++;
          uncertain += known ? 0 : 1;
        }
      }
      few &= uncertain <= 2;
    }
    return few && Arrays.stream(classes).allMatch(count -> count <= 1);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof ClassPreferences other
        && costs.equals(other.costs)
        && mixtures.equals(other.mixtures);
  }

  @Override
  public int hashCode() {
    return 31 * costs.hashCode() + mixtures.hashCode();
  }

  @Override
  public String toString() {
    return "ClassPreferences[" + costs + ", mixtures=" + mixtures + "]";
  }

  private record Measure(TypeMeasure costs, List<Vector> mixtures) implements TypeMeasure {
    @Override
    public int tasks() {
      return mixtures.size();
    }

    @Override
    public Kind kind() {
      return costs.kind();
    }

    @Override
    public double acceptanceProbability(double[] kappa) {
      double[] ray = new double[costs.tasks()];
      for (int k = 0; k < mixtures.size(); k++) {
        for (int i = 0; i < ray.length; i++) {
          ray[i] += kappa[k] * mixtures.get(k).get(i);
        }
      }
      return costs.acceptanceProbability(ray);
    }

    @Override
    public double probabilityError() {
      return costs.probabilityError();
    }

    /** No closed form is known for mixtures. */
    @Override
    public double fullInformationBound(double[] v, double[] eta) {
      return Double.POSITIVE_INFINITY;
    }
  }
}
