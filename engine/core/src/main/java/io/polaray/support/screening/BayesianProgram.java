package io.polaray.support.screening;

import io.polaray.numeric.Vector;
import io.polaray.preference.TypeSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The Bayesian benchmark of one agent on a finite sample of types: the best assignments that a
 * direct mechanism can give when each type may claim to be another (paper, section 2, program 1,
 * with market clearing in expectation),
 *
 * <pre>
 *   max  sum_m p_m w . x_m
 *   s.t. c_m . x_m &lt;= c_m . eta          (participation)
 *        c_m . x_m &lt;= c_m . x_k          (truth, for all m and k)
 *        0 &lt;= x_m (&lt;= cap)
 * </pre>
 *
 * <p>Every menu of polarised rays, and every remedial menu, gives such assignments, so the value is
 * not below S(w) on the sample; at two tasks they are equal (Remark 1).
 */
public final class BayesianProgram {
  /*
   * Proportional types want the same things, and an average of what they get suits them all, so
   * they are one type of the program.
   */
  /** Gap between bound and value, relative to the larger of the bound and the largest unit gain. */
  private static final double RELATIVE_TOLERANCE = 1e-7;

  /** Of the interior-point method; absolute for a program whose value is about 1. */
  private static final double SOLVER_TOLERANCE = 2e-10;

  /**
   * The end of a solve.
   *
   * @param converged whether value and bound agree to 1e-7, relative
   * @param value sum_m p_m w . x_m of the assignments
   * @param upperBound no mechanism is worth more; holds whether converged or not
   * @param assignments x_m, one a type of the sample
   * @param largestGain the most that a type would gain from a claim, relative to the burden of its
   *     endowment; rounding in a converged solve
   * @param iterations of the interior-point method
   */
  public record Solution(
      boolean converged,
      double value,
      double upperBound,
      List<Vector> assignments,
      double largestGain,
      int iterations) {
    /** Copies the list. */
    public Solution {
      assignments = List.copyOf(assignments);
    }
  }

  private final int tasks;

  /** Number of the merged type of every type of the sample. */
  private final int[] number;

  private final int types;
  private final double[] probability;

  /** Of the merged types; null when the endowment is nothing. */
  private final @Nullable ScreeningProgram program;

  private BayesianProgram(Vector endowment, TypeSample sample, Vector cap) {
    tasks = sample.tasks();
    number = new int[sample.types()];
    TypeDirections directions = new TypeDirections(endowment.toArray());
    double[] weights = new double[sample.types()];
    double[] cost = new double[tasks];
    boolean any = endowment.maxAbsolute() > 0;
    for (int m = 0; m < number.length && any; m++) {
      for (int i = 0; i < tasks; i++) {
        cost[i] = sample.cost(m, i);
      }
      number[m] = directions.number(cost);
      weights[number[m]] += sample.weight(m);
    }
    types = any ? directions.count() : 1;
    probability = Arrays.copyOf(weights, types);
    program = any ? new ScreeningProgram(directions.costs(), cap.toArray()) : null;
  }

  /**
   * A program.
   *
   * @param endowment eta, nonnegative, one number a task
   */
  public static BayesianProgram of(Vector endowment, TypeSample types) {
    double[] cap = new double[types.tasks()];
    Arrays.fill(cap, Double.POSITIVE_INFINITY);
    return of(endowment, types, Vector.of(cap));
  }

  /**
   * A program in which some tasks cannot be taken on beyond a cap. A task with eta = cap = 1 and w
   * = 0 is a good that the agent may buy its way out of; with eta = 0, w = 1 and a known cost of 1
   * it is money.
   *
   * @param cap at least the endowment, infinite where there is none
   */
  public static BayesianProgram of(Vector endowment, TypeSample types, Vector cap) {
    if (endowment.size() != types.tasks() || cap.size() != types.tasks()) {
      throw new IllegalArgumentException(
          "endowment and cap have "
              + endowment.size()
              + " and "
              + cap.size()
              + " entries; the types have "
              + types.tasks()
              + " tasks");
    }
    for (int i = 0; i < cap.size(); i++) {
      if (!(endowment.get(i) >= 0)
          || !Double.isFinite(endowment.get(i))
          || !(cap.get(i) >= endowment.get(i))
          || !(cap.get(i) > 0)) {
        throw new IllegalArgumentException(
            "endowment["
                + i
                + "] is "
                + endowment.get(i)
                + " and cap["
                + i
                + "] is "
                + cap.get(i)
                + "; 0 <= endowment <= cap and cap > 0 must hold");
      }
    }
    return new BayesianProgram(endowment, types, cap);
  }

  /** Number of types after proportional ones were made one. */
  public int types() {
    return types;
  }

  /**
   * Solves at the weights.
   *
   * @param weights w, finite, one number a task
   */
  public Solution solve(Vector weights) {
    return solve(weights, () -> false);
  }

  /**
   * As {@link #solve(Vector)}, but ends early when told to, with a wider bound.
   *
   * @param stop asked before every iteration
   */
  public Solution solve(Vector weights, BooleanSupplier stop) {
    if (weights.size() != tasks || !weights.isFinite()) {
      throw new IllegalArgumentException(
          "weights is " + weights + "; it needs " + tasks + " finite entries");
    }
    if (program == null) {
      return new Solution(true, 0, 0, vectors(new double[tasks]), 0, 0);
    }
    double[] gains = new double[types * tasks];
    for (int p = 0; p < gains.length; p++) {
      gains[p] = probability[p / tasks] * weights.get(p % tasks);
    }
    double size = program.size(weights.toArray());
    ScreeningProgram.Outcome outcome = program.maximise(gains, size, SOLVER_TOLERANCE, stop);
    double[] x = outcome.assignments;
    double bound = outcome.bound;
    double value = value(weights, x);
    boolean converged = bound - value <= RELATIVE_TOLERANCE * Math.max(Math.abs(bound), size);
    return new Solution(
        converged, value, bound, vectors(x), largestGain(program, x), outcome.iterations);
  }

  private double value(Vector weights, double[] x) {
    double value = 0;
    for (int m = 0; m < types; m++) {
      double own = 0;
      for (int i = 0; i < tasks; i++) {
        own += weights.get(i) * x[m * tasks + i];
      }
      value += probability[m] * own;
    }
    return value;
  }

  private double largestGain(ScreeningProgram screening, double[] x) {
    double largest = 0;
    for (int m = 0; m < types; m++) {
      double own = screening.load(m, x, m);
      largest = Math.max(largest, own - 1);
      for (int k = 0; k < types; k++) {
        largest = Math.max(largest, own - screening.load(m, x, k));
      }
    }
    return largest;
  }

  private List<Vector> vectors(double[] x) {
    List<Vector> vectors = new ArrayList<>();
    for (int m : number) {
      vectors.add(Vector.of(Arrays.copyOfRange(x, m * tasks, (m + 1) * tasks)));
    }
    return vectors;
  }
}
