package io.polaray.verify.support;

import java.util.Arrays;

/**
 * Tangents of log P, for one log-concave part of a distribution, in the logs of the take-ons, at
 * the vertices of the give-ups with chords, and the gaps of the chords. See {@link
 * LogConcaveBound}.
 *
 * <p>Where a tangent cannot be used, P at its largest over the take-ons stands for it; where a
 * chord cannot, the vertex at which P is largest stands for all vertices. Both are bounds because P
 * falls with what is taken on and rises with what is given up.
 */
final class PartTangents {
  /** A tangent where P is smaller is not worth its errors. */
  static final double LEAST_MASS = 1e-6;

  private static final double ROUNDING = 0x1p-46;
  private static final double QUOTIENT_SLACK = 1e-10;
  private static final double LEAST_COMPLEMENT = 1e-6;

  final double share;

  /** Bounds of P at the vertices. */
  final double[] mass = new double[CellFrame.VERTICES];

  /** An upper bound of e^s and a lower one, 1 + s, at the last corner asked for. */
  final double[] grown = new double[CellFrame.VERTICES];

  final double[] linear = new double[CellFrame.VERTICES];

  /** {@code y l_q^2 / 2} of the chords. */
  final double[] gap = new double[CellFrame.MAX_CHORDS];

  private final AcceptanceCeiling chances;
  private final CellFrame frame;
  private final double[][] most;
  private final double[][] least;
  private final double[] smallest = new double[CellFrame.VERTICES];
  private final int steep;
  private boolean hazards;
  private boolean tangents;
  private boolean chordsHold;
  private double factor;
  private double logStep;

  /** What the give-ups at their upper ends are worth to those with the highest costs. */
  private double spent;

  PartTangents(AcceptanceCeiling.Part part, CellFrame frame) {
    chances = part.chances();
    steep = chances.steepTasks();
    share = part.share();
    this.frame = frame;
    most = new double[CellFrame.VERTICES][2 * frame.tasks];
    least = new double[CellFrame.VERTICES][2 * frame.tasks];
    aim(0);
    hazards = true;
    tangents = true;
    chordsHold = true;
  }

  /** Prepares for a cell. */
  void begin(RayCell cell, double[] upperCost) {
    aim(cell.width);
    spent = 0;
    for (int i = 0; i < frame.tasks; i++) {
      spent += cell.sheds(i) ? cell.high[i] * upperCost[i] : 0;
    }
    int rest = ~cell.support & (1 << frame.tasks) - 1;
    hazards = (steep & cell.support) == 0;
    tangents = hazards || Integer.bitCount(cell.support) == 1;
    chordsHold = (steep & rest) == 0 || Integer.bitCount(rest) == 1;
  }

  private void aim(double width) {
    double wanted = 1 + chances.aim(width);
    if (wanted != factor) {
      factor = wanted;
      logStep = StrictMath.log(factor);
    }
  }

  /** Sets the tangent at a vertex. */
  void set(RayCell cell, int vertex) {
    frame.placeChords(cell, vertex);
    frame.placeTakeOns(cell);
    if (!tangents || !tangent(vertex)) {
      frame.placeTakeOns(cell, false);
      mass[vertex] = chances.ceiling(frame.kappa);
      Arrays.fill(most[vertex], 0);
      Arrays.fill(least[vertex], 0);
    }
  }

  /**
   * Whether there is no tangent, but 1 - P is log-concave in the log of the only take-on too: the
   * event is {@code log b_j c_j > log sum a_i c_i}, convex in all logs.
   */
  boolean wantsTakenChord() {
    return !tangents && chordsHold;
  }

  /**
   * Sets the gaps and the tangents at all vertices. The one set last, without chords, is that of
   * the vertex at which P is largest, unless a take-on has a chord.
   */
  void setAll(RayCell cell) {
    int top = frame.topVertex();
    boolean usable = setGaps(cell);
    if (frame.count == 0) {
      set(cell, top);
    } else {
      copy(0, top);
    }
    for (int v = 0; v < top; v++) {
      if (usable) {
        set(cell, v);
      } else {
        copy(top, v);
      }
    }
  }

  private void copy(int from, int to) {
    mass[to] = mass[from];
    System.arraycopy(most[from], 0, most[to], 0, most[to].length);
    System.arraycopy(least[from], 0, least[to], 0, least[to].length);
  }

