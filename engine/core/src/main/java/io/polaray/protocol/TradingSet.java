package io.polaray.protocol;

import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * A trading set T_j^k (paper, section 1.1): a finite union of polytopes of assignments. What an
 * agent of any type fears and hopes of it is decided at its vertices, so it is kept as a list of
 * points whose convex hulls, piece by piece, make up the set.
 */
public final class TradingSet {
  private static final int MAX_BOX_TASKS = 16;

  private final List<Vector> points;

  private TradingSet(List<Vector> points) {
    this.points = List.copyOf(points);
    for (Vector point : points) {
      if (point.size() != points.get(0).size() || !point.isFinite()) {
        throw new IllegalArgumentException(
            "point is " + point + "; points must be finite and have one entry a task");
      }
      for (int i = 0; i < point.size(); i++) {
        if (point.get(i) < 0) {
          throw new IllegalArgumentException(
              "point[" + i + "] is " + point.get(i) + "; assignments must be nonnegative");
        }
      }
    }
  }

  /** Finitely many assignments, at least one. */
  public static TradingSet points(List<Vector> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("points is empty; a trading set has at least one point");
    }
    return new TradingSet(points);
  }

  /** One assignment. */
  public static TradingSet point(Vector point) {
    return points(List.of(point));
  }

  /** All assignments between two. */
  public static TradingSet segment(Vector from, Vector to) {
    return points(List.of(from, to));
  }

  /**
   * The ray from eta in direction kappa, as far as assignments are nonnegative.
   *
   * @param kappa with a negative entry, so that the ray ends
   */
  public static TradingSet ray(Vector eta, Vector kappa) {
    double extension = Double.POSITIVE_INFINITY;
    int binding = -1;
    for (int i = 0; i < kappa.size(); i++) {
      if (kappa.get(i) < 0 && eta.get(i) / -kappa.get(i) < extension) {
        extension = eta.get(i) / -kappa.get(i);
        binding = i;
      }
    }
    if (binding < 0) {
      throw new IllegalArgumentException(
          "kappa is " + kappa + "; it needs a negative entry, or the ray has no end");
    }
    double[] end = eta.plus(extension, kappa).toArray();
    for (int i = 0; i < end.length; i++) {
      end[i] = i == binding ? 0 : Math.max(0, end[i]);
    }
    return segment(eta, Vector.of(end));
  }

  /** All assignments between two entry by entry; at most 16 tasks. */
  public static TradingSet box(Vector lower, Vector upper) {
    if (lower.size() > MAX_BOX_TASKS || upper.size() != lower.size()) {
      throw new IllegalArgumentException(
          "lower and upper have "
              + lower.size()
              + " and "
              + upper.size()
              + " tasks; they must agree and be at most "
              + MAX_BOX_TASKS);
    }
    List<Vector> corners = new ArrayList<>();
    for (int bits = 0; bits < 1 << lower.size(); bits++) {
      double[] corner = lower.toArray();
      for (int i = 0; i < corner.length; i++) {
        corner[i] = (bits >> i & 1) == 0 ? corner[i] : upper.get(i);
      }
      corners.add(Vector.of(corner));
    }
    return points(corners);
  }

  /** The union of sets, at least one. */
  public static TradingSet union(List<TradingSet> sets) {
    return points(sets.stream().flatMap(set -> set.points.stream()).toList());
  }

  /** The vertices. */
  public List<Vector> points() {
    return points;
  }

  /** The number of tasks I. */
  public int tasks() {
    return points.get(0).size();
  }

  /** The least burden c . x in the set. */
  public double least(Vector costs) {
    return points.stream().mapToDouble(costs::dot).min().orElseThrow();
  }

  /** The largest burden c . x in the set. */
  public double largest(Vector costs) {
    return points.stream().mapToDouble(costs::dot).max().orElseThrow();
  }

  @Override
  public String toString() {
    return "TradingSet" + points;
  }
}
