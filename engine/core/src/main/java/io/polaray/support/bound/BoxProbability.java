package io.polaray.support.bound;

import java.util.Arrays;

/**
 * Acceptance probabilities of rays for costs that are independent and uniform on a box, rounded
 * outward, with elasticities.
 *
 * <p>Not thread-safe: the scratch space and the last gradient are fields.
 */
final class BoxProbability implements ElasticProbability {
  /*
   * With c_i = lower_i + width_i s_i the event is sum k_i s_i <= t for k_i = kappa_i width_i and
   * t = -sum kappa_i lower_i, and
   *     P = 1 / (n! prod k_i) * sum over vertices v of (-1)^|v| max(0, t - sum_{i in v} k_i)^n,
   * n the number of coordinates with a coefficient. The sum cancels when some |k_i| is small
   * against the rest. A coordinate with |k_i| below SMALL times the largest is therefore fixed at
   * the end of its interval that favours the wanted side: this replaces the event by a larger (or
   * smaller) one.
   *
   * Rounding. Let T = sum |kappa_i| upper_i and u the unit roundoff. Each t - sum_{i in v} k_i is
   * off by at most d = 28 u T for at most eight tasks, so a term y^n is off by n d (y + d)^(n-1),
   * plus 2 n u y^n for the powers, and the 2^n additions add 2^n u T y^(n-1) at most. With (y +
   * d)^(n-1) <= 1.01 y^(n-1) for y >= 1000 d this gives for the sum
   *     T u (32 n + 2^n) [1.01 sum y^(n-1) + 2^n (1001 d)^(n-1)],
   * to be divided by n! prod |k_i|. When that is too large the sum is taken in double-double, and
   * when a bound of the same form, with the largest y for every vertex, is too large there, the
   * smallest coordinate is fixed as well.
   */

  private static final double UNIT = 0x1p-53;
  private static final double SMALL = 0x1p-17;
  private static final double ERROR_TOLERANCE = 1e-10;
  private static final double MAX_ELASTICITY_ERROR = 1e-3;

  private final int tasks;
  private final double[] lower;
  private final double[] upper;
  private final double[] width;
  private final int[] active;
  private final double[] coefficient;
  private final double[] fixedCost;
  private final double[] vertex;
  private final double[] powers;
  private final DoubleDoubleSum precise;

  private int activeCount;
  private double offset;
  private double total;
  private double smallestExcess;
  private double largestExcess;
  private double sumError;
  private double slopeError;
  private double divisor;
  private double elasticityError;
  private double hazardLower;
  private double hazardUpper;
  private double signedSum;
  private double absoluteSum;
  private boolean doubles;

