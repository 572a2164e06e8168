package io.polaray.numeric;

/**
 * The standard normal distribution, the same bits on every machine.
 *
 * <p>Elementary functions come from {@link StrictMath}. Relative accuracy is a few units in the
 * last place in both tails.
 */
public final class NormalFunctions {
  /*
   * erfc: rational Chebyshev approximations of W. J. Cody, "Rational Chebyshev approximations for
   * the error function", Mathematics of Computation 23, 1969
   * (doi:10.1090/S0025-5718-1969-0247736-4). Quantile: M. J. Wichura, "Algorithm AS 241", Applied
   * Statistics 37, 1988 (doi:10.2307/2347330).
   */
  private static final double[] A = {
    0.18577770618460315,
    3.1611237438705655,
    113.86415415105016,
    377.485237685302,
    3209.3775891384694
  };
  private static final double[] B = {
    1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171
  };
  private static final double[] C = {
    2.1531153547440383e-08,
    0.5641884969886701,
    8.883149794388377,
    66.11919063714163,
    298.6351381974001,
    881.952221241769,
    1712.0476126340707,
    2051.0783778260716,
    1230.3393547979972
  };
  private static final double[] D = {
    1,
    15.744926110709835,
    117.6939508913125,
    537.1811018620099,
    1621.3895745666903,
    3290.7992357334597,
    4362.619090143247,
    3439.3676741437216,
    1230.3393548037495
  };
  private static final double[] P = {
    0.016315387137302097,
    0.30532663496123236,
    0.36034489994980445,
    0.12578172611122926,
    0.016083785148742275,
    0.0006587491615298378
  };
  private static final double[] Q = {
    1,
    2.568520192289822,
    1.8729528499234673,
    0.5279051029514285,
    0.06051834131244132,
    0.0023352049762686918
  };

  private static final double[] CENTRE_UP = {
    2509.0809287301227,
    33430.57558358813,
    67265.7709270087,
    45921.95393154987,
    13731.69376550946,
    1971.5909503065513,
    133.14166789178438,
    3.3871328727963665
  };
  private static final double[] CENTRE_DOWN = {
    5226.495278852854,
    28729.085735721943,
    39307.89580009271,
    21213.794301586597,
    5394.196021424751,
    687.1870074920579,
    42.31333070160091,
    1
  };
  private static final double[] MIDDLE_UP = {
    0.0007745450142783414,
    0.022723844989269184,
    0.2417807251774506,
    1.2704582524523684,
    3.6478483247632045,
    5.769497221460691,
    4.630337846156546,
    1.4234371107496835
  };
  private static final double[] MIDDLE_DOWN = {
    1.0507500716444169e-09,
    0.0005475938084995345,
    0.015198666563616457,
    0.14810397642748008,
    0.6897673349851,
    1.6763848301838038,
    2.053191626637759,
    1
  };
  private static final double[] TAIL_UP = {
    2.0103343992922881e-07,
    2.7115555687434876e-05,
    0.0012426609473880784,
    0.026532189526576124,
    0.29656057182850487,
    1.7848265399172913,
    5.463784911164114,
    6.657904643501103
  };
  private static final double[] TAIL_DOWN = {
    2.0442631033899397e-15,
    1.421511758316446e-07,
    1.8463183175100548e-05,
    0.0007868691311456133,
    0.014875361290850615,
    0.1369298809227358,
    0.599832206555888,
    1
  };

  private static final double INVERSE_SQRT_PI = 0.5641895835477563;
  private static final double INVERSE_SQRT_TWO_PI = 0.3989422804014327;
  private static final double SQRT_HALF = 0.7071067811865476;

  private NormalFunctions() {}

  /** The density at z. */
  public static double density(double z) {
    return INVERSE_SQRT_TWO_PI * gauss(z * SQRT_HALF);
  }

  /** P(Z &lt;= z). */
  public static double below(double z) {
    return 0.5 * erfc(-z * SQRT_HALF);
  }

  /** P(a &lt; Z &lt;= b), computed in the tail where it is relatively accurate; 0 if b &lt;= a. */
  public static double between(double a, double b) {
    if (!(a < b)) {
      return 0;
    }
    return a > 0 ? below(-a) - below(-b) : below(b) - below(a);
  }

  /** The complementary error function. */
  public static double erfc(double x) {
    double y = Math.abs(x);
    if (y <= 0.46875) {
      double square = y * y;
      return 1 - x * ratio(A, B, square);
    }
    double tail;
    if (y <= 4) {
      tail = gauss(y) * ratio(C, D, y);
    } else if (y < 27.3) {
      double square = 1 / (y * y);
      tail = gauss(y) * (INVERSE_SQRT_PI - square * ratio(P, Q, square)) / y;
    } else {
      tail = 0;
    }
    return x > 0 ? tail : 2 - tail;
  }

  /** exp(-y^2) without the loss of digits in squaring. */
  private static double gauss(double y) {
    double head = StrictMath.rint(y * 16) / 16;
    return StrictMath.exp(-head * head) * StrictMath.exp(-(y - head) * (y + head));
  }

  /**
   * The z with P(Z &lt;= z) = p.
   *
   * @param p probability in [0, 1]; 0 and 1 give infinities
   */
  public static double quantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      return q * ratio(CENTRE_UP, CENTRE_DOWN, 0.180625 - q * q);
    }
    double tail = q < 0 ? p : 1 - p;
    if (tail <= 0) {
      return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double r = Math.sqrt(-StrictMath.log(tail));
    double z = r <= 5 ? ratio(MIDDLE_UP, MIDDLE_DOWN, r - 1.6) : ratio(TAIL_UP, TAIL_DOWN, r - 5);
    return q < 0 ? -z : z;
  }

  /** Quotient of two polynomials, coefficients from the highest power down. */
  private static double ratio(double[] up, double[] down, double x) {
    double numerator = up[0];
    for (int i = 1; i < up.length; i++) {
      numerator = numerator * x + up[i];
    }
    double denominator = down[0];
    for (int i = 1; i < down.length; i++) {
      denominator = denominator * x + down[i];
    }
    return numerator / denominator;
  }
}
