package io.polaray.verify.support;

import org.jspecify.annotations.Nullable;

/** Rays with one negative support whose magnitudes lie in a box, and what is known of them. */
final class RayCell {
  /** The tasks given up, one bit each. */
  final int support;

  /** Ends of the magnitudes {@code |kappa_i|}. */
  final double[] low;

  final double[] high;

  /** The largest magnitudes of the support, the reach where they have no limit. */
  final double[] span;

  /** For tasks whose cost may be 0, take-ons from which P b does not change. */
  final double[] level;

  /** The task that is taken on without limit, -1 for ordinary rays. */
  final int far;

  /** Tasks, one bit each, whose upper end stands for all larger take-ons of it as well. */
  final int unlimited;

  /** The largest half width of the logs of magnitudes, at most 1. */
  final double width;

  /** Bound on {@code P(c . kappa <= 0)}. */
  double mass;

  /** Bound on {@code w . kappa}. */
  double worth;

  /** Bound on the gain {@code P max(0, w . kappa)}; the least known, children included. */
  double upper;

  /** A gain attained in the cell, and the magnitudes of the ray that attains it. */
  double value;

  double[] point;

  /** What the cell was split into, null for a leaf. */
  RayCell @Nullable [] children;

  /** A cell of ordinary rays whose take-ons have limits. */
  RayCell(int support, double[] low, double[] high, double[] span) {
    this(support, low, high, span, span, -1, 0);
  }

  RayCell(
      int support,
      double[] low,
      double[] high,
      double[] span,
      double[] level,
      int far,
      int unlimited) {
    this.level = level;
    width = width(low, high);
    this.far = far;
    this.span = span;
    this.unlimited = unlimited;
    this.support = support;
    this.low = low;
    this.high = high;
    point = high;
  }

  boolean sheds(int task) {
    return (support >> task & 1) != 0;
  }

  boolean isUnlimited(int task) {
    return (unlimited >> task & 1) != 0;
  }

  /** Whether that is so for the ray that attains the value. */
  boolean isUnlimitedAtPoint(int task) {
    return isUnlimited(task) && point[task] == high[task];
  }

  private static double width(double[] low, double[] high) {
    double ratio = 1;
    for (int i = 0; i < low.length; i++) {
      if (high[i] > low[i]) {
        ratio = Math.max(ratio, low[i] > 0 ? high[i] / low[i] : Double.POSITIVE_INFINITY);
      }
    }
    return Math.min(1, 0.5 * StrictMath.log(ratio));
  }

  /** Takes over what the children have found out. */
  void backUp() {
    RayCell[] parts = children;
    if (parts == null) {
      return;
    }
    double most = 0;
    for (RayCell part : parts) {
      most = Math.max(most, part.upper);
      if (part.value > value) {
        value = part.value;
        point = part.point;
      }
    }
    upper = Math.min(upper, most);
  }
}
