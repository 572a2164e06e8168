package io.polaray.support.bound;

import java.util.Arrays;

/**
 * Quadratic majorants of the acceptance probability over a cell, in {@code e_i = d_i / h_i}, the
 * log deviations from its centre as shares of the half widths.
 *
 * <p>They use that for independent costs with log-concave densities P is log-concave in the logs of
 * the positive entries, and 1 - P in the logs of the give-ups (Prekopa; the proofs are in {@code
 * docs/certified-bounds.md}). They do not depend on the weights.
 */
final class BoxCellModel implements CellModel {
  /*
   * Plain model: give-ups at their upper ends, the tangent of log P at the centre b0 of the
   * take-ons,
   *     P(b) <= P(b0) exp(s) <= P(b0) (1 + s + k s^2),   s = sum g_j e_j,  |s| <= r = sum |g_j|,
   * with k = (exp(r) - 1 - r) / r^2.
   *
   * Chord model: the plain model at every vertex v of the box of give-ups, and between the vertices
   *     1 - P(a, b) >= prod_v (1 - P(v, b))^lambda_v >= sum_v lambda_v (1 - P(v, b)) - gap
   * where lambda_v is the probability of v when signs are drawn independently with means e_q. The
   * Jensen gap of exp is at most half of y = max (1 - P) times the variance of log(1 - P(v, b)),
   * and that variance at most sum_q (1 - e_q^2) l_q^2, l_q half the largest change of log(1 - P)
   * along an edge of direction q (Efron and Stein). What is multilinear in the chords is
   * expanded in products of signs (Walsh): constants, slopes, products of two are kept, the rest
   * is bounded.
   *
   * With a steady task P stands for P b / b_low above: the elasticity of that is larger by 1, the
   * gap by the largest b / b_low, and levels by that at the centre.
   *
   * Costs that are log-concave in the logarithm alone: with one task given up the event is
   * log a c_N >= log sum b_j c_j, convex in all logarithms, so the tangent holds, without hazard
   * rates. With several it does not; with one task taken on chords do, and since the other event is
   * convex in all logarithms too, in that take-on as well.
   *
   * Where the probability is tiny or its elasticities are not reliable, the tangent gives way to
   * the constant with the take-ons at their lower ends.
   */

  /** Magnitudes that the chord model can vary. */
  static final int MAX_CHORDS = 4;

  private static final double MIN_TANGENT = 1e-9;
  private static final double MIN_COMPLEMENT = 1e-4;
  private static final double MAX_TANGENT_RANGE = 3;
  private static final double MAX_LOOSENESS = 0.2;
  private static final double ROUNDING = 1e-13;

  private final int tasks;
  private final ElasticProbability probability;
  private final double[] kappa;
  private final double[] elasticity;
  private final double[] level = new double[1 << MAX_CHORDS];
  private final double[] curvature = new double[1 << MAX_CHORDS];
  private final double[] range = new double[1 << MAX_CHORDS];
  private final double[] smallest = new double[1 << MAX_CHORDS];
  private final double[][] slope;
  private final double[][] relief;
  private final int[] chord = new int[MAX_CHORDS];
  private final int[] task;
  private int chords;
  private int varied;
  private int linear;
  private int shedTasks;
  private int steady;
  private final int steepTasks;
  private boolean tangents;
  private boolean hazards;

  /** The largest b / b_low of the steady task, 1 without one. */
  private double steadyWidth;

  BoxCellModel(int tasks, ElasticProbability probability) {
    this.tasks = tasks;
    this.probability = probability;
    steepTasks = probability.steepTasks();
    kappa = new double[tasks];
    elasticity = new double[tasks];
    slope = new double[tasks][1 << MAX_CHORDS];
    relief = new double[tasks][1 << MAX_CHORDS];
    task = new int[tasks];
  }

  /** Length of a plain model: level, k, and for each task a slope g and a relief. */
  static int plainLength(int tasks) {
    return 2 + 2 * tasks;
  }

