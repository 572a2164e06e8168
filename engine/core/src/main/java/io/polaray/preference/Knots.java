package io.polaray.preference;

import java.util.Arrays;

/**
 * Points that cut an interval into pieces on which an integrand is smooth at the scale of the
 * piece.
 */
final class Knots {
  private double[] points = new double[64];
  private int count;

  /** Adds a point if it is a finite number. */
  void add(double point) {
    if (!Double.isFinite(point)) {
      return;
    }
    if (count == points.length) {
      points = Arrays.copyOf(points, 2 * count);
    }
    points[count++] = point;
  }

  /** The points strictly inside (from, to) in rising order, with the ends around them. */
  double[] within(double from, double to) {
    double[] inside = new double[count + 2];
    int size = 0;
    inside[size++] = from;
    Arrays.sort(points, 0, count);
    for (int i = 0; i < count; i++) {
      if (points[i] > inside[size - 1] && points[i] < to) {
        inside[size++] = points[i];
      }
    }
    inside[size++] = to;
    return Arrays.copyOf(inside, size);
  }
}
