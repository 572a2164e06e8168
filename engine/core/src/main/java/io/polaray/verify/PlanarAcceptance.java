package io.polaray.verify;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Acceptance probabilities of two independent costs: {@code P(c_b <= r c_a)} is the integral of the
 * density of c_a times the distribution function of c_b. The range is cut at the edges of both
 * tables, so that every panel is smooth. The error is taken as ten times the change when panels are
 * halved, plus 1e-11 for rounding.
 */
final class PlanarAcceptance implements RatioProbability {
  static final double ROUNDING = 1e-11;

  private final @Nullable LawTable[] tables = new @Nullable LawTable[2];
  private final double[] known = new double[2];

  private PlanarAcceptance() {}

  /** Two independent costs, or null when a family is not known here. */
  static @Nullable PlanarAcceptance of(PreferenceClaim.Independent claim) {
    PlanarAcceptance acceptance = new PlanarAcceptance();
    for (int i = 0; i < 2; i++) {
      PreferenceClaim.Marginal marginal = claim.marginals().get(i);
      Numeral upper = marginal.upper();
      CostLaw law = CostLaw.of(marginal);
      if (law == null) {
        return null;
      }
      if (upper != null && upper.value() == marginal.lower().value()) {
        acceptance.known[i] = upper.value();
      } else {
        acceptance.tables[i] =
            new LawTable(
                law,
                marginal.lower().value(),
                upper == null ? Double.POSITIVE_INFINITY : upper.value());
      }
    }
    return acceptance;
  }

  @Override
  public Probability of(List<BigDecimal> kappa) {
    int a = kappa.get(0).signum() < 0 ? 0 : 1;
    if (kappa.get(a).signum() >= 0) {
      boolean free = kappa.stream().allMatch(entry -> entry.signum() == 0);
      return new Probability(free ? BigDecimal.ONE : BigDecimal.ZERO, 0, false);
    }
    if (kappa.get(1 - a).signum() <= 0) {
      return new Probability(BigDecimal.ONE, 0, false);
    }
    double rate = kappa.get(a).negate().doubleValue() / kappa.get(1 - a).doubleValue();
    return of(a, rate);
  }

  @Override
  public Probability of(int a, double rate) {
    LawTable given = tables[a];
    LawTable taken = tables[1 - a];
    if (given == null) {
      if (taken == null) {
        boolean accepts = known[1 - a] <= rate * known[a];
        return new Probability(accepts ? BigDecimal.ONE : BigDecimal.ZERO, 0, false);
      }
      return probability(taken.cdf(rate * known[a]), 0);
    }
    if (taken == null) {
      return probability(1 - given.cdf(known[1 - a] / rate), 0);
    }
    DoubleUnaryOperator integrand = z -> given.density(z) * taken.cdf(rate * given.law().cost(z));
    double[] edges = edges(given, taken, rate);
    double once = GaussRule.integrate(integrand, edges, 1) / given.mass();
    double twice = GaussRule.integrate(integrand, edges, 2) / given.mass();
    return probability(twice, 10 * Math.abs(twice - once));
  }

  private static Probability probability(double value, double error) {
    double clipped = Math.min(1, Math.max(0, value));
    return new Probability(new BigDecimal(clipped), error + ROUNDING, false);
  }

  /** Edges of the first table and those of the second as seen from the first, in order. */
  private static double[] edges(LawTable given, LawTable taken, double rate) {
    double[] own = given.edges();
    double low = own[0];
    double high = own[own.length - 1];
    DoubleStream other =
        Arrays.stream(taken.edges())
            .map(z -> given.law().coordinate(taken.law().cost(z) / rate))
            .filter(z -> z > low && z < high);
    return DoubleStream.concat(Arrays.stream(own), other).sorted().distinct().toArray();
  }
}