  /**
   * Length of a chord model: level, slopes, gaps {@code y l_q^2 / 2}, coefficients of {@code e_i
   * e_j} for {@code j <= i}.
   */
  static int chordLength(int tasks) {
    return 1 + 2 * tasks + pair(tasks, 0);
  }

  /** The place of {@code e_i e_j}, j at most i, among the coefficients. */
  static int pair(int i, int j) {
    return i * (i + 1) / 2 + j;
  }

  /** {@code (exp(r) - 1 - r) / r^2} for r >= 0, rounded up. */
  static double curvature(double r) {
    if (r > 0.5) {
      return (StrictMath.exp(r) - 1 - r) / (r * r) * (1 + ROUNDING);
    }
    double tail = 1 + r / 8 * (1 + r / 9 * (1 + r / 10 * (1 + r / 11 * (1 + r / 11))));
    return 0.5
        * (1 + r / 3 * (1 + r / 4 * (1 + r / 5 * (1 + r / 6 * (1 + r / 7 * tail)))))
        * (1 + ROUNDING);
  }

  @Override
  public RayProbability probability() {
    return probability;
  }

  @Override
  public int firstLength() {
    return plainLength(tasks);
  }

  @Override
  public double first(GainModel gain, double[] c, int from) {
    return gain.plain(c, from);
  }

  @Override
  public double fill(
      double[] c,
      int at,
      double mass,
      RayForest forest,
      int support,
      int newSteady,
      int chordMask,
      double[] centre,
      double[] out,
      int plainModel,
      int chordModel,
      int elasticityAt) {
    chords = 0;
    varied = 0;
    linear = forest.boxes.linearTasks(c, at, support);
    shedTasks = support;
    steady = newSteady;
    hazards = (steepTasks & support) == 0;
    tangents = hazards || Integer.bitCount(support) == 1;
    int rest = ~support & (1 << tasks) - 1;
    boolean oneTaken = Integer.bitCount(rest) == 1;
    boolean chordsHold = (steepTasks & rest) == 0 || oneTaken;
    steadyWidth = steady < 0 ? 1 : c[at + forest.high + steady] / c[at + RayForest.LOW + steady];
    boolean takenChord = oneTaken && !tangents && steady < 0 && chooseTaken(c, at, forest, rest);
    for (int i = 0; i < tasks; i++) {
      kappa[i] = sheds(i) ? -centre[i] : centre[i];
      if ((linear >> i & 1) != 0 || (!sheds(i) && c[at + forest.half + i] > 0 && !takenChord)) {
        task[varied++] = i;
      } else if (c[at + forest.half + i] > 0 && (chordMask >> i & 1) != 0 && chords < MAX_CHORDS) {
        chord[chords++] = i;
      }
    }
    double centreMass = probability.upperWithElasticity(kappa, elasticity);
    System.arraycopy(elasticity, 0, out, elasticityAt, tasks);
    if (steady >= 0) {
      out[elasticityAt + steady] += 1;
    }
    for (int i = 0; i < tasks; i++) {
      if ((support >> i & 1) != 0 && (linear >> i & 1) == 0) {
        kappa[i] = -c[at + forest.high + i];
      }
    }
    // The vertex at which P is largest.
    int last = (1 << chords) - (takenChord ? 2 : 1);
    vertex(c, at, forest, last);
    tangent(c, at, forest, centre, last);
    Arrays.fill(out, plainModel, plainModel + plainLength(tasks), 0);
    out[plainModel] = level[last];
    out[plainModel + 1] = curvature[last];
    for (int q = 0; q < varied; q++) {
      out[plainModel + 2 + task[q]] = slope[q][last];
      out[plainModel + 2 + tasks + task[q]] = relief[q][last];
    }
    out[chordModel] = Double.POSITIVE_INFINITY;
    if (chords > 0 && chordsHold && 1 - mass >= MIN_COMPLEMENT) {
      for (int v = 0; v < 1 << chords; v++) {
        if (v != last) {
          vertex(c, at, forest, v);
          tangent(c, at, forest, centre, v);
        }
      }
      Arrays.fill(out, chordModel, chordModel + chordLength(tasks), 0);
      out[chordModel] = ROUNDING;
      gaps(c, at, mass, forest, out, chordModel);
      squares(out, chordModel + 1 + 2 * tasks);
      expand(out, chordModel);
    }
    return centreMass;
  }

