package io.polaray.verify;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Acceptance probabilities of two correlated lognormal costs on a box. With y = log c the event is
 * {@code y_b <= y_a + log r}; the conditional distribution of y_b given y_a is normal, so the
 * probability is a quotient of two integrals over y_a of normal densities times differences of the
 * normal distribution function.
 */
final class LognormalPlane implements RatioProbability {
  private static final int SPREAD = 8;

  private final double[] mean = new double[2];
  private final double[] deviation = new double[2];
  private final double[] low = new double[2];
  private final double[] high = new double[2];
  private final double[] mass = new double[2];
  private final double correlation;

  private LognormalPlane(PreferenceClaim.Lognormal claim) {
    ClaimedVector upper = claim.upper();
    for (int i = 0; i < 2; i++) {
      mean[i] = claim.mean().value(i);
      deviation[i] = Math.sqrt(claim.covariance().get(i).value(i));
      low[i] = StrictMath.log(claim.lower().value(i));
      high[i] = upper == null ? Double.POSITIVE_INFINITY : StrictMath.log(upper.value(i));
    }
    correlation = claim.covariance().get(0).value(1) / (deviation[0] * deviation[1]);
    for (int a = 0; a < 2; a++) {
      mass[a] = mass(a);
    }
  }

  /** The acceptance of two costs, or null when the covariance is (nearly) singular. */
  static @Nullable LognormalPlane of(PreferenceClaim.Lognormal claim) {
    LognormalPlane plane = new LognormalPlane(claim);
    boolean regular =
        plane.deviation[0] > 0
            && plane.deviation[1] > 0
            && Math.abs(plane.correlation) < 0.9999
            && plane.mass[0] > 1e-200
            && plane.mass[1] > 1e-200;
    return regular ? plane : null;
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
    double shift = StrictMath.log(rate);
    double[] edges = edges(a, shift);
    if (edges.length < 2) {
      return new Probability(BigDecimal.ZERO, 1, false);
    }
    double once = below(a, shift, edges, 1) / mass[a];
    double twice = below(a, shift, edges, 2) / mass[a];
    double value = Math.min(1, Math.max(0, twice));
    return new Probability(
        new BigDecimal(value), 10 * Math.abs(twice - once) + PlanarAcceptance.ROUNDING, false);
  }

  private double below(int a, double shift, double[] edges, int parts) {
    int b = 1 - a;
    DoubleUnaryOperator below =
        y -> density(a, y) * conditional(a, y, low[b], Math.min(high[b], y + shift));
    return GaussRule.integrate(below, edges, parts);
  }

  /** The integral of the density over the box. */
  private double mass(int a) {
    DoubleUnaryOperator all = y -> density(a, y) * conditional(a, y, low[1 - a], high[1 - a]);
    return GaussRule.integrate(all, edges(a, 0), 2);
  }

  private double density(int a, double y) {
    double t = (y - mean[a]) / deviation[a];
    return StrictMath.exp(-t * t / 2);
  }

  private double slope(int a) {
    return correlation * deviation[1 - a] / deviation[a];
  }

  private double conditionalDeviation(int a) {
    return deviation[1 - a] * Math.sqrt(1 - correlation * correlation);
  }

  /** {@code P(from <= y_b <= to | y_a = y)}. */
  private double conditional(int a, double y, double from, double to) {
    double centre = mean[1 - a] + slope(a) * (y - mean[a]);
    double width = conditionalDeviation(a);
    return NormalTable.between((from - centre) / width, (to - centre) / width);
  }

  /** Cuts at the ends of the event and around every place where a conditional probability turns. */
  private double[] edges(int a, double shift) {
    int b = 1 - a;
    double from = Math.max(low[a], mean[a] - 13 * deviation[a]);
    double to = Math.min(high[a], mean[a] + 13 * deviation[a]);
    TreeSet<Double> cuts = new TreeSet<>();
    int panels = 64;
    for (int k = 0; k <= panels; k++) {
      // The last end as it is: rounded beyond it, it would be dropped with its panel.
      cuts.add(k == panels ? to : from + (to - from) * k / panels);
    }
    cuts.add(low[b] - shift);
    cuts.add(high[b] - shift);
    double beta = slope(a);
    double width = conditionalDeviation(a);
    addTurn(cuts, mean[a] + (low[b] - mean[b]) / beta, width / Math.abs(beta));
    addTurn(cuts, mean[a] + (high[b] - mean[b]) / beta, width / Math.abs(beta));
    addTurn(cuts, (mean[b] - beta * mean[a] - shift) / (1 - beta), width / Math.abs(1 - beta));
    return cuts.stream()
        .filter(cut -> cut >= from && cut <= to)
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static void addTurn(Set<Double> cuts, double centre, double width) {
    if (Double.isFinite(centre) && Double.isFinite(width)) {
      for (int k = -SPREAD; k <= SPREAD; k++) {
        cuts.add(centre + k * width);
      }
    }
  }
}
