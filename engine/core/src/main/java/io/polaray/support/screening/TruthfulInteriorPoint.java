package io.polaray.support.screening;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Interior-point solver of the screening program in scaled form: maximise g . x subject to
 *
 * <pre>
 *   a_m . x_m &lt;= 1,   a_m . x_m &lt;= a_m . x_k for k != m,   0 &lt;= x &lt;= cap
 * </pre>
 */
final class TruthfulInteriorPoint {
  /*
   * Mehrotra's predictor-corrector method with Gondzio's centrality correctors, which reuse the
   * factor. Row (m, k) of the constraints touches the blocks m and k of x alone, so the normal
   * matrix sum of (y / s) row row' is filled in M^2 I^2 operations even with all M (M - 1) truth
   * rows, less than one factorisation of its (M I)^2 entries costs. Row (m, m) stands for
   * participation.
   */
  private static final int MAX_ITERATIONS = 100;

  private static final double SHORTEST_STEP = 1e-5;
  private static final double STEP_BACK = 0.995;

  /** Share of the mean product that is aimed at; the correctors make bold aims safe. */
  private static final double LARGEST_TARGET = 0.2;

  private static final double REGULARISATION = 1e-15;

  private static final int MAX_CENTRINGS = 8;
  private static final double LONGER = 0.2;
  private static final double WORTH_A_CENTRING = 0.1;
  private static final double BAND = 10;

  private final int types;
  private final int tasks;
  private final int size;
  private final double[] a;
  private final double[] g;
  private final double[] cap;

  /** x and the multipliers of x >= 0. */
  private final ComplementaryPair below;

  /** Slacks of the rows and their multipliers. */
  private final ComplementaryPair rows;

  /** What is left to the caps and the multipliers of those. */
  private final ComplementaryPair above;

  private final double[] primalResidual;
  private final double[] dualResidual;
  private final double[] factors;
  private final double[] right;
  private final double[] normal;

  /**
   * A program.
   *
   * @param a costs, {@code a[m * tasks + i]}, positive
   * @param g gains, in the same order
   * @param cap one number a variable, possibly infinite
   */
  TruthfulInteriorPoint(int types, int tasks, double[] a, double[] g, double[] cap) {
    this.types = types;
    this.tasks = tasks;
    this.size = types * tasks;
    this.a = a;
    this.g = g;
    this.cap = cap;
    below = new ComplementaryPair(size);
    rows = new ComplementaryPair(types * types);
    above = new ComplementaryPair(size);
    primalResidual = new double[types * types];
    dualResidual = new double[size];
    factors = new double[types * types];
    right = new double[size];
    normal = new double[size * size];
  }

  double[] solution() {
    return below.value.clone();
  }

  /** The multiplier of row (m, k) at m * types + k. */
  double[] multipliers() {
    return rows.multiplier.clone();
  }

