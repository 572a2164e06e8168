package io.polaray.verify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The side bound of finitely many types. G is a step function that is left-continuous and drops
 * just after each ratio {@code c_a / c_b} of a type, and {@code w_b p - w_a} is monotone, so the
 * supremum is attained at a ratio or, when w_b is not positive, approached as p falls to 0, where
 * it is {@code max(0, -w_a)}. Ratios are rounded up and types with ratios that round to the same
 * double are taken together, both of which can only raise the bound.
 */
final class TypesSideBound implements SideBound {
  private final double[][] ratios = new double[2][];
  private final double[][] shares = new double[2][];

  TypesSideBound(PreferenceClaim.FiniteTypes claim) {
    for (int a = 0; a < 2; a++) {
      tabulate(claim, a);
    }
  }

  /** Ratios in falling order with the share of types at or above each, rounded up. */
  private void tabulate(PreferenceClaim.FiniteTypes claim, int a) {
    int types = claim.types().size();
    double[] ratio = new double[types];
    Integer[] order = new Integer[types];
    BigDecimal total = BigDecimal.ZERO;
    for (int m = 0; m < types; m++) {
      ClaimedVector type = claim.types().get(m);
      ratio[m] = Math.nextUp(type.value(a) / type.value(1 - a));
      order[m] = m;
      total = total.add(claim.weights().exact(m));
    }
    Arrays.sort(order, Comparator.comparingDouble((Integer m) -> -ratio[m]));
    ratios[a] = new double[types];
    shares[a] = new double[types];
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < types; k++) {
      sum = sum.add(claim.weights().exact(order[k]));
      ratios[a][k] = ratio[order[k]];
      shares[a][k] = Math.nextUp(sum.divide(total, 20, RoundingMode.CEILING).doubleValue());
    }
  }

  @Override
  public Side bound(int a, BigDecimal weightA, BigDecimal weightB) {
    double best = weightA.signum() < 0 ? Math.nextUp(-weightA.doubleValue()) : 0;
    if (weightB.signum() > 0) {
      double up = Math.nextUp(weightB.doubleValue());
      double down = Math.nextDown(weightA.doubleValue());
      for (int k = 0; k < ratios[a].length; k++) {
        double gain = up * ratios[a][k];
        double error = 4 * Math.ulp(1.0) * (gain + Math.abs(down));
        best = Math.max(best, shares[a][k] * (gain - down + error));
      }
    }
    return Side.attained(new BigDecimal(best * (1 + 4 * Math.ulp(1.0))));
  }
}
