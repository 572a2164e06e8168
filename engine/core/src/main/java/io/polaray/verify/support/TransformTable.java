package io.polaray.verify.support;

/**
 * Tables of characteristic functions: for each cell between two nodes the six coefficients of Re
 * phi, by rising powers of the place in the cell, and those of Im phi. The quintics meet values,
 * slopes and second derivatives at the nodes.
 */
final class TransformTable {
  static final int STEPS = 8;
  static final int CELL = 12;
  static final double STEP = 1.0 / STEPS;

  /**
   * Central differences with nine points, for the step times the slope and its square times the
   * second derivative: they are off by at most {@code step^9 / 630} and {@code step^10 / 3150}.
   */
  private static final double[] DIFFERENCES = {0.8, -0.2, 4.0 / 105, -1.0 / 280};

  private static final double[] CURVES = {1.6, -0.2, 8.0 / 315, -1.0 / 560};
  private static final double CURVE_MIDDLE = 205.0 / 72;

  /** Of a node: Re, Im, their slopes times the step, second derivatives times its square. */
  private static final int ENTRIES = 6;

  /** Of sin(z) / z, which all uniform costs share. */
  static final double[] UNIFORM = uniform();

  private TransformTable() {}

  private static double[] uniform() {
    double[] nodes = empty(CostTransform.LARGEST);
    put(nodes, 0, 1, 0, 0, 0, -STEP * STEP / 3, 0);
    for (int j = 1; j < nodes.length / ENTRIES; j++) {
      double z = j * STEP;
      double value = StrictMath.sin(z) / z;
      double slope = (StrictMath.cos(z) - value) / z;
      put(nodes, j, value, 0, slope * STEP, 0, (-value - 2 * slope / z) * STEP * STEP, 0);
    }
    return cells(nodes);
  }

  /** The largest z of a table; one more cell begins there. */
  static double largest(double[] table) {
    return (table.length / CELL - 1) * STEP;
  }

  private static double[] empty(double largest) {
    return new double[ENTRIES * ((int) (largest * STEPS) + 2)];
  }

  /** Values by turning all nodes on, derivatives by central differences of ninth order. */
  static double[] of(double[] places, double[] chances, double largest) {
    double[] table = empty(largest);
    int nodes = table.length / ENTRIES;
    double[] re = new double[nodes + DIFFERENCES.length];
    double[] im = new double[nodes + DIFFERENCES.length];
    int count = places.length;
    double[] turnCos = new double[count];
    double[] turnSin = new double[count];
    double[] cos = chances.clone();
    double[] sin = new double[count];
    for (int m = 0; m < count; m++) {
      turnCos[m] = StrictMath.cos(places[m] * STEP);
      turnSin[m] = StrictMath.sin(places[m] * STEP);
    }
    for (int j = 0; j < re.length; j++) {
      re[j] = sum(cos);
      im[j] = sum(sin);
      turn(cos, sin, turnCos, turnSin);
    }
    for (int j = 0; j < nodes; j++) {
      double slopeRe = 0;
      double slopeIm = 0;
      double curveRe = -CURVE_MIDDLE * re[j];
      double curveIm = -CURVE_MIDDLE * im[j];
      for (int d = 1; d <= DIFFERENCES.length; d++) {
        // phi(-z) is the conjugate of phi(z).
        double before = re[Math.abs(j - d)];
        double beforeIm = j < d ? -im[d - j] : im[j - d];
        slopeRe += DIFFERENCES[d - 1] * (re[j + d] - before);
        slopeIm += DIFFERENCES[d - 1] * (im[j + d] - beforeIm);
        curveRe += CURVES[d - 1] * (re[j + d] + before);
        curveIm += CURVES[d - 1] * (im[j + d] + beforeIm);
      }
      put(table, j, re[j], im[j], slopeRe, slopeIm, curveRe, curveIm);
    }
    return cells(table);
  }

  /**
   * With h the place in the cell, {@code f + d h + c h^2 / 2} and three powers for what is left.
   */
  private static double[] cells(double[] nodes) {
    double[] cells = new double[CELL * (nodes.length / ENTRIES - 1)];
    for (int to = 0; to < cells.length; to += CELL / 2) {
      int at = to / CELL * ENTRIES + to % CELL / (CELL / 2);
      double value = nodes[at];
      double slope = nodes[at + 2];
      double half = 0.5 * nodes[at + 4];
      double left = nodes[at + 6] - value - slope - half;
      double leftSlope = nodes[at + 8] - slope - 2 * half;
      double leftHalf = 0.5 * nodes[at + 10] - half;
      cells[to] = value;
      cells[to + 1] = slope;
      cells[to + 2] = half;
      cells[to + 3] = 10 * left - 4 * leftSlope + leftHalf;
      cells[to + 4] = 7 * leftSlope - 15 * left - 2 * leftHalf;
      cells[to + 5] = 6 * left - 3 * leftSlope + leftHalf;
    }
    return cells;
  }

  private static void turn(double[] cos, double[] sin, double[] turnCos, double[] turnSin) {
    for (int m = 0; m < cos.length; m++) {
      double c = cos[m];
      double s = sin[m];
      cos[m] = c * turnCos[m] - s * turnSin[m];
      sin[m] = c * turnSin[m] + s * turnCos[m];
    }
  }

  private static double sum(double[] values) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int m = 0;
    for (; m + 3 < values.length; m += 4) {
      first += values[m];
      second += values[m + 1];
      third += values[m + 2];
      fourth += values[m + 3];
    }
    for (; m < values.length; m++) {
      first += values[m];
    }
    return (first + second) + (third + fourth);
  }

  private static void put(double[] table, int j, double... values) {
    System.arraycopy(values, 0, table, ENTRIES * j, ENTRIES);
  }

  /**
   * Values at odd multiples of a number.
   *
   * @param sign -1 for the conjugates
   */
  static void interpolate(
      double[] table, double pace, double sign, int count, double[] a, double[] b) {
    double scale = pace * STEPS;
    for (int t = 0; t < count; t++) {
      double at = (2 * t + 1) * scale;
      int node = (int) at;
      double h = at - node;
      double square = h * h;
      int j = CELL * node;
      double low = table[j] + table[j + 1] * h;
      double middle = table[j + 2] + table[j + 3] * h;
      a[t] = low + square * (middle + square * (table[j + 4] + table[j + 5] * h));
      low = table[j + 6] + table[j + 7] * h;
      middle = table[j + 8] + table[j + 9] * h;
      b[t] = sign * (low + square * (middle + square * (table[j + 10] + table[j + 11] * h)));
    }
  }
}