  /** Makes the only take-on the first chord, if it varies and not from 0 on. */
  private boolean chooseTaken(double[] c, int at, RayForest forest, int rest) {
    int i = Integer.numberOfTrailingZeros(rest);
    chord[0] = i;
    chords = (linear >> i & 1) == 0 && c[at + forest.half + i] > 0 ? 1 : 0;
    return chords > 0;
  }

  private void vertex(double[] c, int at, RayForest forest, int v) {
    for (int q = 0; q < chords; q++) {
      double magnitude = c[at + ((v >> q & 1) != 0 ? forest.high : RayForest.LOW) + chord[q]];
      kappa[chord[q]] = sheds(chord[q]) ? -magnitude : magnitude;
    }
  }

  /** Level, slopes g, reliefs and k of the plain model with the give-ups of vertex v. */
  private void tangent(double[] c, int at, RayForest forest, double[] centre, int v) {
    if (!tangents) {
      constant(c, at, forest, v);
      return;
    }
    for (int q = 0; q < varied; q++) {
      kappa[task[q]] = sheds(task[q]) ? 0 : centre[task[q]];
    }
    double p = probability.upperWithElasticity(kappa, elasticity);
    double hazard = hazards ? probability.hazardLower() : 0;
    double sum = 0;
    double width = 0;
    double change = 0;
    double bent = 0;
    for (int q = 0; q < varied; q++) {
      int i = task[q];
      double g;
      double bend = 0;
      if ((linear >> i & 1) != 0) {
        double rate = (sheds(i) ? -shedHazard() : hazard) * c[at + forest.high + i];
        g =
            rate == Double.NEGATIVE_INFINITY
                ? Double.POSITIVE_INFINITY
                : 0.5 * probability.logLaplace(i, rate);
        change += g;
      } else {
        double h = c[at + forest.half + i];
        double e = Math.min(0, elasticity[i]);
        g = (i == steady ? 1 + Math.max(-1, e) : e) * h;
        width += h;
        double certain = hazard * centre[i] * probability.certainCost(i) * h * h;
        bent += certain * curvature(h);
        bend = certain * Math.max(0, 0.5 - h / 6);
      }
      slope[q][v] = g;
      relief[q][v] = bend;
      sum += Math.abs(g);
    }
    double looseness = probability.elasticityError() * width;
    if (varied > 0
        && !(p >= MIN_TANGENT && looseness < MAX_LOOSENESS && sum <= MAX_TANGENT_RANGE)) {
      constant(c, at, forest, v);
      return;
    }
    double k = curvature(sum);
    double share = (1 - ROUNDING) * Math.max(0, 1 - 0.5 * bent) / (1 + sum * (1 + k * sum));
    for (int q = 0; q < varied; q++) {
      relief[q][v] *= share;
    }
    level[v] = varied > 0 ? p * StrictMath.exp(change) * (1 + 2 * looseness + ROUNDING) : p;
    level[v] *= steady < 0 ? 1 : centre[steady] / c[at + RayForest.LOW + steady];
    range[v] = sum;
    curvature[v] = k;
  }

  /** The largest P over what the tangent would vary. */
  private void constant(double[] c, int at, RayForest forest, int v) {
    for (int q = 0; q < varied; q++) {
      int i = task[q];
      double low = c[at + (i == steady ? forest.high : RayForest.LOW) + i];
      kappa[i] = sheds(i) ? -c[at + forest.high + i] : low;
      slope[q][v] = 0;
      relief[q][v] = 0;
    }
    level[v] = probability.upper(kappa) * steadyWidth * (1 + ROUNDING);
    range[v] = 0;
    curvature[v] = 0.5;
  }

  private boolean sheds(int i) {
    return (shedTasks >> i & 1) != 0;
  }

