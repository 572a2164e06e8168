package io.polaray.verify;

import java.math.BigDecimal;
import java.util.List;

/**
 * Exact acceptance probabilities of a finite distribution: the weight of the types with {@code c .
 * kappa <= 0} over the sum of all weights. The sign of a dot product is taken from floating-point
 * arithmetic when its error bound allows, otherwise from exact arithmetic.
 */
final class TypesAcceptance implements Acceptance {
  private final PreferenceClaim.FiniteTypes claim;
  private final double[][] costs;
  private final BigDecimal[] weights;
  private final BigDecimal total;

  TypesAcceptance(PreferenceClaim.FiniteTypes claim) {
    this.claim = claim;
    int types = claim.types().size();
    costs = new double[types][];
    weights = new BigDecimal[types];
    BigDecimal sum = BigDecimal.ZERO;
    for (int m = 0; m < types; m++) {
      ClaimedVector type = claim.types().get(m);
      costs[m] = type.entries().stream().mapToDouble(Numeral::value).toArray();
      weights[m] = claim.weights().exact(m);
      sum = sum.add(weights[m]);
    }
    total = sum;
  }

  @Override
  public Probability of(List<BigDecimal> kappa) {
    double[] direction = kappa.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    BigDecimal accepted = BigDecimal.ZERO;
    for (int m = 0; m < costs.length; m++) {
      if (accepts(m, direction, kappa)) {
        accepted = accepted.add(weights[m]);
      }
    }
    return new Probability(Exact.quotient(accepted, total), 0, false);
  }

  private boolean accepts(int m, double[] direction, List<BigDecimal> kappa) {
    double sum = 0;
    double size = 0;
    for (int i = 0; i < direction.length; i++) {
      double term = direction[i] * costs[m][i];
      sum += term;
      size += Math.abs(term);
    }
    double error = (direction.length + 2) * Math.ulp(1.0) * size + Double.MIN_NORMAL;
    if (sum > error) {
      return false;
    }
    return sum < -error || Exact.dot(kappa, claim.types().get(m).exact()).signum() <= 0;
  }
}
