package io.polaray.verify.support;

import java.util.Arrays;
import java.util.List;

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
 *
 * <p>For a mixture the bounds of its parts are summed at each corner: sums of convex functions are
 * convex, and polynomials add up. Take-ons from 0 on get the least discount of any part.
 */
final class LogConcaveBound {
  private static final double ROUNDING = 0x1p-46;

  private final double[] weights;
  private final double[] upperCost;
  private final CellFrame frame;
  private final PartTangents[] parts;
  private final TakeOnsFromZero fromZero;
  private final double[] gap = new double[CellFrame.MAX_CHORDS];
  private final double[] level = new double[CellFrame.VERTICES];
  private final double[][] slope = new double[CellFrame.MAX_CHORDS][CellFrame.VERTICES];
  private double size;

  /**
   * Bounds for a mixture of log-concave parts.
   *
   * @param parts at least one
   */
  LogConcaveBound(List<AcceptanceCeiling.Part> parts, double[] weights, double[] upperCost) {
    this.weights = weights;
    this.upperCost = upperCost;
    frame = new CellFrame(weights);
    fromZero = new TakeOnsFromZero(weights.length);
    this.parts =
        parts.stream().map(part -> new PartTangents(part, frame)).toArray(PartTangents[]::new);
  }

  /** The lesser of the two bounds; {@code cell.worth} has its value. */
  double bound(RayCell cell) {
    frame.measure(cell);
    for (PartTangents part : parts) {
      part.begin(cell, upperCost);
    }
    double bound = Math.min(tangentBound(cell), chordBound(cell));
    // A NaN would be lost in a minimum and end the search as if nothing were left.
    return bound >= 0 ? bound : Double.POSITIVE_INFINITY;
  }

  /** Give-ups at their upper ends in P and at their best ends in W. */
  private double tangentBound(RayCell cell) {
    double constant = 0;
    size = 0;
    fromZero.clear();
    for (int i = 0; i < weights.length; i++) {
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
    frame.chords = 0;
    for (PartTangents part : parts) {
      part.set(cell, 0);
      if (!fromZero.isEmpty()) {
        fromZero.lowerDiscounts(part, cell, part.hazardRate());
      }
    }
    double best = 0;
    for (int corner = 0; corner < 1 << frame.count; corner++) {
      double sum = 0;
      double factor = 0;
      for (PartTangents part : parts) {
        double mass = part.share * part.mass[0];
        sum += mass * part.cornerSum(corner, 0, constant + ROUNDING * size);
        factor += mass * part.grown[0];
      }
      best = Math.max(best, fromZero.maximum(sum, factor));
    }
    return best * (1 + ROUNDING) + ROUNDING * size;
  }

  private double chordBound(RayCell cell) {
    frame.chooseChords(cell, takenChord(cell));
    if (frame.chords == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double constant = 0;
    for (int i = 0; i < weights.length; i++) {
      double low = cell.low[i];
      double high = cell.high[i];
      double w = weights[i];
      if (cell.sheds(i)) {
        constant -= frame.hasChord(i) ? 0 : w * (w > 0 ? low : high);
      } else if (low == 0 || low == high) {
        constant += w * (w > 0 ? high : low);
      }
    }
    Arrays.fill(gap, 0);
    for (PartTangents part : parts) {
      part.setAll(cell);
      for (int q = 0; q < frame.chords; q++) {
        gap[q] += part.share * part.gap[q] * cell.worth;
      }
    }
    double best = 0;
    for (int corner = 0; corner < 1 << frame.count; corner++) {
      if (!setPolynomial(cell, corner, constant + ROUNDING * size)) {
        return Double.POSITIVE_INFINITY;
      }
      best = Math.max(best, polynomialMaximum());
    }
    return best * (1 + ROUNDING) + ROUNDING * size;
  }

  /** A take-on that pays and may have a chord, or -1. */
  private int takenChord(RayCell cell) {
    int rest = ~cell.support & (1 << weights.length) - 1;
    boolean wanted = false;
    for (PartTangents part : parts) {
      wanted |= part.wantsTakenChord();
    }
    int task = Integer.numberOfTrailingZeros(rest);
    return wanted && Integer.bitCount(rest) == 1 && weights[task] > 0 ? task : -1;
  }

  /** Levels and slopes in e at a corner of the take-ons; false where 1 + s may be negative. */
  private boolean setPolynomial(RayCell cell, int corner, double constant) {
    Arrays.fill(level, 0);
    for (double[] slopes : slope) {
      Arrays.fill(slopes, 0);
    }
    for (PartTangents part : parts) {
      for (int v = 0; v <= frame.topVertex(); v++) {
        double mass = part.share * part.mass[v];
        double sum = part.cornerSum(corner, v, constant);
        if (part.linear[v] < 0) {
          return false;
        }
        for (int q = 0; q < frame.chords; q++) {
          double low = cell.low[frame.chord[q]];
          double high = cell.high[frame.chord[q]];
          double w = weights[frame.chord[q]];
          boolean sheds = cell.sheds(frame.chord[q]);
          double start = (sheds ? -w * low : w * high) * part.grown[v];
          double change = -w * (high - low) * part.grown[v];
          if (sheds && w > 0) {
            // a(e) is convex: the tangent in the middle lies below it.
            double middle = Math.sqrt(low) * Math.sqrt(high);
            double width = StrictMath.log(high / low);
            start = -w * middle * (1 - 0.5 * width) * part.linear[v];
            change = -w * middle * width * part.linear[v];
          }
          sum += start + ROUNDING * (Math.abs(start) + Math.abs(change));
          slope[q][v] += mass * change;
        }
        level[v] += mass * sum;
      }
    }
    return true;
  }

  private double polynomialMaximum() {
    if (frame.chords == 1) {
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
