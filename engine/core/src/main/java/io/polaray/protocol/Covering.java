package io.polaray.protocol;

import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
   * for, so a row that a region violates is never met there, and no choice comes up twice. That a
   * region holds no type is believed only where weights of its rows prove it.
   */
  private static final double SLACK_TOLERANCE = 1e-9;
  private static final double ROW_TOLERANCE = 1e-10;
  private static final double PROOF_TOLERANCE = 1e-8;
  private static final double SAME_POINT_TOLERANCE = 2e-12;
  private static final int MAX_ITERATIONS = 10_000;

  private final TypeSpace space;
  private final TaskUnits units;
  private final boolean cone;
  private final Vector lower;
  private final Vector width;
  private final List<List<Vector>> rows = new ArrayList<>();
  private final List<Vector> strict = new ArrayList<>();

  Covering(TypeSpace space, List<TradingSet> sets) {
    this.space = space;
    units = TaskUnits.of(sets.stream().flatMap(set -> set.points().stream()).toList());
    cone = isCone(space);
    int shift = units.shift(space.upper());
    int tasks = space.lower().size();
    double[] ones = new double[tasks];
    Arrays.fill(ones, 1);
    lower = cone ? space.lower() : units.costs(space.lower(), shift);
    width = cone ? Vector.of(ones) : units.costs(space.upper().minus(space.lower()), shift);
    for (int k = 0; k < sets.size(); k++) {
      rows.add(rows(sets, k));
    }
  }

  /** Whether the directions of the types are those of the orthant, whatever the units. */
  private static boolean isCone(TypeSpace space) {
    boolean cone = true;
    for (int i = 0; i < space.lower().size(); i++) {
      cone &= space.lower().get(i) == 0 && space.upper().get(i) > 0;
    }
    return cone;
  }

  /** The differences d, one at most in size, for which a type of D_choice has c . d &lt;= 0. */
  private List<Vector> rows(List<TradingSet> sets, int choice) {
    List<Vector> found = new ArrayList<>();
    for (int k = 0; k < sets.size(); k++) {
      if (k == choice) {
        continue;
      }
      for (Vector own : sets.get(choice).points()) {
        for (Vector other : sets.get(k).points()) {
          Vector row = units.amounts(own).minus(units.amounts(other));
          double size = 0;
          for (int i = 0; i < row.size(); i++) {
            size = Math.max(size, Math.abs(row.get(i)) * (lower.get(i) + width.get(i)));
          }
          if (row.maxAbsolute() > SAME_POINT_TOLERANCE && size > 0) {
            Vector unit = Vector.zeros(row.size()).plus(1 / size, row);
            if (!found.contains(unit)) {
              found.add(unit);
            }
          }
        }
      }
    }
    return found;
  }

  /**
   * A type in no D_k.
   *
   * @throws IllegalArgumentException if the linear programs do not decide
   */
  Optional<Vector> uncovered() {
    return search().map(this::given);
  }

  /** Shares of the widths at which a type lies that is in no D_k. */
  private Optional<Vector> search() {
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
      Optional<Vector> found = search();
      strict.remove(strict.size() - 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The type at shares of the widths, for tasks and costs as given. */
  private Vector given(Vector shares) {
    if (cone) {
      Vector type = units.givenCosts(shares, 0);
      int shift = Integer.MAX_VALUE;
      for (int i = 0; i < type.size(); i++) {
        if (type.get(i) > 0) {
          int room = Math.getExponent(space.upper().get(i)) - Math.getExponent(type.get(i)) - 1;
          shift = Math.min(shift, room);
        }
      }
      return units.givenCosts(shares, shift);
    }
    double[] type = space.lower().toArray();
    for (int i = 0; i < type.length; i++) {
      double high = space.upper().get(i);
      type[i] = Math.min(high, type[i] + shares.get(i) * (high - type[i]));
    }
    return Vector.of(type);
  }

  private boolean holds(List<Vector> choice, Vector shares) {
    for (Vector row : choice) {
      if (base(row) + slope(row).dot(shares) > ROW_TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  /** The row at the lower ends. */
  private double base(Vector row) {
    return row.dot(lower);
  }

  /** The row's coefficients for shares of the widths. */
  private Vector slope(Vector row) {
    double[] slope = row.toArray();
    for (int i = 0; i < slope.length; i++) {
      slope[i] *= width.get(i);
    }
    return Vector.of(slope);
  }

  /** Shares of the widths of a type with c . d &gt; 0 for all d, as far inside as possible. */
  private Optional<Vector> interior() {
    LinearProgram program = LinearProgram.create();
    int tasks = lower.size();
    for (int i = 0; i < tasks; i++) {
      program.addVariable(0, 0, 1);
    }
    int slack = program.addVariable(-1, Double.NEGATIVE_INFINITY, 1);
    List<Vector> coefficients = new ArrayList<>();
    List<Double> bases = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      if (width.get(i) > 0) {
        double[] unit = new double[tasks];
        unit[i] = 1;
        coefficients.add(Vector.of(unit));
        bases.add(0.0);
      }
    }
    for (Vector row : strict) {
      coefficients.add(slope(row));
      bases.add(base(row));
    }
    int[] indices = new int[tasks + 1];
    Arrays.setAll(indices, i -> i);
    for (int r = 0; r < coefficients.size(); r++) {
      double[] row = Arrays.copyOf(coefficients.get(r).toArray(), tasks + 1);
      row[slack] = -1;
      program.addRow(indices, row, -bases.get(r), Double.POSITIVE_INFINITY);
    }
    LinearProgram.Solution solution = program.solve(MAX_ITERATIONS, Duration.ofMinutes(1));
    if (solution.status() == LinearProgram.Status.OPTIMAL) {
      if (solution.values().get(slack) > SLACK_TOLERANCE) {
        double[] shares = new double[tasks];
        for (int i = 0; i < tasks; i++) {
          shares[i] = Math.max(0, Math.min(1, solution.values().get(i)));
        }
        return Optional.of(Vector.of(shares));
      }
      if (largestSlack(coefficients, bases) <= PROOF_TOLERANCE) {
        return Optional.empty();
      }
    }
    throw new IllegalArgumentException(
        "the linear programs do not decide whether all types are suited; amounts or costs of one"
            + " task lie too far apart");
  }

  /**
   * An upper bound of the slack: weights of the rows, which sum to one, give {@code sum_r weight_r
   * base_r + sum_i max(0, sum_r weight_r coefficient_ri)}. The best weights come from a linear
   * program, but the bound holds for any.
   */
  private static double largestSlack(List<Vector> coefficients, List<Double> bases) {
    LinearProgram program = LinearProgram.create();
    int rows = coefficients.size();
    int tasks = coefficients.get(0).size();
    int[] indices = new int[rows + 1];
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    for (int r = 0; r < rows; r++) {
      indices[r] = program.addVariable(bases.get(r), 0, 1);
    }
    program.addRow(Arrays.copyOf(indices, rows), ones, 1, 1);
    for (int i = 0; i < tasks; i++) {
      double[] row = new double[rows + 1];
      indices[rows] = program.addVariable(1, 0, Double.POSITIVE_INFINITY);
      row[rows] = 1;
      for (int r = 0; r < rows; r++) {
        row[r] = -coefficients.get(r).get(i);
      }
      program.addRow(indices, row, 0, Double.POSITIVE_INFINITY);
    }
    LinearProgram.Solution solution = program.solve(MAX_ITERATIONS, Duration.ofMinutes(1));
    double total = 0;
    double bound = 0;
    double[] gain = new double[tasks];
    for (int r = 0; r < rows; r++) {
      double weight = Math.max(0, solution.values().get(r));
      total += weight;
      bound += weight * bases.get(r);
      for (int i = 0; i < tasks; i++) {
        gain[i] += weight * coefficients.get(r).get(i);
      }
    }
    for (double slope : gain) {
      bound += Math.max(0, slope);
    }
    return total > 0 ? bound / total : Double.POSITIVE_INFINITY;
  }
}
