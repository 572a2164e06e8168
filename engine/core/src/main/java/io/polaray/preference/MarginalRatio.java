package io.polaray.preference;

import io.polaray.numeric.GaussLegendre;
import java.util.List;

/** The ratio of two independent costs. */
final class MarginalRatio implements CostRatio {
  /*
   * P(c_1 <= z c_0) = P(c_0 > upper_1 / z) + integral of f_0(x) F_1(z x) over the x with lower_1 <
   * z x < upper_1. There the integrand is analytic except perhaps at the ends of the two supports.
   * The interval is cut at quantiles of both costs, in both tails down to 2^-52, and geometrically
   * towards an end where a density may behave like a power, so that on each piece the nearest
   * singularity is at least as far from the middle as 5/3 of its half length: the 20-point rule
   * then leaves a relative error near 3^-40. Rules on pieces next to a pole of f_0 are rescaled to
   * the exact mass of the piece, because x does not resolve the distance to an upper end.
   */
  private static final GaussLegendre RULE = GaussLegendre.of(20);

  private final Marginal first;
  private final Marginal second;
  private final double[] firstKnots;
  private final double[] secondKnots;

  MarginalRatio(Marginal first, Marginal second) {
    this.first = first;
    this.second = second;
    firstKnots = MarginalKnots.of(first);
    secondKnots = MarginalKnots.of(second);
  }

  @Override
  public double atMost(double z) {
    return probability(z, true);
  }

  @Override
  public double atLeast(double z) {
    return probability(z, false);
  }

  private double probability(double z, boolean below) {
    if (first.isKnown()) {
      double y = z * first.lower();
      return below ? second.below(y) : second.above(y);
    }
    if (second.isKnown()) {
      double x = second.lower() / z;
      return below ? first.above(x) : first.below(x);
    }
    double from = Math.max(first.lower(), second.lower() / z);
    double last = secondKnots[secondKnots.length - 1] / z;
    double to = Math.min(firstKnots[firstKnots.length - 1], last);
    double sum = below ? first.above(last) : first.below(second.lower() / z);
    if (!(from < to)) {
      return sum;
    }
    Knots knots = new Knots();
    for (double knot : firstKnots) {
      knots.add(knot);
    }
    for (double knot : secondKnots) {
      knots.add(knot / z);
    }
    double[] cuts = knots.within(from, to);
    for (int piece = 0; piece + 1 < cuts.length; piece++) {
      sum += piece(cuts[piece], cuts[piece + 1], z, below);
    }
    return sum;
  }

  private double piece(double a, double b, double z, boolean below) {
    double half = 0.5 * (b - a);
    double part = 0;
    double mass = 0;
    for (int i = 0; i < RULE.count(); i++) {
      double x = a + half * (1 + RULE.node(i));
      double weight = RULE.weight(i) * first.density(x);
      if (weight > 0) {
        part += weight * (below ? second.below(z * x) : second.above(z * x));
        mass += weight;
      }
    }
    if (first.family() == Family.BETA) {
      double share = part / mass;
      if (!Double.isFinite(share)) {
        double y = z * (a + half);
        share = below ? second.below(y) : second.above(y);
      }
      return share * first.between(a, b);
    }
    return part * half;
  }

  @Override
  public double fullInformationBound(double[] v, double[] eta) {
    return IndependentFullInformation.bound(List.of(first, second), v, eta);
  }
}
