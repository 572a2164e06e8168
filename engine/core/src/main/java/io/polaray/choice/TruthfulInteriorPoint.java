package io.polaray.choice;

import java.util.Arrays;

/**
 * Interior-point solver of the screening program in scaled form: maximise g . x subject to
 *
 * <pre>
 *   a_m . x_m &lt;= 1,   a_m . x_m &lt;= a_m . x_k for k != m,   0 &lt;= x &lt;= cap
 * </pre>
 */
final class TruthfulInteriorPoint {
  /*
   * Mehrotra's predictor-corrector method. Row (m, k) of the constraints touches the blocks m and k
   * of x alone, so the normal matrix sum of (y / s) row row' is filled in M^2 I^2 operations even
   * with all M (M - 1) truth rows, less than one factorisation of its (M I)^2 entries costs. Row
   * (m, m) stands for participation.
   */
  private static final int MAX_ITERATIONS = 80;

  /** Absolute, on duality gap and residuals of the scaled program, whose value is about 1. */
  private static final double TOLERANCE = 2e-10;

  private static final double SHORTEST_STEP = 1e-5;
  private static final double STEP_BACK = 0.995;
  private static final double REGULARISATION = 1e-15;
  private static final int REFINEMENTS = 1;

  private final int types;
  private final int tasks;
  private final int size;
  private final double[] a;
  private final double[] g;
  private final double[] cap;
  private final double[] x;
  private final double[] z;
  private final double[] u;
  private final double[] v;
  private final double[] s;
  private final double[] y;
  private final double[] dx;
  private final double[] dz;
  private final double[] du;
  private final double[] dv;
  private final double[] ds;
  private final double[] dy;
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
    x = new double[size];
    z = new double[size];
    u = new double[size];
    v = new double[size];
    s = new double[types * types];
    y = new double[types * types];
    dx = new double[size];
    dz = new double[size];
    du = new double[size];
    dv = new double[size];
    ds = new double[types * types];
    dy = new double[types * types];
    right = new double[size];
    normal = new double[size * size];
  }

  double[] solution() {
    return x.clone();
  }

  /** The multiplier of row (m, k) at m * types + k. */
  double[] multipliers() {
    return y.clone();
  }

  void solve() {
    for (int p = 0; p < size; p++) {
      x[p] = Math.min(0.5 / tasks, 0.5 * cap[p]);
      z[p] = 1;
      u[p] = Double.isInfinite(cap[p]) ? 1 : Math.max(0.5 * cap[p], 1e-3);
      v[p] = Double.isInfinite(cap[p]) ? 0 : 1;
    }
    Arrays.fill(s, 0.5);
    Arrays.fill(y, 1.0 / types);
    double before = Double.POSITIVE_INFINITY;
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      double mu = complementarity();
      double residual = residual();
      boolean closed = mu * s.length <= TOLERANCE;
      if (closed && (residual <= TOLERANCE || residual >= 0.5 * before)) {
        return;
      }
      before = residual;
      if (!factor()) {
        return;
      }
      direction(0, false);
      double step = Math.min(primalStep(), dualStep());
      double after = trial(step);
      double ratio = after / mu;
      direction(mu * ratio * ratio * ratio, true);
      double primal = STEP_BACK * primalStep();
      double dual = STEP_BACK * dualStep();
      if (!(primal > SHORTEST_STEP) && !(dual > SHORTEST_STEP)) {
        return;
      }
      move(primal, dual);
    }
  }

  private double row(int m, int k, double[] point) {
    double sum = 0;
    for (int i = 0; i < tasks; i++) {
      double other = k == m ? 0 : point[k * tasks + i];
      sum += a[m * tasks + i] * (point[m * tasks + i] - other);
    }
    return sum;
  }

  /** Adds {@code sum of factor(m, k) row(m, k)} to the target. */
  private void addRows(double[] factors, double sign, double[] target) {
    for (int m = 0; m < types; m++) {
      double own = 0;
      for (int k = 0; k < types; k++) {
        double factor = sign * factors[m * types + k];
        own += factor;
        if (k != m) {
          for (int i = 0; i < tasks; i++) {
            target[k * tasks + i] -= factor * a[m * tasks + i];
          }
        }
      }
      for (int i = 0; i < tasks; i++) {
        target[m * tasks + i] += own * a[m * tasks + i];
      }
    }
  }

  private double complementarity() {
    double sum = 0;
    int count = size + types * types;
    for (int r = 0; r < s.length; r++) {
      sum += s[r] * y[r];
    }
    for (int p = 0; p < size; p++) {
      sum += x[p] * z[p] + u[p] * v[p];
      count += v[p] > 0 ? 1 : 0;
    }
    return sum / count;
  }

  private double residual() {
    double worst = 0;
    for (int m = 0; m < types; m++) {
      for (int k = 0; k < types; k++) {
        worst = Math.max(worst, Math.abs(primalResidual(m, k)));
      }
    }
    double[] dual = dualResidual();
    for (int p = 0; p < size; p++) {
      worst = Math.max(worst, Math.abs(dual[p]));
    }
    return worst;
  }

  private double primalResidual(int m, int k) {
    return (k == m ? 1 : 0) - row(m, k, x) - s[m * types + k];
  }

  private double[] dualResidual() {
    double[] residual = new double[size];
    for (int p = 0; p < size; p++) {
      residual[p] = g[p] + z[p] - v[p];
    }
    addRows(y, -1, residual);
    return residual;
  }

  private void direction(double target, boolean corrector) {
    double[] factors = new double[s.length];
    double[] dual = dualResidual();
    for (int m = 0; m < types; m++) {
      for (int k = 0; k < types; k++) {
        int r = m * types + k;
        double product = target - y[r] * s[r] - (corrector ? dy[r] * ds[r] : 0);
        factors[r] = (product - y[r] * primalResidual(m, k)) / s[r];
      }
    }
    for (int p = 0; p < size; p++) {
      double lower = target - x[p] * z[p] - (corrector ? dx[p] * dz[p] : 0);
      right[p] = dual[p] + lower / x[p];
      if (v[p] > 0) {
        double upper = target - u[p] * v[p] - (corrector ? du[p] * dv[p] : 0);
        right[p] -= (upper - v[p] * (cap[p] - x[p] - u[p])) / u[p];
      }
    }
    addRows(factors, -1, right);
    double[] oldDx = dx.clone();
    double[] oldDy = dy.clone();
    solveNormal(right, dx);
    for (int refinement = 0; refinement < REFINEMENTS; refinement++) {
      refine();
    }
    for (int p = 0; p < size; p++) {
      double lower = target - x[p] * z[p] - (corrector ? oldDx[p] * dz[p] : 0);
      dz[p] = (lower - z[p] * dx[p]) / x[p];
      if (v[p] > 0) {
        double upper = target - u[p] * v[p] - (corrector ? du[p] * dv[p] : 0);
        du[p] = cap[p] - x[p] - u[p] - dx[p];
        dv[p] = (upper - v[p] * du[p]) / u[p];
      }
    }
    for (int m = 0; m < types; m++) {
      for (int k = 0; k < types; k++) {
        int r = m * types + k;
        double product = target - y[r] * s[r] - (corrector ? oldDy[r] * ds[r] : 0);
        ds[r] = primalResidual(m, k) - row(m, k, dx);
        dy[r] = (product - y[r] * ds[r]) / s[r];
      }
    }
  }

  private boolean factor() {
    Arrays.fill(normal, 0);
    double[] block = new double[tasks * tasks];
    for (int m = 0; m < types; m++) {
      for (int k = 0; k < types; k++) {
        double weight = y[m * types + k] / s[m * types + k];
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
      double diagonal = z[p] / x[p] + (v[p] > 0 ? v[p] / u[p] : 0);
      normal[p * size + p] += diagonal + REGULARISATION * normal[p * size + p];
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
    double[] factors = new double[s.length];
    double[] rest = right.clone();
    for (int m = 0; m < types; m++) {
      for (int k = 0; k < types; k++) {
        int r = m * types + k;
        factors[r] = y[r] / s[r] * row(m, k, dx);
      }
    }
    addRows(factors, -1, rest);
    for (int p = 0; p < size; p++) {
      rest[p] -= (z[p] / x[p] + (v[p] > 0 ? v[p] / u[p] : 0)) * dx[p];
    }
    double[] change = new double[size];
    solveNormal(rest, change);
    for (int p = 0; p < size; p++) {
      dx[p] += change[p];
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

  private static double step(double[] point, double[] change, double start) {
    double step = start;
    for (int p = 0; p < point.length; p++) {
      if (change[p] < 0) {
        step = Math.min(step, -point[p] / change[p]);
      }
    }
    return step;
  }

  private double primalStep() {
    return step(u, du, step(s, ds, step(x, dx, 1)));
  }

  private double dualStep() {
    return step(v, dv, step(y, dy, step(z, dz, 1)));
  }

  private double trial(double step) {
    double sum = 0;
    int count = size + types * types;
    for (int r = 0; r < s.length; r++) {
      sum += (s[r] + step * ds[r]) * (y[r] + step * dy[r]);
    }
    for (int p = 0; p < size; p++) {
      sum += (x[p] + step * dx[p]) * (z[p] + step * dz[p]);
      sum += (u[p] + step * du[p]) * (v[p] + step * dv[p]);
      count += v[p] > 0 ? 1 : 0;
    }
    return sum / count;
  }

  private void move(double primal, double dual) {
    for (int r = 0; r < s.length; r++) {
      s[r] += primal * ds[r];
      y[r] += dual * dy[r];
    }
    for (int p = 0; p < size; p++) {
      x[p] += primal * dx[p];
      u[p] += primal * du[p];
      z[p] += dual * dz[p];
      v[p] += dual * dv[p];
    }
  }
}
