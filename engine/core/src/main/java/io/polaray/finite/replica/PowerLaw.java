package io.polaray.finite.replica;

/**
 * Least squares of log y on log x: y is about {@code factor x^exponent}.
 *
 * @param exponent the slope
 * @param exponentError its standard error; NaN with two points
 * @param factor exp of the intercept
 */
public record PowerLaw(double exponent, double exponentError, double factor) {

  /**
   * The fit over the points with positive coordinates; NaN with fewer than two different x.
   *
   * @param x abscissas
   * @param y ordinates, as many
   */
  public static PowerLaw fit(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException("x has " + x.length + " entries, y " + y.length);
    }
    double count = 0;
    double meanX = 0;
    double meanY = 0;
    for (int k = 0; k < x.length; k++) {
      if (x[k] > 0 && y[k] > 0) {
        count++;
        meanX += (StrictMath.log(x[k]) - meanX) / count;
        meanY += (StrictMath.log(y[k]) - meanY) / count;
      }
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int k = 0; k < x.length; k++) {
      if (x[k] > 0 && y[k] > 0) {
        double u = StrictMath.log(x[k]) - meanX;
        double v = StrictMath.log(y[k]) - meanY;
        xx += u * u;
        xy += u * v;
        yy += v * v;
      }
    }
    if (!(xx > 0)) {
      return new PowerLaw(Double.NaN, Double.NaN, Double.NaN);
    }
    double slope = xy / xx;
    double residual = Math.max(0, yy - slope * xy);
    double error = count > 2 ? Math.sqrt(residual / (count - 2) / xx) : Double.NaN;
    return new PowerLaw(slope, error, StrictMath.exp(meanY - slope * meanX));
  }
}
