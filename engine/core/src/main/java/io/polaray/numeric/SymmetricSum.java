package io.polaray.numeric;

/**
 * The distribution of {@code m + sum of r_i Y_i}, Y_i independent on [-1, 1] with the law of a
 * {@link SymmetricShape}: the probability of values from 0 on, the density at 0 and the means of
 * the Y_i there, with bounds on their errors. Scratch space of one thread.
 */
public final class SymmetricSum {
  /*
   * S is the sum of the r_i, |m| < S, h = pi / S, Phi the product of the phi_i(q h r_i):
   *
   *   P(m + Y >= 0) = 1/2 + (1 / pi) [ h m / 2 + sum over q >= 1 of sin(q h m) Phi(q h) / q ]
   *   density at 0  = (1 / S) [ 1/2 + sum of cos(q h m) Phi ],
   *   the same with Y_i = (1 / S) sum of sin(q h m) Phi phi_i' / phi_i.
   *
   * With |phi_i(s)| <= b_i (t / s)^a_i from t on for some of the factors, A the sum of their a_i,
   * the product B of the b_i at q = T bounds the rest: sum over q > T of Phi / q <= B / A, and of
   * Phi <= B T / (A - 1).
   */
  private static final double TAIL = 1e-10;
  private static final int FIRST = 8;
  private static final int MOST = 4096;

  private final SymmetricShape[] shapes;
  private final double[] ranges;
  private final double[] means;
  private final double[][] factors;
  private double[] product = new double[64];
  private int count;
  private double step;
  private int terms;
  private double tail;
  private double error;
  private double density;
  private double densityError;
  private double meansError;

  /** For sums of up to so many terms. */
  public SymmetricSum(int capacity) {
    shapes = new SymmetricShape[capacity];
    ranges = new double[capacity];
    means = new double[capacity];
    factors = new double[capacity][0];
  }

  /** Starts a sum without terms. */
  public void clear() {
    count = 0;
  }

  /** Adds r Y, r above 0. */
  public void add(SymmetricShape shape, double range) {
    shapes[count] = shape;
    ranges[count++] = range;
  }

  /** A bound on the density of the sum: the least of those of its terms. */
  public double peak() {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, shapes[i].peak() / ranges[i]);
    }
    return least;
  }

  /** Bound on the error of the last probability. */
  public double error() {
    return error;
  }

  /** The density at 0 from the last call of {@link #means}. */
  public double density() {
    return density;
  }

  /** Bound on the error of the density. */
  public double densityError() {
    return densityError;
  }

  /** Bound on the errors of {@code E[Y_i; sum = 0]}. */
  public double meansError() {
    return meansError;
  }

  /** P(m + sum &gt;= 0), |m| below the sum of the ranges. */
  public double atLeast(double m) {
    double reach = open();
    choose(false);
    double angle = m * step;
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    double re = 1;
    double im = 0;
    double total = 0;
    for (int q = 1; q <= terms; q++) {
      double next = re * cosine - im * sine;
      im = re * sine + im * cosine;
      re = next;
      double value = im / q;
      double t = q * step;
      for (int i = 0; i < count; i++) {
        value *= factor(i, t * ranges[i]);
      }
      total += value;
    }
    double spread = 1 + StrictMath.log(terms);
    error = tail / Math.PI + spread * (count + 4) * SymmetricShape.ERROR;
    error += 8 * terms * 0x1p-53 * (1 + Math.abs(m) / reach);
    return Math.min(1, Math.max(0, 0.5 + (0.5 * angle + total) / Math.PI));
  }

  /** {@code E[Y_i; m + sum = 0]} for every term i, as densities; not to be changed. */
  public double[] means(double m) {
    double reach = open();
    choose(true);
    if (product.length < terms + 1) {
      product = new double[2 * terms];
    }
    double angle = m * step;
    double sum = 0.5;
    for (int i = 0; i < count; i++) {
      if (factors[i].length < terms + 1) {
        factors[i] = new double[2 * terms];
      }
      means[i] = 0;
    }
    for (int q = 1; q <= terms; q++) {
      double value = 1;
      for (int i = 0; i < count; i++) {
        double f = factor(i, q * step * ranges[i]);
        factors[i][q] = f;
        value *= f;
      }
      sum += StrictMath.cos(q * angle) * value;
      // Products of the factors before and after each one.
      double before = StrictMath.sin(q * angle);
      for (int i = 0; i < count; i++) {
        product[0] = before;
        before *= factors[i][q];
        factors[i][0] = product[0];
      }
      double after = 1;
      for (int i = count - 1; i >= 0; i--) {
        means[i] += factors[i][0] * after * slope(i, q * step * ranges[i]);
        after *= factors[i][q];
      }
    }
    double off = (count + 4) * terms * SymmetricShape.ERROR;
    density = sum / reach;
    densityError = (tail + off) / reach;
    meansError = densityError;
    for (int i = 0; i < count; i++) {
      means[i] /= reach;
    }
    return means;
  }

  private double open() {
    double reach = 0;
    for (int i = 0; i < count; i++) {
      reach += ranges[i];
    }
    reach *= 1 + 1e-9;
    step = Math.PI / reach;
    return reach;
  }

  private double factor(int i, double t) {
    SymmetricShape shape = shapes[i];
    if (t > SymmetricShape.REACH) {
      return StrictMath.sin(t) / t;
    }
    return shape.value(t);
  }

  private double slope(int i, double t) {
    SymmetricShape shape = shapes[i];
    if (t > SymmetricShape.REACH) {
      return (StrictMath.cos(t) - StrictMath.sin(t) / t) / t;
    }
    return shape.slope(t);
  }

  /** The number of terms: the tail is small, or the values of some factor end. */
  private void choose(boolean ofMeans) {
    int most = MOST;
    for (int i = 0; i < count; i++) {
      if (!shapes[i].isUniform()) {
        most = Math.min(most, (int) (SymmetricShape.REACH / (step * ranges[i])));
      }
    }
    terms = Math.min(FIRST, most);
    tail = tail(ofMeans);
    while (tail > TAIL && terms < most) {
      terms = Math.min(most, terms + Math.max(2, terms / 4));
      tail = tail(ofMeans);
    }
  }

  private double tail(boolean ofMeans) {
    double log = 0;
    double power = 0;
    for (int i = 0; i < count; i++) {
      double t = terms * step * ranges[i];
      double bound = shapes[i].logBound(t);
      if (ofMeans) {
        bound = Math.max(bound, shapes[i].logSlopeBound(t));
      }
      if (bound < 0) {
        log += bound;
        power += shapes[i].shape();
      }
    }
    if (ofMeans) {
      return power > 1 ? StrictMath.exp(log) * terms / (power - 1) : Double.POSITIVE_INFINITY;
    }
    return power > 0 ? StrictMath.exp(log) / power : Double.POSITIVE_INFINITY;
  }
}
