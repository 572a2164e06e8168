package io.polaray.support.bound;

import java.util.Arrays;

/**
 * Bound on a tuple from the affine models of its cells and polarisation, both linear in log
 * magnitudes: weak duality of a linear program, with multipliers from coordinate descent.
 */
final class AffineDual {
  /*
   * maximise  sum_k level_k + G_k . d_k  over |d_k| <= h_k  subject to, for i in N_k, j in N_l,
   *     s + d_kj + d_li - d_ki - d_lj >= 0,   s the same combination of the log centres.
   * For any multipliers mu >= 0 the maximum is at most
   *     sum_k level_k + sum mu s + sum |(G + A' mu)_ki| h_ki .
   * One multiplier at a time is set to its best value; the objective is piecewise linear in it
   * with at most four breaks. A cell whose backed-up bound is clearly below its own model enters
   * as a constant.
   */

  private static final int MAX_ROWS = 48;
  private static final int MAX_SWEEPS = 3;
  private static final double KEEP_MODEL = 0.97;
  private static final double ROUNDING = 1e-12;

  private final RayForest forest;
  private final int tasks;
  private final double[] slope;
  private final double[] half;
  private final double[] centre;
  private final boolean[] constant;
  private final int[] first = new int[MAX_ROWS];
  private final int[] second = new int[MAX_ROWS];
  private final int[] third = new int[MAX_ROWS];
  private final int[] fourth = new int[MAX_ROWS];
  private final double[] excess = new double[MAX_ROWS];
  private final double[] multiplier = new double[MAX_ROWS];
  private final double[] breaks = new double[4];
  private final double[] weights = new double[4];
  private int rows;

  AffineDual(RayForest forest) {
    this.forest = forest;
    tasks = forest.tasks;
    int size = tasks * (tasks + 1);
    slope = new double[size];
    half = new double[size];
    centre = new double[size];
    constant = new boolean[tasks + 1];
  }

  /**
   * The bound, {@code +infinity} if polarisation does not restrict the maximisers of the models.
   */
  double bound(int[] tuple, int count) {
    double total = load(tuple, count);
    if (!collectRows(tuple, count)) {
      return Double.POSITIVE_INFINITY;
    }
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      boolean changed = false;
      for (int r = 0; r < rows; r++) {
        changed |= improve(r);
      }
      if (!changed) {
        break;
      }
    }
    double size = Math.abs(total);
    for (int r = 0; r < rows; r++) {
      total += multiplier[r] * excess[r];
      size += Math.abs(multiplier[r] * excess[r]);
    }
    for (int i = 0; i < count * tasks; i++) {
      double part = Math.abs(slope[i]) * half[i];
      total += part;
      size += part;
    }
    return total + ROUNDING * size;
  }

  private double load(int[] tuple, int count) {
    CellStore store = forest.store;
    double total = 0;
    for (int k = 0; k < count; k++) {
      double[] c = store.doubles(tuple[k]);
      int at = store.at(tuple[k]);
      double own = c[at + forest.affine];
      int to = k * tasks;
      int support = forest.support(tuple[k]);
      for (int i = 0; i < tasks; i++) {
        double h = c[at + forest.half + i];
        double g = c[at + forest.affine + 1 + i];
        centre[to + i] = c[at + forest.logCentre + i];
        if (forest.boxes.isLinearTakeOn(c, at, support, i)) {
          // log b <= log top + b / top - 1
          centre[to + i] -= 0.5;
          h = 0.5;
        }
        half[to + i] = h;
        slope[to + i] = h > 0 ? g : 0;
        own += Math.abs(slope[to + i]) * h;
      }
      double upper = forest.upper(tuple[k]);
      constant[k] = upper < KEEP_MODEL * own;
      if (constant[k]) {
        Arrays.fill(slope, to, to + tasks, 0);
        total += upper;
      } else {
        total += c[at + forest.affine];
      }
    }
    return total;
  }

  /** Collects the rows that can bind; false if the models' own maximisers satisfy them all. */
  private boolean collectRows(int[] tuple, int count) {
    CellStore store = forest.store;
    rows = 0;
    boolean violated = false;
    for (int k = 0; k < count; k++) {
      double[] p = store.doubles(tuple[k]);
      int pAt = store.at(tuple[k]);
      int pSupport = forest.support(tuple[k]);
      int pUnlimited = forest.boxes.unlimited(tuple[k]);
      for (int l = k + 1; l < count; l++) {
        double[] q = store.doubles(tuple[l]);
        int qAt = store.at(tuple[l]);
        int qSupport = forest.support(tuple[l]);
        int qUnlimited = forest.boxes.unlimited(tuple[l]);
        for (int i = 0; i < tasks; i++) {
          if ((pSupport >> i & 1) == 0 || p[pAt + i] == 0) {
            continue;
          }
          for (int j = 0; j < tasks; j++) {
            if ((qSupport >> j & 1) != 0
                && q[qAt + j] > 0
                && rows < MAX_ROWS
                && (pUnlimited >> j & 1) == 0
                && (qUnlimited >> i & 1) == 0) {
              violated |= addRow(k * tasks + j, l * tasks + i, k * tasks + i, l * tasks + j);
            }
          }
        }
      }
    }
    return violated;
  }

  private boolean addRow(int a, int b, int c, int d) {
    double s = centre[a] + centre[b] - centre[c] - centre[d];
    if (s - half[a] - half[b] - half[c] - half[d] >= 0) {
      return false;
    }
    first[rows] = a;
    second[rows] = b;
    third[rows] = c;
    fourth[rows] = d;
    excess[rows] = s + ROUNDING;
    multiplier[rows] = 0;
    rows++;
    return s + step(a, 1) + step(b, 1) - step(c, -1) - step(d, -1) < 0;
  }

  private double step(int i, int favourable) {
    return slope[i] == 0 ? favourable * half[i] : slope[i] > 0 ? half[i] : -half[i];
  }

  private boolean improve(int r) {
    double mu = multiplier[r];
    int a = first[r];
    int b = second[r];
    int c = third[r];
    int d = fourth[r];
    breaks[0] = mu - slope[a];
    breaks[1] = mu - slope[b];
    breaks[2] = slope[c] + mu;
    breaks[3] = slope[d] + mu;
    weights[0] = half[a];
    weights[1] = half[b];
    weights[2] = half[c];
    weights[3] = half[d];
    double best = minimiser(excess[r]);
    double change = best - mu;
    if (change == 0) {
      return false;
    }
    multiplier[r] = best;
    slope[a] += change;
    slope[b] += change;
    slope[c] -= change;
    slope[d] -= change;
    return true;
  }

  /** The minimiser over mu >= 0 of {@code s mu + sum weights |mu - breaks|}. */
  private double minimiser(double s) {
    double derivative = s;
    for (int e = 0; e < 4; e++) {
      derivative += breaks[e] > 0 ? -weights[e] : weights[e];
    }
    double mu = 0;
    while (derivative < 0) {
      double next = Double.POSITIVE_INFINITY;
      for (int e = 0; e < 4; e++) {
        if (breaks[e] > mu && breaks[e] < next) {
          next = breaks[e];
        }
      }
      if (next == Double.POSITIVE_INFINITY) {
        return mu;
      }
      for (int e = 0; e < 4; e++) {
        derivative += breaks[e] == next ? 2 * weights[e] : 0;
      }
      mu = next;
    }
    return mu;
  }
}
