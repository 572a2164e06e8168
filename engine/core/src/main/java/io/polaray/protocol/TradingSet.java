package io.polaray.protocol;

import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A trading set T_j^k (paper, section 1.1): a finite union of polytopes of assignments. What an
 * agent of any type fears and hopes of it is decided at its vertices, so it is kept as its
 * vertices, and by pieces, whose convex hulls make up the set.
 */
public final class TradingSet {
  private static final int MAX_BOX_TASKS = 16;
  private static final double MEMBER_RELATIVE_TOLERANCE = 1e-9;
  private static final int MAX_ITERATIONS = 10_000;

  private final List<List<Vector>> pieces;
  private final List<Vector> points;

  private TradingSet(List<List<Vector>> pieces) {
    this.pieces = pieces.stream().map(List::copyOf).toList();
    this.points = pieces.stream().flatMap(List::stream).toList();
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
    return new TradingSet(points.stream().map(List::of).toList());
  }

  /** One assignment. */
  public static TradingSet point(Vector point) {
    return points(List.of(point));
  }

  /** All assignments between two. */
  public static TradingSet segment(Vector from, Vector to) {
    return new TradingSet(List.of(List.of(from, to)));
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
    return new TradingSet(List.of(corners));
  }

  /** The union of sets, at least one. */
  public static TradingSet union(List<TradingSet> sets) {
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("sets is empty; a union has at least one set");
    }
    return new TradingSet(sets.stream().flatMap(set -> set.pieces.stream()).toList());
  }

  /** The vertices of each convex piece. */
  public List<List<Vector>> pieces() {
    return pieces;
  }

  /** Whether an assignment lies in the set, up to 1e-9 of the largest amount of each task. */
  public boolean contains(Vector assignment) {
    return pieces.stream().anyMatch(piece -> isIn(assignment, piece));
  }

  /**
   * Whether every piece lies in one piece of another set. For a set of one piece that is to say
   * whether it is a subset; a set of several convex pieces may hold another without this.
   */
  public boolean isWithin(TradingSet other) {
    return pieces.stream()
        .allMatch(
            piece ->
                other.pieces.stream()
                    .anyMatch(hull -> piece.stream().allMatch(point -> isIn(point, hull))));
  }

  private static boolean isIn(Vector point, List<Vector> hull) {
    List<Vector> all = new ArrayList<>(hull);
    all.add(point);
    TaskUnits units = TaskUnits.of(all);
    Vector at = units.amounts(point);
    List<Vector> vertices = hull.stream().map(units::amounts).toList();
    boolean vertex =
        vertices.stream().anyMatch(v -> at.minus(v).maxAbsolute() <= MEMBER_RELATIVE_TOLERANCE);
    return vertex || (hull.size() > 1 && distance(at, vertices) <= MEMBER_RELATIVE_TOLERANCE);
  }

  /** The least maximum-norm distance from a point to a convex hull; infinite if not found. */
  private static double distance(Vector point, List<Vector> hull) {
    LinearProgram program = LinearProgram.create();
    int size = hull.size();
    int[] indices = new int[size + 1];
    double[] ones = new double[size];
    for (int v = 0; v < size; v++) {
      indices[v] = program.addVariable(0, 0, 1);
      ones[v] = 1;
    }
    indices[size] = program.addVariable(1, 0, Double.POSITIVE_INFINITY);
    program.addRow(Arrays.copyOf(indices, size), ones, 1, 1);
    for (int i = 0; i < point.size(); i++) {
      double[] row = new double[size + 1];
      for (int v = 0; v < size; v++) {
        row[v] = hull.get(v).get(i);
      }
      row[size] = 1;
      program.addRow(indices, row, point.get(i), Double.POSITIVE_INFINITY);
      row[size] = -1;
      program.addRow(indices, row, Double.NEGATIVE_INFINITY, point.get(i));
    }
    LinearProgram.Solution solution = program.solve(MAX_ITERATIONS, Duration.ofMinutes(1));
    if (solution.status() != LinearProgram.Status.OPTIMAL) {
      return Double.POSITIVE_INFINITY;
    }
    Vector rest = point;
    for (int v = 0; v < size; v++) {
      rest = rest.plus(-Math.max(0, solution.values().get(v)), hull.get(v));
    }
    return rest.maxAbsolute();
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
