package io.polaray.verify.support;

import java.util.Arrays;

/**
 * Bounds on the gain {@code P w . kappa} over a cell where P is log-concave in the logs of the
 * take-ons, and 1 - P in the logs of the give-ups.
 *
 * <p>Tangent: with the give-ups fixed, d the logs of the take-ons relative to a point b and g the
 * gradient of log P there, {@code P w . kappa <= P(b) e^(g . d) (C + sum_j w_j b_j e^(d_j))}, where
 * C collects what does not vary. Terms with a positive factor are convex in d; in the others {@code
 * e^s >= 1 + s}. The sum is convex, so its maximum over the cell lies at a corner ({@link
 * TakeOnsFromZero} has take-ons from 0 on). Each entry of g lies between the difference quotients
 * of log P on either side, since log P is concave; at a corner the worse end counts.
 *
 * <p>Chord: let {@code a_q(e) = low_q^(1-e) high_q^e} for up to two give-ups and v a vertex of
 * their box, drawn with independent coordinates of means e: probability lambda_v. Concavity of
 * {@code f = log(1 - P)}, Taylor's formula and the inequality of Efron and Stein (1981) give {@code
 * 1 - P >= sum lambda_v (1 - P_v) - sum_q 4 e_q (1 - e_q) y l_q^2 / 2} with y the largest 1 - P and
 * l_q half the largest change of f along an edge of direction q. Each P_v has a tangent as above.
 * For given e the bound is convex in d again; at a corner it is a polynomial of degree two in each
 * e_q, of which the first is maximised and the second enters by its Bernstein coefficients.
 */
final class LogConcaveBound {
  private static final double ROUNDING = 0x1p-46;
  private static final double STEP = 1 + 0x1p-10;
  private static final double QUOTIENT_SLACK = 1e-10;
  private static final double LOG_STEP = StrictMath.log(STEP);
  private static final double LEAST_COMPLEMENT = 1e-6;
  private static final int MAX_CHORDS = 2;
  private static final int VERTICES = 1 << MAX_CHORDS;

  private final AcceptanceCeiling chances;
  private final double[] weights;
  private final double[] upperCost;
  private final int tasks;
  private final TakeOnsFromZero fromZero;
  private final double[] kappa;
  private final int[] varied;
  private final double[] growth;
  private final double[] rate;
  private final double[] step;
  private final double[][] most;
  private final double[][] least;
  private final double[] mass = new double[VERTICES];
  private final int[] chord = new int[MAX_CHORDS];
  private final double[] gap = new double[MAX_CHORDS];
  private final double[] grown = new double[VERTICES];
  private final double[] linear = new double[VERTICES];
  private final double[] level = new double[VERTICES];
  private final double[][] slope = new double[MAX_CHORDS][VERTICES];
  private final double[] smallest = new double[VERTICES];
  private int count;
  private int chords;
  private double constant;
  private double size;

  LogConcaveBound(AcceptanceCeiling chances, double[] weights, double[] upperCost) {
    this.chances = chances;
    this.weights = weights;
    this.upperCost = upperCost;
    tasks = weights.length;
    fromZero = new TakeOnsFromZero(tasks);
    kappa = new double[tasks];
    varied = new int[tasks];
    growth = new double[tasks];
    rate = new double[2 * tasks];
    step = new double[2 * tasks];
    most = new double[VERTICES][2 * tasks];
    least = new double[VERTICES][2 * tasks];
  }

  /** The lesser of the two bounds; {@code cell.mass} and {@code cell.worth} have their values. */
  double bound(RayCell cell) {
    double bound = tangentBound(cell);
    return bound > 0 ? Math.min(bound, chordBound(cell)) : 0;
  }

  /** Give-ups at their upper ends in P and at their best ends in W. */
  private double tangentBound(RayCell cell) {
    constant = 0;
    size = 0;
    fromZero.clear();
    for (int i = 0; i < tasks; i++) {
      double low = cell.low[i];
      double high = cell.high[i];
      double w = weights[i];
      size += Math.abs(w) * high;
      if (cell.sheds(i)) {
        constant -= w * (w > 0 ? low : high);
      } else if (low == 0 && w * high > 0) {
        fromZero.add(i, w * high);
      } else if (low == 0 || low == high) {
        constant += w * (w > 0 ? high : low);
      }
    }
    placeTakeOns(cell);
    placeGiveUps(cell, 0);
    if (!tangent(0)) {
      return Double.POSITIVE_INFINITY;
    }
    fromZero.setRate(chances, cell, hazardRate(cell, mass[0]));
    double best = 0;
    for (int corner = 0; corner < 1 << count; corner++) {
      double sum = cornerSum(corner, 0, constant + ROUNDING * size);
      best = Math.max(best, fromZero.maximum(sum, grown[0]));
    }
    return mass[0] * best * (1 + ROUNDING) + ROUNDING * size;
  }