  /**
   * Iterates.
   *
   * @param tolerance absolute, on duality gap and residuals of the program, whose value is about 1
   * @param stop asked before every iteration
   * @return the number of iterations
   */
  int solve(double tolerance, BooleanSupplier stop) {
    start();
    int count = below.count() + rows.count() + above.count();
    double before = Double.POSITIVE_INFINITY;
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      double mu = products(0, 0) / count;
      double residual = residual();
      boolean closed = mu * rows.value.length <= tolerance;
      boolean settled = residual <= tolerance || residual >= 0.5 * before;
      if ((closed && settled) || stop.getAsBoolean()) {
        return iteration;
      }
      before = residual;
      if (!factor()) {
        return iteration;
      }
      below.aimAtZero();
      rows.aimAtZero();
      above.aimAtZero();
      direction();
      double step = Math.min(primalStep(), dualStep());
      double ratio = products(step, step) / count / mu;
      double target = mu * Math.min(LARGEST_TARGET, ratio * ratio * ratio);
      below.aimAt(target);
      rows.aimAt(target);
      above.aimAt(target);
      direction();
      centre(target);
      double primal = STEP_BACK * primalStep();
      double dual = STEP_BACK * dualStep();
      if (!(primal > SHORTEST_STEP) && !(dual > SHORTEST_STEP)) {
        return iteration;
      }
      below.move(primal, dual);
      rows.move(primal, dual);
      above.move(primal, dual);
    }
    return MAX_ITERATIONS;
  }

  private void start() {
    for (int p = 0; p < size; p++) {
      boolean capped = !Double.isInfinite(cap[p]);
      below.value[p] = Math.min(0.5 / tasks, 0.5 * cap[p]);
      below.multiplier[p] = 1;
      above.value[p] = capped ? Math.max(0.5 * cap[p], 1e-3) : 1;
      above.multiplier[p] = capped ? 1 : 0;
    }
    Arrays.fill(rows.value, 0.5);
    Arrays.fill(rows.multiplier, 1.0 / types);
  }

  /** Lengthens the steps while that pays. */
  private void centre(double target) {
    double primal = primalStep();
    double dual = dualStep();
    for (int k = 0; k < MAX_CENTRINGS && Math.min(primal, dual) < 1 - LONGER; k++) {
      double longPrimal = Math.min(1, primal + LONGER);
      double longDual = Math.min(1, dual + LONGER);
      below.keepStep();
      rows.keepStep();
      above.keepStep();
      below.centre(longPrimal, longDual, target / BAND, target * BAND);
      rows.centre(longPrimal, longDual, target / BAND, target * BAND);
      above.centre(longPrimal, longDual, target / BAND, target * BAND);
      direction();
      double nextPrimal = primalStep();
      double nextDual = dualStep();
      if (nextPrimal + nextDual < primal + dual + WORTH_A_CENTRING * 2 * LONGER) {
        if (nextPrimal + nextDual < primal + dual) {
          below.restoreStep();
          rows.restoreStep();
          above.restoreStep();
        }
        return;
      }
      primal = nextPrimal;
      dual = nextDual;
    }
  }

  private double products(double primal, double dual) {
    return below.products(primal, dual)
        + rows.products(primal, dual)
        + above.products(primal, dual);
  }

  private double primalStep() {
    return above.longestPrimal(rows.longestPrimal(below.longestPrimal(1)));
  }

  private double dualStep() {
    return above.longestDual(rows.longestDual(below.longestDual(1)));
  }

  private double row(int m, int k, double[] point) {
    double sum = 0;
    for (int i = 0; i < tasks; i++) {
      double other = k == m ? 0 : point[k * tasks + i];
      sum += a[m * tasks + i] * (point[m * tasks + i] - other);
    }
    return sum;
  }

  /** Subtracts {@code sum of factor(m, k) row(m, k)} from the target. */
  private void subtractRows(double[] rowFactors, double[] target) {
    for (int m = 0; m < types; m++) {
      double own = 0;
      for (int k = 0; k < types; k++) {
        double factor = rowFactors[m * types + k];
        own += factor;
        if (k != m) {
          for (int i = 0; i < tasks; i++) {
            target[k * tasks + i] += factor * a[m * tasks + i];
          }
        }
      }
      for (int i = 0; i < tasks; i++) {
        target[m * tasks + i] -= own * a[m * tasks + i];
      }
    }
  }

  /** Fills both residuals; the larger of their maximum norms. */
  private double residual() {
    double worst = 0;
    for (int m = 0; m < types; m++) {
      for (int k = 0; k < types; k++) {
        int r = m * types + k;
        primalResidual[r] = (k == m ? 1 : 0) - row(m, k, below.value) - rows.value[r];
        worst = Math.max(worst, Math.abs(primalResidual[r]));
      }
    }
    for (int p = 0; p < size; p++) {
      dualResidual[p] = g[p] + below.multiplier[p] - above.multiplier[p];
    }
    subtractRows(rows.multiplier, dualResidual);
    for (int p = 0; p < size; p++) {
      worst = Math.max(worst, Math.abs(dualResidual[p]));
    }
    return worst;
  }

  /** The direction that removes the residuals and changes the products as asked. */
  private void direction() {
    for (int r = 0; r < factors.length; r++) {
      factors[r] = (rows.change[r] - rows.multiplier[r] * primalResidual[r]) / rows.value[r];
    }
    for (int p = 0; p < size; p++) {
      right[p] = dualResidual[p] + below.change[p] / below.value[p];
      if (above.multiplier[p] > 0) {
        double residual = cap[p] - below.value[p] - above.value[p];
        right[p] -= (above.change[p] - above.multiplier[p] * residual) / above.value[p];
      }
    }
    subtractRows(factors, right);
    solveNormal(right, below.valueStep);
    refine();
    for (int p = 0; p < size; p++) {
      if (above.multiplier[p] > 0) {
        above.valueStep[p] = cap[p] - below.value[p] - above.value[p] - below.valueStep[p];
      }
    }
    for (int m = 0; m < types; m++) {
      for (int k = 0; k < types; k++) {
        int r = m * types + k;
        rows.valueStep[r] = primalResidual[r] - row(m, k, below.valueStep);
      }
    }
    below.followValue();
    rows.followValue();
    above.followValue();
  }

  private double diagonal(int p) {
    return below.multiplier[p] / below.value[p] + above.multiplier[p] / above.value[p];
  }

  private boolean factor() {
    Arrays.fill(normal, 0);
    double[] block = new double[tasks * tasks];
    for (int m = 0; m < types; m++) {
      for (int k = 0; k < types; k++) {
        double weight = rows.multiplier[m * types + k] / rows.value[m * types + k];
        for (int i = 0; i < tasks; i++) {
          for (int l = 0; l < tasks; l++) {
            block[i * tasks + l] = weight * a[m * tasks + i] * a[m * tasks + l];
          }
        }
        add(m, m, block, 1);
        if (k != m) {
          add(k, k, block, 1);
          add(Math.max(m, k), Math.min(m, k), block, -1);
        }
      }
    }
    for (int p = 0; p < size; p++) {
      normal[p * size + p] += diagonal(p) + REGULARISATION * normal[p * size + p];
    }
    return BlockedCholesky.factor(normal, size);
  }

  /** The lower triangle is filled; blocks are symmetric. */
  private void add(int m, int k, double[] block, double sign) {
    for (int i = 0; i < tasks; i++) {
      int at = (m * tasks + i) * size + k * tasks;
      for (int l = 0; l < tasks; l++) {
        normal[at + l] += sign * block[i * tasks + l];
      }
    }
  }

  /** One step of iterative refinement of the normal equations. */
  private void refine() {
    double[] step = below.valueStep;
    double[] rest = right.clone();
    for (int m = 0; m < types; m++) {
      for (int k = 0; k < types; k++) {
        int r = m * types + k;
        factors[r] = rows.multiplier[r] / rows.value[r] * row(m, k, step);
      }
    }
    subtractRows(factors, rest);
    for (int p = 0; p < size; p++) {
      rest[p] -= diagonal(p) * step[p];
    }
    double[] correction = new double[size];
    solveNormal(rest, correction);
    for (int p = 0; p < size; p++) {
      step[p] += correction[p];
    }
  }

  private void solveNormal(double[] rightSide, double[] result) {
    for (int p = 0; p < size; p++) {
      double sum = rightSide[p];
      for (int q = 0; q < p; q++) {
        sum -= normal[p * size + q] * result[q];
      }
      result[p] = sum / normal[p * size + p];
    }
    for (int p = size - 1; p >= 0; p--) {
      result[p] /= normal[p * size + p];
      for (int q = 0; q < p; q++) {
        result[q] -= normal[p * size + q] * result[p];
      }
    }
  }
}
