package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The smallest box that holds the support of a distribution.
 *
 * @param lower lower ends
 * @param upper upper ends, empty for infinity
 */
record Support(List<BigDecimal> lower, List<Optional<BigDecimal>> upper) {
  static Support of(PreferenceClaim claim) {
    if (claim instanceof PreferenceClaim.Mixture mixture) {
      return mixture.components().stream().map(Support::of).reduce(Support::hull).get();
    }
    List<BigDecimal> lower = new ArrayList<>();
    List<Optional<BigDecimal>> upper = new ArrayList<>();
    for (int i = 0; i < claim.tasks(); i++) {
      if (claim instanceof PreferenceClaim.UniformBox box) {
        lower.add(box.lower().exact(i));
        upper.add(Optional.of(box.upper().exact(i)));
      } else if (claim instanceof PreferenceClaim.Lognormal lognormal) {
        int task = i;
        lower.add(lognormal.lower().exact(i));
        upper.add(Optional.ofNullable(lognormal.upper()).map(ends -> ends.exact(task)));
      } else if (claim instanceof PreferenceClaim.Independent independent) {
        PreferenceClaim.Marginal marginal = independent.marginals().get(i);
        lower.add(marginal.lower().exact());
        upper.add(Optional.ofNullable(marginal.upper()).map(Numeral::exact));
      } else if (claim instanceof PreferenceClaim.FiniteTypes types) {
        int task = i;
        lower.add(types.types().stream().map(t -> t.exact(task)).min(BigDecimal::compareTo).get());
        upper.add(types.types().stream().map(t -> t.exact(task)).max(BigDecimal::compareTo));
      }
    }
    return new Support(lower, upper);
  }

  private Support hull(Support other) {
    List<BigDecimal> low = new ArrayList<>();
    List<Optional<BigDecimal>> high = new ArrayList<>();
    for (int i = 0; i < lower.size(); i++) {
      low.add(lower.get(i).min(other.lower.get(i)));
      Optional<BigDecimal> theirs = other.upper.get(i);
      high.add(upper.get(i).flatMap(mine -> theirs.map(mine::max)));
    }
    return new Support(low, high);
  }

  /**
   * The least of {@code sum_i m_i c_i} over the box; empty for minus infinity.
   *
   * @param coefficients m
   */
  Optional<Rational> least(List<Rational> coefficients) {
    Rational sum = Rational.ZERO;
    for (int i = 0; i < coefficients.size(); i++) {
      Rational m = coefficients.get(i);
      if (m.signum() >= 0) {
        sum = sum.plus(m.times(Rational.of(lower.get(i))));
      } else if (upper.get(i).isPresent()) {
        sum = sum.plus(m.times(Rational.of(upper.get(i).get())));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(sum);
  }
}