  /** The take-ons that vary, at the geometric means of their intervals. */
  private void placeTakeOns(RayCell cell) {
    count = 0;
    for (int j = 0; j < tasks; j++) {
      if (cell.sheds(j)) {
        continue;
      }
      double low = cell.low[j];
      double high = cell.high[j];
      kappa[j] = low;
      if (low > 0 && low < high) {
        kappa[j] = Math.sqrt(low) * Math.sqrt(high);
        for (int side = 0; side < 2; side++) {
          double d = StrictMath.log((side == 0 ? low : high) / kappa[j]);
          d += Math.copySign(ROUNDING, d);
          step[2 * count + side] = d;
          rate[2 * count + side] = StrictMath.exp(d);
        }
        growth[count] = weights[j] * kappa[j];
        varied[count++] = j;
      }
    }
  }

  /** Give-ups at the ends of a vertex, those without a chord at their upper ends. */
  private void placeGiveUps(RayCell cell, int vertex) {
    for (int i = 0; i < tasks; i++) {
      if (cell.sheds(i)) {
        kappa[i] = -cell.high[i];
      }
    }
    for (int q = 0; q < chords; q++) {
      if ((vertex >> q & 1) == 0) {
        kappa[chord[q]] = -cell.low[chord[q]];
      }
    }
  }

  /** The probability and its slopes at the point in kappa; false if they cannot be used. */
  private boolean tangent(int vertex) {
    mass[vertex] = chances.ceiling(kappa);
    for (int n = 0; n < count; n++) {
      int j = varied[n];
      double middle = kappa[j];
      kappa[j] = middle * STEP;
      double beyond = chances.floor(kappa);
      kappa[j] = middle / STEP;
      double before = chances.floor(kappa);
      kappa[j] = middle;
      if (beyond <= 0 || before <= 0) {
        return false;
      }
      // Concave: the slope at the centre lies between the slopes on either side of it.
      double lower = StrictMath.log(beyond / mass[vertex]) / LOG_STEP;
      lower -= QUOTIENT_SLACK * (1 + Math.abs(lower));
      double upper = StrictMath.log(mass[vertex] / before) / LOG_STEP;
      upper = Math.min(0, upper + QUOTIENT_SLACK * (1 + Math.abs(upper)));
      for (int at = 2 * n; at < 2 * n + 2; at++) {
        most[vertex][at] = Math.max(lower * step[at], upper * step[at]);
        least[vertex][at] = Math.min(lower * step[at], upper * step[at]);
      }
    }
    return true;
  }

  /** At most {@code -d log P(c . kappa + x <= 0) / dx} at x = 0; the log of P is concave in x. */
  private double hazardRate(RayCell cell, double massAbove) {
    double spent = 0;
    for (int i = 0; i < tasks; i++) {
      spent += cell.sheds(i) ? cell.high[i] * upperCost[i] : 0;
    }
    double before = chances.floor(kappa, LOG_STEP * spent);
    if (!(before > massAbove)) {
      return 0;
    }
    double quotient = StrictMath.log(before / massAbove) / LOG_STEP;
    return Math.max(0, quotient - QUOTIENT_SLACK * (1 + quotient)) / spent * (1 - ROUNDING);
  }

  /** The bound on {@code e^s (fixed + take-ons)} at a corner; keeps what e^s lies between. */
  private double cornerSum(int corner, int vertex, double fixed) {
    double high = 0;
    double low = 0;
    for (int n = 0; n < count; n++) {
      int at = 2 * n + (corner >> n & 1);
      high += most[vertex][at];
      low += least[vertex][at];
    }
    grown[vertex] = StrictMath.exp(high);
    linear[vertex] = 1 + low;
    double sum = fixed * (fixed > 0 ? grown[vertex] : linear[vertex]);
    double terms = Math.abs(sum);
    for (int n = 0; n < count; n++) {
      int at = 2 * n + (corner >> n & 1);
      double factor = growth[n] > 0 ? grown[vertex] * rate[at] : linear[vertex] + step[at];
      sum += growth[n] * factor;
      terms += Math.abs(growth[n] * factor);
    }
    return sum + ROUNDING * terms;
  }

  private double chordBound(RayCell cell) {
    chooseChords(cell);
    constant = 0;
    for (int i = 0; i < tasks; i++) {
      double low = cell.low[i];
      double high = cell.high[i];
      double w = weights[i];
      if (cell.sheds(i)) {
        boolean hasChord = (chords > 0 && chord[0] == i) || (chords > 1 && chord[1] == i);
        constant -= hasChord ? 0 : w * (w > 0 ? low : high);
      } else if (low == 0 || low == high) {
        constant += w * (w > 0 ? high : low);
      }
    }
    boolean usable = chords > 0 && setGaps(cell);
    for (int v = 0; usable && v < 1 << chords; v++) {
      placeGiveUps(cell, v);
      usable = tangent(v);
    }
    double best = 0;
    for (int corner = 0; usable && corner < 1 << count; corner++) {
      usable = setPolynomial(cell, corner);
      best = Math.max(best, polynomialMaximum());
    }
    chords = 0;
    return usable ? best * (1 + ROUNDING) + ROUNDING * size : Double.POSITIVE_INFINITY;
  }

