package io.polaray.dual.oracle;

import io.polaray.market.Agent;
import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One agent's assignments without choice when there are finitely many types (paper, section 2):
 *
 * <pre>
 *   max w . z   s.t.  c_m . z &lt;= beta c_m . sigma  for every type m,  z >= 0
 *   min sum_m beta c_m . sigma y_m   s.t.  sum_m y_m c_m >= w,  y >= 0
 * </pre>
 */
final class TypeConstraints {
  /*
   * Few types bind. The program starts with the rows that were needed before and gets the most
   * violated row until none is violated. The result is scaled into the set, and the multipliers are
   * raised until they are feasible for the dual, so that neither depends on the solver's accuracy.
   */
  private static final double RELATIVE_TOLERANCE = 1e-11;
  private static final double ROUND_UP = 0x1p-44;
  private static final int MAX_ITERATIONS = 10_000;
  private static final Duration TIME_LIMIT = Duration.ofMinutes(1);

  private final TypeSample types;
  private final Vector statusQuo;
  private final double[] limits;
  private final List<Integer> rows = new ArrayList<>();
  private double bound = Double.POSITIVE_INFINITY;

  TypeConstraints(Agent agent, TypeSample types) {
    this.types = types;
    this.statusQuo = agent.statusQuo();
    limits = new double[types.types()];
    for (int m = 0; m < limits.length; m++) {
      for (int i = 0; i < types.tasks(); i++) {
        limits[m] += agent.slack() * types.cost(m, i) * agent.statusQuo().get(i);
      }
    }
    rows.add(0);
  }

  /** A maximiser at the weights; the status quo if the solver fails. */
  Vector maximiser(Vector weights) {
    bound = Double.POSITIVE_INFINITY;
    double[] scales = scales();
    while (true) {
      LinearProgram.Solution solution = program(weights, scales).solve(MAX_ITERATIONS, TIME_LIMIT);
      if (solution.status() != LinearProgram.Status.OPTIMAL) {
        return statusQuo;
      }
      double[] point = new double[weights.size()];
      for (int i = 0; i < point.length; i++) {
        point[i] = Math.max(0, solution.values().get(i)) * scales[i];
      }
      double worst = 1;
      int violated = -1;
      for (int m = 0; m < limits.length; m++) {
        double load = load(m, point);
        double ratio = load <= limits[m] ? 0 : load / limits[m];
        if (ratio > worst) {
          worst = ratio;
          violated = m;
        }
      }
      if (violated >= 0 && worst > 1 + RELATIVE_TOLERANCE && !rows.contains(violated)) {
        rows.add(violated);
        continue;
      }
      if (Double.isInfinite(worst)) {
        return statusQuo;
      }
      for (int i = 0; i < point.length; i++) {
        point[i] /= worst;
      }
      bound = bound(weights, solution.multipliers());
      return Vector.of(point);
    }
  }

  /** A bound on {@code w . z} at the weights of the last call of {@link #maximiser}. */
  double bound() {
    return bound;
  }

  private double load(int m, double[] point) {
    double load = 0;
    for (int i = 0; i < point.length; i++) {
      load += types.cost(m, i) * point[i];
    }
    return load;
  }

  /** Variables are shares of what the first type's whole burden would buy of a task. */
  private double[] scales() {
    double[] scales = new double[types.tasks()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = limits[0] > 0 ? limits[0] / types.cost(0, i) : 1;
    }
    return scales;
  }

  private LinearProgram program(Vector weights, double[] scales) {
    LinearProgram program = LinearProgram.create();
    double size = 0;
    int[] indices = new int[scales.length];
    for (int i = 0; i < scales.length; i++) {
      size = Math.max(size, Math.abs(weights.get(i)) * scales[i]);
      indices[i] = i;
    }
    for (int i = 0; i < scales.length; i++) {
      double cost = size > 0 ? -weights.get(i) * scales[i] / size : 0;
      program.addVariable(cost, 0, Double.POSITIVE_INFINITY);
    }
    for (int m : rows) {
      double[] coefficients = new double[scales.length];
      double unit = limits[m] > 0 ? limits[m] : 1;
      for (int i = 0; i < scales.length; i++) {
        coefficients[i] = types.cost(m, i) * scales[i] / unit;
      }
      program.addRow(indices, coefficients, Double.NEGATIVE_INFINITY, limits[m] / unit);
    }
    return program;
  }

  private double bound(Vector weights, Vector multipliers) {
    double[] scales = scales();
    double size = 0;
    for (int i = 0; i < scales.length; i++) {
      size = Math.max(size, Math.abs(weights.get(i)) * scales[i]);
    }
    double[] covered = new double[scales.length];
    double value = 0;
    for (int k = 0; k < rows.size(); k++) {
      int m = rows.get(k);
      double unit = limits[m] > 0 ? limits[m] : 1;
      double y = Math.max(0, -multipliers.get(k)) * size / unit;
      value += y * limits[m];
      for (int i = 0; i < covered.length; i++) {
        covered[i] += y * types.cost(m, i);
      }
    }
    double missing = 0;
    for (int i = 0; i < covered.length; i++) {
      double want =
          weights.get(i) - covered[i] + ROUND_UP * (covered[i] + Math.abs(weights.get(i)));
      if (weights.get(i) > 0) {
        missing = Math.max(missing, want / types.cost(0, i));
      }
    }
    value += missing * limits[0];
    return value + ROUND_UP * Math.abs(value);
  }
}
