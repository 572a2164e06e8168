package io.polaray.verify;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The distribution function of a {@link CostLaw} between two costs, tabulated at the edges of equal
 * panels in z and completed inside a panel by quadrature.
 *
 * <p>Where the density has fallen below e^-80 of its peak it is left out. Sixty-four panels make
 * each at most about two fifths of a standard deviation wide, where ten points integrate to
 * rounding.
 */
final class LawTable {
  private static final int PANELS = 64;
  private static final double DROP = 80;
  private static final int BISECTIONS = 50;

  /** Stands for 0, and a coordinate for an infinite one. */
  private static final double LEAST_COST = 1e-300;

  private static final double FAR = 600;

  /** So near to an end, as a share of the interval, a density is proportional to a power. */
  private static final double END = 1e-12;

  private final CostLaw law;
  private final double peak;
  private final double[] edges = new double[PANELS + 1];
  private final double[] cumulative = new double[PANELS + 1];

  LawTable(CostLaw law, double lowest, double highest) {
    this.law = law;
    double low = law.coordinate(lowest);
    double high = law.coordinate(highest);
    double mode = Math.min(high, Math.max(low, law.mode()));
    this.peak = law.logDensity(mode);
    double from = reach(mode, low);
    double to = reach(mode, high);
    for (int k = 0; k <= PANELS; k++) {
      edges[k] = k == PANELS ? to : from + (to - from) * k / PANELS;
    }
    for (int k = 0; k < PANELS; k++) {
      cumulative[k + 1] =
          cumulative[k] + GaussRule.integrate(this::density, edges[k], edges[k + 1]);
    }
  }

  /** From the mode towards an end as far as the density is worth counting. */
  private double reach(double mode, double end) {
    if (Double.isFinite(end) && law.logDensity(end) >= peak - DROP) {
      return end;
    }
    double side = end < mode ? -1 : 1;
    double near = 0;
    double far = 1e-9;
    while (law.logDensity(mode + side * far) >= peak - DROP) {
      near = far;
      far *= 2;
    }
    for (int k = 0; k < 60; k++) {
      double middle = (near + far) / 2;
      if (law.logDensity(mode + side * middle) >= peak - DROP) {
        near = middle;
      } else {
        far = middle;
      }
    }
    return mode + side * near;
  }

  CostLaw law() {
    return law;
  }

  /** The density in z, 1 at its peak. */
  double density(double z) {
    return StrictMath.exp(law.logDensity(z) - peak);
  }

  /** The integral of {@link #density} over everything. */
  double mass() {
    return cumulative[PANELS];
  }

  /** The edges of the panels in z. */
  double[] edges() {
    return edges.clone();
  }

  /** {@code P(cost <= c)}. */
  double cdf(double cost) {
    return massBelow(law.coordinate(cost)) / mass();
  }

  /** The integral of {@link #density} up to z. */
  double massBelow(double z) {
    if (!(z > edges[0])) {
      return 0;
    }
    if (z >= edges[PANELS]) {
      return mass();
    }
    int k = panel(z);
    return cumulative[k] + GaussRule.integrate(this::density, edges[k], z);
  }

  /** Costs and their probabilities, a quadrature on panels that are no wider than that. */
  GaussRule.Points nodes(double width) {
    GaussRule.Points points = new GaussRule.Points();
    for (int k = 0; k < PANELS; k++) {
      double from = law.cost(edges[k]);
      double wide = law.cost(edges[k + 1]) - from;
      int parts = (int) Math.ceil(Math.max(1, wide / width));
      double start = edges[k];
      for (int n = 1; n <= parts; n++) {
        double end = n < parts ? law.coordinate(from + wide * n / parts) : edges[k + 1];
        points.add(start, end);
        start = end;
      }
    }
    return points.mapped(law::cost, z -> density(z) / mass());
  }

  /** {@code E[c; z at least from]}. */
  double meanAbove(double from) {
    double sum = 0;
    for (int k = 0; k < PANELS; k++) {
      double start = Math.max(from, edges[k]);
      if (start < edges[k + 1]) {
        sum += GaussRule.integrate(z -> law.cost(z) * density(z), start, edges[k + 1]);
      }
    }
    return sum / mass();
  }

  /** The z above which so small a share of the mass lies. */
  double above(double share) {
    double low = edges[0];
    double high = edges[PANELS];
    for (int step = 0; step < BISECTIONS; step++) {
      double middle = 0.5 * (low + high);
      if (massBelow(middle) < (1 - share) * mass()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The density of the cost. */
  double costDensity(double cost) {
    double z = law.coordinate(Math.max(cost, LEAST_COST));
    z = Double.isInfinite(z) ? Math.copySign(FAR, z) : z;
    return StrictMath.exp(law.logDensity(z) - peak - law.logSlope(z)) / mass();
  }

  /**
   * The variation of the slope of the density of the cost between two ends, with the absolute
   * slopes at both: between turns the slope is monotone. Infinite or NaN where a slope is.
   */
  double slopeVariation(double lower, double upper) {
    double before = slopeAtEnd(lower, upper - lower, law.orderAtLower(lower));
    double sum = Math.abs(before);
    double[] turns = law.turns();
    Arrays.sort(turns);
    for (double cost : turns) {
      if (cost > lower && cost < upper) {
        double slope = slope(cost);
        sum += Math.abs(slope - before);
        before = slope;
      }
    }
    double last = slopeAtEnd(upper, lower - upper, law.orderAtUpper(upper));
    return sum + Math.abs(last - before) + Math.abs(last);
  }

  private double slope(double cost) {
    return costDensity(cost) * law.logDensitySlope(cost);
  }

  /**
   * A density like a power of the distance to an end has its slope there, 0 or infinite but for 1.
   */
  private double slopeAtEnd(double end, double inwards, double order) {
    if (order == 0) {
      return slope(end);
    }
    double near = end + END * inwards;
    return order < 1 ? Double.POSITIVE_INFINITY : order > 1 ? 0 : costDensity(near) / (near - end);
  }

  /** The largest density of the cost between two ends, if it rises up to some point and falls. */
  double largestDensity(double lower, double upper) {
    double cost = Math.max(lower, Math.min(upper, law.costMode()));
    return costDensity(cost);
  }

  private int panel(double z) {
    double share = (z - edges[0]) / (edges[PANELS] - edges[0]);
    int k = Math.min(PANELS - 1, Math.max(0, (int) (share * PANELS)));
    while (k > 0 && z < edges[k]) {
      k--;
    }
    while (k < PANELS - 1 && z > edges[k + 1]) {
      k++;
    }
    return k;
  }

  /** A random z: a panel by its mass, then a point in it by rejection. */
  double draw(SplittableRandom random) {
    return draw(random, edges[0], edges[PANELS]);
  }

  /** A random z of those between two values; the mass between them must be positive. */
  double draw(SplittableRandom random, double from, double to) {
    double low = massBelow(from);
    double wanted = low + random.nextDouble() * (massBelow(to) - low);
    int k = Arrays.binarySearch(cumulative, wanted);
    k = Math.min(PANELS - 1, Math.max(0, k >= 0 ? k : -k - 2));
    double start = Math.max(from, edges[k]);
    double end = Math.min(to, edges[k + 1]);
    double top = Math.max(density(start), density(end));
    if (law.mode() > start && law.mode() < end) {
      top = 1;
    }
    while (start < end) {
      double z = start + random.nextDouble() * (end - start);
      if (random.nextDouble() * top <= density(z)) {
        return z;
      }
    }
    return start;
  }
}