  /** The give-ups whose intervals change W most. */
  private void chooseChords(RayCell cell) {
    chords = 0;
    double most = 0;
    double second = 0;
    for (int i = 0; i < tasks; i++) {
      double change = Math.abs(weights[i]) * (cell.high[i] - cell.low[i]);
      if (!cell.sheds(i) || cell.low[i] == 0 || change <= second) {
        continue;
      }
      boolean first = change > most;
      if (first) {
        chord[1] = chord[0];
        second = most;
        most = change;
      } else {
        second = change;
      }
      chord[first ? 0 : 1] = i;
      chords = Math.min(MAX_CHORDS, chords + 1);
    }
  }

  /** Sets {@code y l_q^2 / 2 max W}; false where 1 - P comes too close to 0. */
  private boolean setGaps(RayCell cell) {
    double[] centre = kappa.clone();
    for (int j = 0; j < tasks; j++) {
      kappa[j] = cell.sheds(j) ? kappa[j] : cell.high[j];
    }
    int vertices = 1 << chords;
    for (int v = 0; v < vertices; v++) {
      placeGiveUps(cell, v);
      smallest[v] = chances.floor(kappa);
    }
    for (int j = 0; j < tasks; j++) {
      kappa[j] = cell.sheds(j) ? kappa[j] : cell.low[j];
    }
    Arrays.fill(gap, 0);
    boolean usable = true;
    for (int v = 1; v < vertices; v++) {
      placeGiveUps(cell, v);
      double complement = 1 - chances.ceiling(kappa) - ROUNDING;
      usable &= complement > LEAST_COMPLEMENT;
      for (int q = 0; q < chords; q++) {
        if ((v >> q & 1) != 0) {
          gap[q] = Math.max(gap[q], (1 - smallest[v ^ 1 << q]) / complement);
        }
      }
    }
    System.arraycopy(centre, 0, kappa, 0, tasks);
    for (int q = 0; q < chords && usable; q++) {
      double change = 0.5 * StrictMath.log(Math.max(1, gap[q])) + ROUNDING;
      gap[q] = 0.5 * (1 - smallest[0]) * change * change * cell.worth * (1 + ROUNDING);
    }
    return usable;
  }

  /** Levels and slopes in e at a corner of the take-ons; false where 1 + s may be negative. */
  private boolean setPolynomial(RayCell cell, int corner) {
    for (int v = 0; v < 1 << chords; v++) {
      double sum = cornerSum(corner, v, constant + ROUNDING * size);
      if (linear[v] < 0) {
        return false;
      }
      for (int q = 0; q < chords; q++) {
        double low = cell.low[chord[q]];
        double high = cell.high[chord[q]];
        double w = weights[chord[q]];
        double start;
        double change;
        if (w > 0) {
          // a(e) is convex: the tangent in the middle lies below it.
          double middle = Math.sqrt(low) * Math.sqrt(high);
          double width = StrictMath.log(high / low);
          start = -w * middle * (1 - 0.5 * width) * linear[v];
          change = -w * middle * width * linear[v];
        } else {
          start = -w * low * grown[v];
          change = -w * (high - low) * grown[v];
        }
        sum += start + ROUNDING * (Math.abs(start) + Math.abs(change));
        slope[q][v] = mass[v] * change;
      }
      level[v] = mass[v] * sum;
    }
    return true;
  }

  private double polynomialMaximum() {
    if (chords == 1) {
      return quadraticMaximum(level[0], level[1], slope[0][0], slope[0][1]);
    }
    double best = 0;
    for (int k = 0; k < 3; k++) {
      // Bernstein coefficients of 1 - e, e, e (1 - e) and e^2 in the second give-up.
      double low = 1 - 0.5 * k;
      double high = 0.5 * k;
      double lowSlope = k == 1 ? 0.5 : 0;
      double highSlope = k == 2 ? 1 : 0;
      best =
          Math.max(
              best,
              quadraticMaximum(
                  low * level[0]
                      + high * level[2]
                      + lowSlope * slope[1][0]
                      + highSlope * slope[1][2],
                  low * level[1]
                      + high * level[3]
                      + lowSlope * slope[1][1]
                      + highSlope * slope[1][3],
                  low * slope[0][0] + high * slope[0][2],
                  low * slope[0][1] + high * slope[0][3]));
    }
    return best + gap[1];
  }

  /** Maximum over e in [0, 1] of {@code (1 - e) (a0 + b0 e) + e (a1 + b1 e) + 4 gap e (1 - e)}. */
  private double quadraticMaximum(double a0, double a1, double b0, double b1) {
    double first = a1 - a0 + b0 + 4 * gap[0];
    double second = b1 - b0 - 4 * gap[0];
    double best = Math.max(a0, a0 + first + second);
    if (second < 0 && first > 0 && first < -2 * second) {
      best = Math.max(best, a0 - first * first / (4 * second));
    }
    double terms = Math.abs(a0) + Math.abs(a1) + 2 * (Math.abs(b0) + Math.abs(b1)) + 8 * gap[0];
    return best + ROUNDING * terms;
  }
}
