package io.polaray.preference;

import io.polaray.numeric.Vector;
import java.util.Optional;

/**
 * Distribution F of one agent's private costs c in R^I, c(i) &gt; 0 almost surely (paper, section
 * 1).
 *
 * <p>Only the direction of c matters for choices: a type accepts the ray kappa iff {@code c . kappa
 * <= 0}; types on the boundary accept. A distribution is immutable and equal to another exactly
 * when it is the same kind with the same parameters, so that agents with equal preferences can
 * share one type sample.
 */
public interface PreferenceDistribution {
  /** The number of tasks I. */
  int tasks();

  /** Lower ends of the support, entry by entry; at least 0. */
  Vector lower();

  /** Upper ends of the support, entry by entry; may be {@code +infinity}. */
  Vector upper();

  /**
   * A finite sample of types for searches. For a finite distribution it is the distribution itself,
   * whatever {@code types} says; otherwise {@code types} quasi-Monte Carlo points of equal weight,
   * drawn from a stream that depends on {@code seed} alone.
   *
   * @param types the wanted number of types, at least 1
   */
  TypeSample sample(int types, long seed);

  /**
   * Independent draws from the distribution, a function of {@code seed} alone. By default each draw
   * is a sample of one type, which is right for continuous distributions; others override it.
   */
  default TypeDraws draws(long seed) {
    RandomStream random = new RandomStream(seed);
    return costs -> {
      TypeSample one = sample(1, random.nextSeed());
      for (int i = 0; i < costs.length; i++) {
        costs[i] = one.cost(0, i);
      }
    };
  }

  /**
   * The exact measure, when acceptance probabilities have a closed form, can be counted, or come
   * from a quadrature with an error bound; otherwise empty, and menus are valued on a sample.
   */
  Optional<TypeMeasure> exactMeasure();

  /**
   * Whether log c has a log-concave joint distribution. Then the probability of accepting a ray
   * that sheds one task and takes on one other is log-concave in the logarithm of the exchange rate
   * (Prekopa, 1973). Bounds rely on a true answer; the default is false.
   */
  default boolean hasLogConcaveLogCosts() {
    return false;
  }

  /**
   * Whether the support is the whole box between {@link #lower()} and {@link #upper()}, as Theorem
   * 1 asks.
   */
  default boolean hasBoxSupport() {
    return true;
  }

  /** Whether {@link #exactMeasure} keeps tables that take memory, made anew by each call. */
  default boolean needsTables() {
    return false;
  }
}
