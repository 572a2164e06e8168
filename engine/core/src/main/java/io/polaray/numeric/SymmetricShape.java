package io.polaray.numeric;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.special.Gamma;

/**
 * The characteristic function {@code phi(t) = E cos(t Y)} of a cost Y with density proportional to
 * {@code (1 - y^2)^(a - 1)} on [-1, 1], a at least 1, with its derivative and bounds that fall in
 * t: beta with two equal shapes, uniform for a = 1.
 */
public final class SymmetricShape {
  /*
   * phi solves t phi'' + 2 a phi' + t phi = 0 (it is t^-nu J_nu(t) with nu = a - 1/2, up to a
   * factor). Its Taylor coefficients at the nodes come from the power series first, and from the
   * equation, node by node, where 2 a STEP / t is about 1 or less: the recurrence for coefficients
   * enlarges rounding by powers of that. d/dt (phi^2 + phi'^2) = -4 a phi'^2 / t <= 0:
   * the equation carries an error forward without enlarging it, so that errors of single steps add.
   * Derivatives are at most 1 in size, so that DEGREE leaves out at most (STEP / 2)^9 / 9! of phi
   * and (STEP / 2)^8 / 8! of phi'.
   *
   * Watson, Theory of Bessel Functions, 13.74: J_nu^2 + Y_nu^2 < 2 / (pi sqrt(t^2 - nu^2)) for t >
   * nu >= 1/2, so that |phi(t)| <= G 2^nu sqrt(2 / pi) t^-a (1 - (nu / t)^2)^(-1/4), G = Gamma(a +
   * 1/2); t^a times the bound falls in t. phi' = -t / (2 a + 1) times phi for a + 1.
   */

  /** The largest a: beyond it the power series loses digits. */
  public static final double LARGEST = 100;

  /** Values are known up to this t. */
  public static final double REACH = 256;

  /** Bound on the error of values and derivatives. */
  public static final double ERROR = 1e-11;

  private static final double STEP = 0.25;

  /** Up to this t, and up to this share of a, nodes come from the power series. */
  private static final double FROM_SERIES = 4;

  private static final double SHARE_FROM_SERIES = 0.5;
  private static final int DEGREE = 8;
  private static final int WIDTH = DEGREE + 1;
  private static final int SERIES = 96;
  private static final int TERMS = 20;

  private final double a;
  private final double peak;
  private final double[] taylor;
  private final double[] logBound;
  private final double[] logSlopeBound;

  /** Shapes in use, by a. */
  private static final Map<Double, WeakReference<SymmetricShape>> KNOWN = new ConcurrentHashMap<>();

  /**
   * The law for one a; tables of 90 kB are shared while somebody uses them.
   *
   * @param a from 1 to {@link #LARGEST}
   */
  public static SymmetricShape of(double a) {
    if (!(a >= 1 && a <= LARGEST)) {
      throw new IllegalArgumentException("a is " + a + "; it must be from 1 to " + LARGEST);
    }
    WeakReference<SymmetricShape> known = KNOWN.get(a);
    SymmetricShape shape = known == null ? null : known.get();
    if (shape == null) {
      shape = new SymmetricShape(a);
      KNOWN.values().removeIf(reference -> reference.get() == null);
      KNOWN.put(a, new WeakReference<>(shape));
    }
    return shape;
  }