  private double shedHazard() {
    return hazards ? probability.hazardUpper() : Double.POSITIVE_INFINITY;
  }

  /** The gaps, from bounds of P(v, b) over the take-ons at every vertex. */
  private void gaps(
      double[] c, int at, double mass, RayForest forest, double[] out, int chordModel) {
    int vertices = 1 << chords;
    for (int q = 0; q < varied; q++) {
      kappa[task[q]] = sheds(task[q]) ? 0 : c[at + forest.high + task[q]];
    }
    double most = 0;
    for (int v = 0; v < vertices; v++) {
      vertex(c, at, forest, v);
      smallest[v] = probability.lower(kappa);
      most = Math.max(most, 1 - smallest[v]);
    }
    double least = 1 - mass;
    for (int q = 0; q < chords; q++) {
      double ratio = 1;
      for (int v = 0; v < vertices; v++) {
        if ((v >> q & 1) != 0 == sheds(chord[q])) {
          double r = range[v];
          double largest = level[v] * (1 + r * (1 + r * curvature[v]));
          double bottom = Math.max(least, 1 - largest);
          ratio = Math.max(ratio, (1 - smallest[v ^ 1 << q]) / bottom);
        }
      }
      double change = 0.5 * StrictMath.log(ratio) + ROUNDING;
      out[chordModel + 1 + tasks + chord[q]] =
          0.5 * most * change * change * steadyWidth * (1 + ROUNDING);
    }
  }

  /** Coefficients of {@code k P (g.e)^2}, valid for every mixture of the vertices. */
  private void squares(double[] out, int from) {
    int vertices = 1 << chords;
    for (int q = 0; q < varied; q++) {
      for (int l = 0; l <= q; l++) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < vertices; v++) {
          double product = level[v] * curvature[v] * slope[q][v] * slope[l][v];
          product -= l == q ? level[v] * relief[q][v] : 0;
          least = Math.min(least, product);
          most = Math.max(most, product);
        }
        if (l == q) {
          out[from + pair(task[q], task[q])] += most;
        } else {
          out[from + pair(task[q], task[l])] = 2 * most;
          out[from + pair(task[q], task[q])] += most - least;
          out[from + pair(task[l], task[l])] += most - least;
        }
      }
    }
  }

  /** Walsh expansion of the levels and of the slopes over the vertices. */
  private void expand(double[] out, int from) {
    int vertices = 1 << chords;
    int products = from + 1 + 2 * tasks;
    for (int q = 0; q < varied; q++) {
      for (int v = 0; v < vertices; v++) {
        slope[q][v] *= level[v];
      }
      walsh(slope[q]);
      out[from + 1 + task[q]] = slope[q][0];
      for (int s = 1; s < vertices; s++) {
        if (Integer.bitCount(s) == 1) {
          int i = chord[Integer.numberOfTrailingZeros(s)];
          int j = task[q];
          out[products + pair(Math.max(i, j), Math.min(i, j))] = slope[q][s];
        } else {
          out[from] += Math.abs(slope[q][s]);
        }
      }
    }
    walsh(level);
    out[from] += level[0];
    for (int s = 1; s < vertices; s++) {
      int i = chord[31 - Integer.numberOfLeadingZeros(s)];
      int j = chord[Integer.numberOfTrailingZeros(s)];
      switch (Integer.bitCount(s)) {
        case 1 -> out[from + 1 + i] = level[s];
        case 2 -> out[products + pair(Math.max(i, j), Math.min(i, j))] = level[s];
        default -> out[from] += Math.abs(level[s]);
      }
    }
  }

  /** In place: coefficient S becomes the mean of the values times the signs of S. */
  private void walsh(double[] values) {
    int vertices = 1 << chords;
    for (int bit = 1; bit < vertices; bit <<= 1) {
      for (int v = 0; v < vertices; v++) {
        if ((v & bit) == 0) {
          double low = values[v];
          double high = values[v | bit];
          values[v] = 0.5 * (low + high);
          values[v | bit] = 0.5 * (high - low);
        }
      }
    }
  }
}
