package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
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
    double[] direction = rounded(kappa);
    BigDecimal accepted = BigDecimal.ZERO;
    for (int m = 0; m < costs.length; m++) {
      if (sign(m, direction, kappa) <= 0) {
        accepted = accepted.add(weights[m]);
      }
    }
    return new Probability(Exact.quotient(accepted, total), 0, false);
  }

  /**
   * What each of several rays is chosen with when a type that accepts more than one takes the one
   * it strictly gains from, otherwise the first. Rays polarised on a box may leave a type at a
   * corner indifferent between them.
   *
   * @param rays directions; the designer uses all of them
   */
  List<Probability> jointly(List<List<BigDecimal>> rays) {
    List<double[]> directions = rays.stream().map(TypesAcceptance::rounded).toList();
    BigDecimal[] accepted = new BigDecimal[rays.size()];
    Arrays.fill(accepted, BigDecimal.ZERO);
    for (int m = 0; m < costs.length; m++) {
      int choice = -1;
      for (int k = 0; k < accepted.length; k++) {
        int sign = sign(m, directions.get(k), rays.get(k));
        if (sign < 0 || (sign == 0 && choice < 0)) {
          choice = k;
        }
      }
      if (choice >= 0) {
        accepted[choice] = accepted[choice].add(weights[m]);
      }
    }
    List<Probability> probabilities = new ArrayList<>();
    for (BigDecimal weight : accepted) {
      probabilities.add(new Probability(Exact.quotient(weight, total), 0, false));
    }
    return probabilities;
  }

  private static double[] rounded(List<BigDecimal> kappa) {
    return kappa.stream().mapToDouble(BigDecimal::doubleValue).toArray();
  }

  /** The sign of {@code c_m . kappa}. */
  private int sign(int m, double[] direction, List<BigDecimal> kappa) {
    double sum = 0;
    double size = 0;
    for (int i = 0; i < direction.length; i++) {
      double term = direction[i] * costs[m][i];
      sum += term;
      size += Math.abs(term);
    }
    double error = (direction.length + 2) * Math.ulp(1.0) * size + Double.MIN_NORMAL;
    if (Math.abs(sum) > error) {
      return sum > 0 ? 1 : -1;
    }
    return Exact.dot(kappa, claim.types().get(m).exact()).signum();
  }
}
