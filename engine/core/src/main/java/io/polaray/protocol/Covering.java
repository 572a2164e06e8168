package io.polaray.protocol;

import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the types that each choice suits, all together, are all types of a space. */
final class Covering {
  /*
   * D_k, the types for which k is obviously dominant, is the cone of all c with c . (x - x') <= 0
   * for x in T^k, x' in another set: vertices suffice. The question is whether the D_k cover the
   * types. A type strictly inside of the region not yet covered is found by a linear program that
   * maximises the smallest slack; if some D_k holds it, whatever else is not covered violates one
   * of the inequalities of D_k, and each of them is tried in turn. The depth is at most the number
   * of sets.
   *
   * A type in D_k up to ROW_TOLERANCE counts as covered: the tolerance is below the slack asked
   * for, so a row that a region violates is never met there, and no choice comes up twice.
   */
  private static final double SLACK_TOLERANCE = 1e-9;
  private static final double ROW_TOLERANCE = 1e-10;
  private static final double SAME_POINT_RELATIVE_TOLERANCE = 1e-12;
  private static final int MAX_ITERATIONS = 10_000;

  private final TypeSpace space;
  private final double largestCost;
  private final List<List<Vector>> rows = new ArrayList<>();
  private final List<Vector> strict = new ArrayList<>();

  Covering(TypeSpace space, List<TradingSet> sets) {
    this.space = space;
    largestCost = Math.max(space.upper().maxAbsolute(), Double.MIN_NORMAL);
    double scale = 0;
    for (TradingSet set : sets) {
      for (Vector point : set.points()) {
        scale = Math.max(scale, point.maxAbsolute());
      }
    }
    for (int k = 0; k < sets.size(); k++) {
      rows.add(rows(sets, k, SAME_POINT_RELATIVE_TOLERANCE * scale));
    }
  }

  /** The differences d for which a type of D_choice has c . d &lt;= 0. */
  private static List<Vector> rows(List<TradingSet> sets, int choice, double same) {
    List<Vector> rows = new ArrayList<>();
    for (int k = 0; k < sets.size(); k++) {
      if (k == choice) {
        continue;
      }
      for (Vector own : sets.get(choice).points()) {
        for (Vector other : sets.get(k).points()) {
          Vector row = own.minus(other);
          if (row.maxAbsolute() > same && !rows.contains(row)) {
            rows.add(row);
          }
        }
      }
    }
    return rows;
  }

  /** A type in no D_k. */
  Optional<Vector> uncovered() {
    Optional<Vector> inside = interior();
    if (inside.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<Vector>> suits =
        rows.stream().filter(choice -> holds(choice, inside.get())).findFirst();
    if (suits.isEmpty()) {
      return inside;
    }
    for (Vector row : suits.get()) {
      strict.add(row);
      Optional<Vector> found = uncovered();
      strict.remove(strict.size() - 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private boolean holds(List<Vector> choice, Vector type) {
    for (Vector row : choice) {
      if (type.dot(row) > ROW_TOLERANCE * largestCost * row.maxAbsolute()) {
        return false;
      }
    }
    return true;
  }

  /** A type of the space with c . d &gt; 0 for all d, as far inside as possible. */
  private Optional<Vector> interior() {
    LinearProgram program = LinearProgram.create();
    int tasks = space.lower().size();
    for (int i = 0; i < tasks; i++) {
      program.addVariable(0, space.lower().get(i), space.upper().get(i));
    }
    int slack = program.addVariable(-1, Double.NEGATIVE_INFINITY, 1);
    for (int i = 0; i < tasks; i++) {
      double low = space.lower().get(i);
      double width = space.upper().get(i) - low;
      if (width > 0) {
        int[] indices = {i, slack};
        double[] ones = {1 / width, -1};
        program.addRow(indices, ones, low / width, Double.POSITIVE_INFINITY);
      }
    }
    for (Vector row : strict) {
      int[] indices = new int[tasks + 1];
      double[] coefficients = new double[tasks + 1];
      double size = row.maxAbsolute() * largestCost;
      for (int i = 0; i < tasks; i++) {
        indices[i] = i;
        coefficients[i] = row.get(i) / size;
      }
      indices[tasks] = slack;
      coefficients[tasks] = -1;
      program.addRow(indices, coefficients, 0, Double.POSITIVE_INFINITY);
    }
    LinearProgram.Solution solution = program.solve(MAX_ITERATIONS, Duration.ofMinutes(1));
    if (solution.status() != LinearProgram.Status.OPTIMAL
        || !(solution.values().get(slack) > SLACK_TOLERANCE)) {
      return Optional.empty();
    }
    double[] type = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      double low = space.lower().get(i);
      type[i] = Math.max(low, Math.min(space.upper().get(i), solution.values().get(i)));
    }
    return Optional.of(Vector.of(type));
  }
}
