package io.polaray.verify.support;

/** The point of a cell at which P is expanded, and how far the take-ons vary around it. */
final class CellFrame {
  static final int MAX_CHORDS = 2;
  static final int VERTICES = 1 << MAX_CHORDS;

  private static final double ROUNDING = 0x1p-46;

  final int tasks;

  /** The ray at the point. */
  final double[] kappa;

  /** Take-ons that vary by their logs. */
  final int[] varied;

  int count;

  /** w_j b_j of the take-ons that vary. */
  final double[] growth;

  /** d_j at the two ends of a take-on, rounded outwards, and e^d_j. */
  final double[] step;

  final double[] rate;

  /** Magnitudes with chords. */
  final int[] chord = new int[MAX_CHORDS];

  int chords;

  private final double[] weights;
  private final double[] centre;

  CellFrame(double[] weights) {
    this.weights = weights;
    tasks = weights.length;
    kappa = new double[tasks];
    centre = new double[tasks];
    varied = new int[tasks];
    growth = new double[tasks];
    step = new double[2 * tasks];
    rate = new double[2 * tasks];
  }

  /** The vertex at which P is largest. */
  int topVertex() {
    return (1 << chords) - 1;
  }

  /** Sets what there is to know of the take-ons. */
  void measure(RayCell cell) {
    count = 0;
    for (int j = 0; j < tasks; j++) {
      if (cell.sheds(j)) {
        continue;
      }
      double low = cell.low[j];
      double high = cell.high[j];
      centre[j] = low;
      if (low > 0 && low < high) {
        centre[j] = Math.sqrt(low) * Math.sqrt(high);
        for (int side = 0; side < 2; side++) {
          double d = StrictMath.log((side == 0 ? low : high) / centre[j]);
          d += Math.copySign(ROUNDING, d);
          step[2 * count + side] = d;
          rate[2 * count + side] = StrictMath.exp(d);
        }
        growth[count] = weights[j] * centre[j];
        varied[count++] = j;
      }
    }
  }

  /**
   * The take-ons that vary at the geometric means of their intervals, others at their lower ends;
   * but for one with a chord.
   */
  void placeTakeOns(RayCell cell) {
    for (int j = 0; j < tasks; j++) {
      if (!cell.sheds(j) && !hasChord(j)) {
        kappa[j] = centre[j];
      }
    }
  }

  /** The take-ons at one end of their intervals, but for one with a chord. */
  void placeTakeOns(RayCell cell, boolean high) {
    for (int j = 0; j < tasks; j++) {
      if (!cell.sheds(j) && !hasChord(j)) {
        kappa[j] = high ? cell.high[j] : cell.low[j];
      }
    }
  }

  /**
   * Magnitudes with chords at the ends of a vertex, other give-ups at their upper ends. A bit that
   * is set means the end at which P is larger.
   */
  void placeChords(RayCell cell, int vertex) {
    for (int i = 0; i < tasks; i++) {
      if (cell.sheds(i)) {
        kappa[i] = -cell.high[i];
      }
    }
    for (int q = 0; q < chords; q++) {
      int i = chord[q];
      boolean liked = (vertex >> q & 1) != 0;
      double magnitude = liked == cell.sheds(i) ? cell.high[i] : cell.low[i];
      kappa[i] = cell.sheds(i) ? -magnitude : magnitude;
    }
  }

  /**
   * Gives chords to the magnitudes whose intervals change W most, of the give-ups and perhaps one
   * take-on.
   *
   * @param taken that take-on, or -1; it does not vary by its log if it gets a chord
   */
  void chooseChords(RayCell cell, int taken) {
    chords = 0;
    double most = 0;
    double second = 0;
    for (int i = 0; i < tasks; i++) {
      double change = Math.abs(weights[i]) * (cell.high[i] - cell.low[i]);
      if (!(cell.sheds(i) || i == taken) || cell.low[i] == 0 || change <= second) {
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
    if (taken >= 0 && hasChord(taken)) {
      count = 0;
    }
  }

  boolean hasChord(int task) {
    return (chords > 0 && chord[0] == task) || (chords > 1 && chord[1] == task);
  }
}