  BoxProbability(double[] lower, double[] upper) {
    tasks = lower.length;
    this.lower = lower.clone();
    this.upper = upper.clone();
    width = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      width[i] = upper[i] - lower[i];
    }
    active = new int[tasks];
    coefficient = new double[tasks];
    fixedCost = new double[tasks];
    vertex = new double[1 << tasks];
    powers = new double[1 << tasks];
    precise = new DoubleDoubleSum(tasks);
  }

  @Override
  public double upper(double[] kappa) {
    if (!prepare(kappa, true)) {
      return smallestExcess > 0 ? 0 : 1;
    }
    if (activeCount == 0) {
      return offset >= -16 * UNIT * total ? 1 : 0;
    }
    return Math.max(0, Math.min(1, signedSum / divisor + sumError));
  }

  @Override
  public double lower(double[] kappa) {
    if (!prepare(kappa, false)) {
      return smallestExcess > 0 ? 0 : 1;
    }
    if (activeCount == 0) {
      return offset > 16 * UNIT * total ? 1 : 0;
    }
    return Math.max(0, Math.min(1, signedSum / divisor - sumError));
  }

  @Override
  public double upperWithElasticity(double[] kappa, double[] elasticity) {
    Arrays.fill(elasticity, 0, tasks, 0);
    elasticityError = 0;
    hazardLower = 0;
    hazardUpper = 0;
    if (!prepare(kappa, true)) {
      return smallestExcess > 0 ? 0 : 1;
    }
    if (activeCount < 2) {
      hazardUpper = Double.POSITIVE_INFINITY;
      elasticityError = Double.POSITIVE_INFINITY;
      return activeCount == 0
          ? (offset >= -16 * UNIT * total ? 1 : 0)
          : Math.max(0, Math.min(1, signedSum / divisor + sumError));
    }
    double probability = signedSum / divisor;
    int n = activeCount;
    foldPowers(n);
    if (!(probability > sumError)) {
      hazardUpper = Double.POSITIVE_INFINITY;
      elasticityError = Double.POSITIVE_INFINITY;
      return Math.max(0, Math.min(1, probability + sumError));
    }
    double scale = n / (divisor * probability);
    double allPowers = powers[0] * scale;
    double largest = 0;
    for (int i = 0; i < tasks; i++) {
      elasticity[i] = -kappa[i] * fixedCost[i] * allPowers;
    }
    for (int j = 0; j < n; j++) {
      int i = active[j];
      elasticity[i] =
          -kappa[i] * lower[i] * allPowers - coefficient[j] * powers[1 << j] * scale - 1;
      largest = Math.max(largest, Math.abs(elasticity[i]));
    }
    elasticityError = (total * slopeError + (largest + 2) * sumError) / probability + 16 * UNIT;
    if (elasticityError > MAX_ELASTICITY_ERROR) {
      elasticityError = Double.POSITIVE_INFINITY;
      hazardUpper = Double.POSITIVE_INFINITY;
    } else {
      double hazardError = (slopeError + allPowers * sumError) / probability;
      hazardLower = Math.max(0, allPowers * (1 - 16 * UNIT) - 2 * hazardError);
      hazardUpper = Math.max(0, allPowers * (1 + 16 * UNIT) + 2 * hazardError);
    }
    return Math.max(0, Math.min(1, probability + sumError));
  }

  @Override
  public double hazardLower() {
    return hazardLower;
  }

  @Override
  public double hazardUpper() {
    return hazardUpper;
  }

  /** The lower end: the logarithm of a uniform cost above it has the density exp. */
  @Override
  public double certainCost(int i) {
    return lower[i];
  }

  @Override
  public double logLaplace(int i, double y) {
    double z = Math.abs(y) * width[i];
    double mean = z > 0 ? -StrictMath.expm1(-z) / z : 1;
    double end = y > 0 ? lower[i] : upper[i];
    return StrictMath.log(mean) - y * end + 1e-14 * (1 + Math.abs(y) * upper[i]);
  }

  @Override
  public double elasticityError() {
    return elasticityError;
  }

  /** Sorts the coordinates; false when P is 0 (smallestExcess > 0) or 1 beyond doubt. */
  private boolean prepare(double[] kappa, boolean favourable) {
    double largest = 0;
    double shed = 0;
    double sum = 0;
    double smallest = 0;
    double greatest = 0;
    for (int i = 0; i < tasks; i++) {
      double k = kappa[i];
      double atLower = k * lower[i];
      double atUpper = k * upper[i];
      largest = Math.max(largest, Math.abs(k) * width[i]);
      sum += Math.abs(atUpper);
      shed -= k < 0 ? atUpper : 0;
      smallest += Math.min(atLower, atUpper);
      greatest += Math.max(atLower, atUpper);
    }
    // A take-on that most types could not pay for leaves out the vertices it is in.
    largest = Math.min(largest, shed);
    total = sum;
    smallestExcess = smallest;
    double slack = 16 * UNIT * sum;
    if (smallest > slack || greatest < -slack) {
      return false;
    }
    largestExcess = Math.max(0, -smallest) + slack;
    double t = 0;
    int n = 0;
    for (int i = 0; i < tasks; i++) {
      double k = kappa[i];
      double size = Math.abs(k) * width[i];
      if (size > SMALL * largest) {
        active[n] = i;
        coefficient[n++] = k * width[i];
        fixedCost[i] = 0;
        t -= k * lower[i];
      } else {
        fixedCost[i] = (k > 0) == favourable ? lower[i] : upper[i];
        t -= k * fixedCost[i];
      }
    }
    activeCount = n;
    offset = t;
    while (activeCount > 0 && !sumUp(kappa)) {
      fixSmallest(kappa, favourable);
    }
    return true;
  }

  /** Takes the sum with an error bound; false if the bound is too large in double-double. */
  private boolean sumUp(double[] kappa) {
    int n = activeCount;
    double product = 1;
    for (int j = 0; j < n; j++) {
      product *= coefficient[j] * (j + 1);
    }
    divisor = product;
    double power = 1;
    for (int e = 2; e < n; e++) {
      power *= largestExcess;
    }
    double count = 1 << n;
    double factor = total * (32 * n + count) / Math.abs(product);
    double slope = n * count * power * factor;
    vertexSum(n);
    double error = 1001 * 28 * UNIT * total;
    sumError = UNIT * factor * (1.01 * absoluteSum + count * power(error, n - 1)) + 32 * UNIT;
    slopeError = UNIT * slope;
    doubles = true;
    if (sumError <= ERROR_TOLERANCE) {
      return true;
    }
    double unit = DoubleDoubleSum.UNIT;
    sumError = unit * factor * count * (n > 1 ? power * largestExcess : 1) + 32 * UNIT;
    slopeError = unit * slope;
    if (sumError <= ERROR_TOLERANCE) {
      doubles = false;
      preciseSum(kappa);
      return true;
    }
    return false;
  }

  private void fixSmallest(double[] kappa, boolean favourable) {
    int smallest = 0;
    for (int j = 1; j < activeCount; j++) {
      if (Math.abs(coefficient[j]) < Math.abs(coefficient[smallest])) {
        smallest = j;
      }
    }
    int i = active[smallest];
    fixedCost[i] = (kappa[i] > 0) == favourable ? lower[i] : upper[i];
    offset += kappa[i] * (lower[i] - fixedCost[i]);
    activeCount--;
    for (int j = smallest; j < activeCount; j++) {
      active[j] = active[j + 1];
      coefficient[j] = coefficient[j + 1];
    }
  }

  /** Takes the signed sum; leaves the signed powers in {@link #powers}. */
  private void vertexSum(int n) {
    vertex[0] = offset;
    powers[0] = 1;
    for (int j = 0; j < n; j++) {
      int half = 1 << j;
      double k = coefficient[j];
      for (int v = 0; v < half; v++) {
        vertex[half + v] = vertex[v] - k;
        powers[half + v] = -powers[v];
      }
    }
    int count = 1 << n;
    double sum = 0;
    double absolute = 0;
    for (int v = 0; v < count; v++) {
      double y = 0.5 * (vertex[v] + Math.abs(vertex[v]));
      double size = power(y, n - 1);
      double power = powers[v] * size;
      powers[v] = power;
      absolute += size;
      sum += power * y;
    }
    signedSum = sum;
    absoluteSum = absolute;
  }

  private static double power(double y, int exponent) {
    double square = y * y;
    return switch (exponent) {
      case 0 -> 1;
      case 1 -> y;
      case 2 -> square;
      case 3 -> square * y;
      case 4 -> square * square;
      case 5 -> square * square * y;
      case 6 -> square * square * square;
      default -> square * square * square * y;
    };
  }

  private void preciseSum(double[] kappa) {
    precise.reset();
    int next = 0;
    for (int i = 0; i < tasks; i++) {
      if (next < activeCount && active[next] == i) {
        precise.coefficient(next++, kappa[i], lower[i], upper[i]);
        precise.subtractProduct(kappa[i], lower[i]);
      } else {
        precise.subtractProduct(kappa[i], fixedCost[i]);
      }
    }
    signedSum = precise.sum(activeCount, powers);
  }

  /**
   * Leaves in {@code powers[1 << j]} the sum over vertices with bit j, in {@code powers[0]} all.
   */
  private void foldPowers(int n) {
    if (!doubles) {
      return;
    }
    for (int j = n - 1; j >= 0; j--) {
      int half = 1 << j;
      double sum = 0;
      for (int v = 0; v < half; v++) {
        sum += powers[half + v];
        powers[v] += powers[half + v];
      }
      powers[half] = sum;
    }
  }
}
