package io.polaray.verify.support;

/**
 * Tables of characteristic functions: Re, Im of phi, their slopes times the step, and their second
 * derivatives times its square, for one node after the other.
 */
final class TransformTable {
  static final int STEPS = 8;
  static final int ENTRIES = 6;
  static final double STEP = 1.0 / STEPS;

  /**
   * Central differences with nine points, for the step times the slope and its square times the
   * second derivative: they are off by at most {@code step^9 / 630} and {@code step^10 / 3150}.
   */
  private static final double[] DIFFERENCES = {0.8, -0.2, 4.0 / 105, -1.0 / 280};

  private static final double[] CURVES = {1.6, -0.2, 8.0 / 315, -1.0 / 560};
  private static final double CURVE_MIDDLE = 205.0 / 72;

  /** Of sin(z) / z, which all uniform costs share. */
  static final double[] UNIFORM = empty(CostTransform.LARGEST);

  static {
    put(UNIFORM, 0, 1, 0, 0, 0, -STEP * STEP / 3, 0);
    for (int j = 1; j < UNIFORM.length / ENTRIES; j++) {
      double z = j * STEP;
      double value = StrictMath.sin(z) / z;
      double slope = (StrictMath.cos(z) - value) / z;
      put(UNIFORM, j, value, 0, slope * STEP, 0, (-value - 2 * slope / z) * STEP * STEP, 0);
    }
  }

  private TransformTable() {}

  /** The largest z of a table; one more node follows. */
  static double largest(double[] table) {
    return (table.length / ENTRIES - 2) * STEP;
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
    return table;
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
   * Values at odd multiples of a number: by a quintic for the first ones, then by a cubic.
   *
   * @param sign -1 for the conjugates
   */
  static void interpolate(
      double[] table, double pace, double sign, int fine, int count, double[] a, double[] b) {
    double scale = pace * STEPS;
    for (int t = 0; t < fine; t++) {
      double at = (2 * t + 1) * scale;
      int node = (int) at;
      double s = at - node;
      int j = ENTRIES * node;
      double rest = 1 - s;
      double cube = s * s * s;
      double second = cube * (10 - s * (15 - 6 * s));
      double secondSlope = -cube * (4 - s * (7 - 3 * s));
      double secondCurve = 0.5 * cube * rest * rest;
      double first = 1 - second;
      double firstSlope = s - second - secondSlope;
      double firstCurve = 0.5 * s * s * rest * rest * rest;
      a[t] =
          first * table[j]
              + firstSlope * table[j + 2]
              + firstCurve * table[j + 4]
              + second * table[j + 6]
              + secondSlope * table[j + 8]
              + secondCurve * table[j + 10];
      b[t] =
          sign
              * (first * table[j + 1]
                  + firstSlope * table[j + 3]
                  + firstCurve * table[j + 5]
                  + second * table[j + 7]
                  + secondSlope * table[j + 9]
                  + secondCurve * table[j + 11]);
    }
    for (int t = fine; t < count; t++) {
      double at = (2 * t + 1) * scale;
      int node = (int) at;
      double s = at - node;
      int j = ENTRIES * node;
      double rest = 1 - s;
      double second = s * s * (3 - 2 * s);
      double first = 1 - second;
      double firstSlope = s * rest * rest;
      double secondSlope = -s * s * rest;
      a[t] =
          first * table[j]
              + firstSlope * table[j + 2]
              + second * table[j + 6]
              + secondSlope * table[j + 8];
      b[t] =
          sign
              * (first * table[j + 1]
                  + firstSlope * table[j + 3]
                  + second * table[j + 7]
                  + secondSlope * table[j + 9]);
    }
  }
}
