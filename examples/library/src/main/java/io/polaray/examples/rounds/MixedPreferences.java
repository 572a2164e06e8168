package io.polaray.examples.rounds;

import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import java.util.Optional;

/**
 * Own preferences: with some probability a person is of the first kind, otherwise of the second.
 * Being a record, two mixtures are equal when their parts are.
 *
 * @param share probability of the first kind, in (0, 1)
 */
public record MixedPreferences(
    double share, PreferenceDistribution first, PreferenceDistribution second)
    implements PreferenceDistribution {
  /** Checks the share and the numbers of tasks. */
  public MixedPreferences {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share is " + share + "; it must lie in (0, 1)");
    }
    if (first.tasks() != second.tasks()) {
      throw new IllegalArgumentException(
          "the kinds have " + first.tasks() + " and " + second.tasks() + " tasks; they must agree");
    }
  }

  @Override
  public int tasks() {
    return first.tasks();
  }

  @Override
  public Vector lower() {
    return extreme(first.lower(), second.lower(), -1);
  }

  @Override
  public Vector upper() {
    return extreme(first.upper(), second.upper(), 1);
  }

  private static Vector extreme(Vector one, Vector other, int sign) {
    double[] ends = one.toArray();
    for (int i = 0; i < ends.length; i++) {
      ends[i] = sign * Math.max(sign * ends[i], sign * other.get(i));
    }
    return Vector.of(ends);
  }

  /** Half of the types from each kind, with the weights of the kinds. */
  @Override
  public TypeSample sample(int types, long seed) {
    TypeSample one = first.sample((types + 1) / 2, seed);
    TypeSample other = second.sample((types + 1) / 2, seed + 1);
    int all = one.types() + other.types();
    double[] costs = new double[tasks() * all];
    double[] weights = new double[all];
    for (int m = 0; m < all; m++) {
      boolean early = m < one.types();
      TypeSample from = early ? one : other;
      int at = early ? m : m - one.types();
      weights[m] = (early ? share : 1 - share) * from.weight(at);
      for (int i = 0; i < tasks(); i++) {
        costs[i * all + m] = from.cost(at, i);
      }
    }
    return TypeSample.of(tasks(), costs, weights);
  }

  /** The mixture of the exact measures, where both kinds have one. */
  @Override
  public Optional<TypeMeasure> exactMeasure() {
    return first
        .exactMeasure()
        .flatMap(one -> second.exactMeasure().map(other -> new MixedMeasure(share, one, other)));
  }

  private record MixedMeasure(double share, TypeMeasure first, TypeMeasure second)
      implements TypeMeasure {
    @Override
    public int tasks() {
      return first.tasks();
    }

    @Override
    public Kind kind() {
      return Kind.EXACT;
    }

    @Override
    public double acceptanceProbability(double[] kappa) {
      return mix(first.acceptanceProbability(kappa), second.acceptanceProbability(kappa));
    }

    @Override
    public double probabilityError() {
      return mix(first.probabilityError(), second.probabilityError());
    }

    /** Rounded up by an ulp or two, so that it stays a bound. */
    @Override
    public double fullInformationBound(double[] v, double[] eta) {
      double sum = mix(first.fullInformationBound(v, eta), second.fullInformationBound(v, eta));
      return Math.nextUp(Math.nextUp(Math.nextUp(sum)));
    }

    private double mix(double one, double other) {
      return share * one + (1 - share) * other;
    }
  }
}