  /** The probability and its slopes at the point of the frame; false if they cannot be used. */
  private boolean tangent(int vertex) {
    double[] kappa = frame.kappa;
    mass[vertex] = chances.ceilingNear(kappa, factor, vertex == 0 ? logStep * spent : 0);
    if (mass[vertex] < LEAST_MASS) {
      return false;
    }
    for (int n = 0; n < frame.count; n++) {
      int j = frame.varied[n];
      double beyond = chances.floorNear(kappa, j, kappa[j] * factor);
      double before = chances.floorNear(kappa, j, kappa[j] / factor);
      if (beyond <= 0 || before <= 0) {
        return false;
      }
      // Concave: the slope at the centre lies between the slopes on either side of it.
      double lower = StrictMath.log(beyond / mass[vertex]) / logStep;
      lower -= QUOTIENT_SLACK * (1 + Math.abs(lower));
      double upper = StrictMath.log(mass[vertex] / before) / logStep;
      upper = Math.min(0, upper + QUOTIENT_SLACK * (1 + Math.abs(upper)));
      for (int at = 2 * n; at < 2 * n + 2; at++) {
        most[vertex][at] = Math.max(lower * frame.step[at], upper * frame.step[at]);
        least[vertex][at] = Math.min(lower * frame.step[at], upper * frame.step[at]);
      }
    }
    return true;
  }

  /**
   * At most {@code -d log P(c . kappa + x <= 0) / dx} at x = 0 and the point of the vertex without
   * chords; 0 without a tangent there. The log of P is concave in x.
   */
  double hazardRate() {
    if (!hazards || mass[0] < LEAST_MASS) {
      return 0;
    }
    double before = chances.floorNear(frame.kappa, logStep * spent);
    if (!(before > mass[0])) {
      return 0;
    }
    double quotient = StrictMath.log(before / mass[0]) / logStep;
    return Math.max(0, quotient - QUOTIENT_SLACK * (1 + quotient)) / spent * (1 - ROUNDING);
  }

  /** At most {@code 1 - E exp(-rate c_task)}. */
  double discount(int task, double rate) {
    return chances.discount(task, rate);
  }

  /** Sets the gaps; false, and gaps of 0, where 1 - P comes too close to 0. */
  private boolean setGaps(RayCell cell) {
    int top = frame.topVertex();
    chances.aimRoughly(cell.width);
    frame.placeTakeOns(cell, true);
    for (int v = 0; v <= top; v++) {
      frame.placeChords(cell, v);
      smallest[v] = chances.floor(frame.kappa);
    }
    frame.placeTakeOns(cell, false);
    Arrays.fill(gap, 0);
    boolean usable = chordsHold;
    for (int v = 1; v <= top; v++) {
      frame.placeChords(cell, v);
      double complement = 1 - chances.ceiling(frame.kappa) - ROUNDING;
      usable &= complement > LEAST_COMPLEMENT;
      for (int q = 0; q < frame.chords; q++) {
        if ((v >> q & 1) != 0) {
          gap[q] = Math.max(gap[q], (1 - smallest[v ^ 1 << q]) / complement);
        }
      }
    }
    chances.aim(cell.width);
    for (int q = 0; q < frame.chords; q++) {
      double change = usable ? 0.5 * StrictMath.log(Math.max(1, gap[q])) + ROUNDING : 0;
      gap[q] = 0.5 * (1 - smallest[0]) * change * change * (1 + ROUNDING);
    }
    return usable;
  }

  /** The bound on {@code e^s (fixed + take-ons)} at a corner; keeps what e^s lies between. */
  double cornerSum(int corner, int vertex, double fixed) {
    double high = 0;
    double low = 0;
    for (int n = 0; n < frame.count; n++) {
      int at = 2 * n + (corner >> n & 1);
      high += most[vertex][at];
      low += least[vertex][at];
    }
    grown[vertex] = StrictMath.exp(high);
    linear[vertex] = 1 + low;
    double sum = fixed * (fixed > 0 ? grown[vertex] : linear[vertex]);
    double terms = Math.abs(sum);
    for (int n = 0; n < frame.count; n++) {
      int at = 2 * n + (corner >> n & 1);
      double growth = frame.growth[n];
      double factor = growth > 0 ? grown[vertex] * frame.rate[at] : linear[vertex] + frame.step[at];
      sum += growth * factor;
      terms += Math.abs(growth * factor);
    }
    return sum + ROUNDING * terms;
  }
}
