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
}