  private SymmetricShape(double a) {
    this.a = a;
    peak = StrictMath.exp(Gamma.logGamma(a + 0.5) - Gamma.logGamma(a)) / Math.sqrt(Math.PI);
    int nodes = (int) (REACH / STEP) + 2;
    taylor = new double[nodes * WIDTH];
    logBound = new double[nodes];
    logSlopeBound = new double[nodes];
    double[] coefficients = new double[TERMS + 1];
    double fromSeries = Math.max(FROM_SERIES, SHARE_FROM_SERIES * a);
    double value = 1;
    double slope = 0;
    for (int n = 0; n < nodes; n++) {
      double t = n * STEP;
      if (t <= fromSeries) {
        fromSeries(t, coefficients);
      } else {
        coefficients[0] = value;
        coefficients[1] = slope;
        fromEquation(t, coefficients);
      }
      System.arraycopy(coefficients, 0, taylor, n * WIDTH, WIDTH);
      value = 0;
      slope = 0;
      for (int k = TERMS; k >= 0; k--) {
        slope = slope * STEP + value;
        value = value * STEP + coefficients[k];
      }
      logBound[n] = Math.min(0, logBound(a, t));
      logSlopeBound[n] =
          Math.min(0, t > 0 ? logBound(a + 1, t) + StrictMath.log(t / (2 * a + 1)) : 0);
    }
  }

  /** The shape a. */
  public double shape() {
    return a;
  }

  /** Whether a is 1. */
  public boolean isUniform() {
    return a == 1;
  }

  /** The variance of Y. */
  public double variance() {
    return 1 / (2 * a + 1);
  }

  /** The density at 0, the largest one. */
  public double peak() {
    return peak;
  }

  /** phi(t), t in [0, REACH]. */
  public double value(double t) {
    int node = (int) (t / STEP + 0.5);
    double s = t - node * STEP;
    int at = node * WIDTH;
    double sum = taylor[at + DEGREE];
    for (int k = DEGREE - 1; k >= 0; k--) {
      sum = sum * s + taylor[at + k];
    }
    return sum;
  }

  /** phi'(t), t in [0, REACH]. */
  public double slope(double t) {
    int node = (int) (t / STEP + 0.5);
    double s = t - node * STEP;
    int at = node * WIDTH;
    double sum = DEGREE * taylor[at + DEGREE];
    for (int k = DEGREE - 1; k >= 1; k--) {
      sum = sum * s + k * taylor[at + k];
    }
    return sum;
  }

  /**
   * A number b, 0 at most, with {@code |phi(s)| <= exp(b) (t / s)^a} for all s from t on; of use
   * where it is below 0.
   */
  public double logBound(double t) {
    return beyond(t) + logBound[(int) (Math.min(t, REACH) / STEP)];
  }

  /** The same for the derivative. */
  public double logSlopeBound(double t) {
    return beyond(t) + logSlopeBound[(int) (Math.min(t, REACH) / STEP)];
  }

  private double beyond(double t) {
    return t > REACH ? a * StrictMath.log(REACH / t) : 0;
  }

  private static double logBound(double a, double t) {
    double nu = a - 0.5;
    if (!(t > nu)) {
      return Double.POSITIVE_INFINITY;
    }
    double ratio = nu / t;
    return Gamma.logGamma(a + 0.5)
        + nu * StrictMath.log(2)
        + 0.5 * StrictMath.log(2 / Math.PI)
        - a * StrictMath.log(t)
        - 0.25 * StrictMath.log1p(-ratio * ratio)
        + 1e-12;
  }

  /** Taylor coefficients at t from the power series sum of (-1/4)^k t^(2 k) / (k! (a + 1/2)_k). */
  private void fromSeries(double t, double[] coefficients) {
    for (int m = 0; m < coefficients.length; m++) {
      double term = 1;
      double sum = 0;
      for (int k = 0; k <= SERIES; k++) {
        if (2 * k == m || (2 * k > m && t > 0)) {
          double product = term;
          for (int i = 0; i < m; i++) {
            product *= (2.0 * k - i) / ((i + 1) * (t > 0 ? t : 1));
          }
          sum += product;
        }
        term *= -0.25 * (t > 0 ? t * t : 1) / ((k + 1) * (a + 0.5 + k));
      }
      coefficients[m] = sum;
    }
  }

  private void fromEquation(double t, double[] c) {
    for (int k = 0; k + 2 < c.length; k++) {
      double before = k > 0 ? c[k - 1] : 0;
      c[k + 2] = -((k + 1) * (k + 2 * a) * c[k + 1] + t * c[k] + before) / (t * (k + 2) * (k + 1));
    }
  }
}
