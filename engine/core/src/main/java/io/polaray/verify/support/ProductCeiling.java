package io.polaray.verify.support;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds for independent costs on bounded intervals.
 *
 * <p>With {@code X = sum kappa_i (c_i - m_i)}, m the middles of the intervals, {@code |X| <= R =
 * sum |kappa_i| h_i} and the event is {@code X <= T}. The square wave of period 4 R gives {@code
 * P(X <= T) = 1/2 + 2/pi sum over odd k of Im(exp(i k pi T / 2 R) conj phi_X(k pi / 2 R)) / k}, and
 * phi_X is the product of the transforms of the costs. Terms beyond k are at most {@code 1 / (pi n)
 * prod_i 2 g_i / z_i} in sum, over the n costs for which that is below 1; z_i is the place in the
 * table at k, and 2 g_i may be replaced by a bound on {@code z |phi_i|} from there on.
 */
public final class ProductCeiling implements AcceptanceCeiling {
  private static final double LEAST_TAIL = 1e-7;
  private static final double MOST_TAIL = 3e-6;

  /** What the cubics may add to the error, beside the tail. */
  private static final double INTERPOLATED = 0.3;

  private static final double TAIL_OF_WIDTH = 5e-4;
  private static final double LEAST_STEP = 0x1p-10;
  private static final double MOST_STEP = 0x1p-6;
  private static final double STEP_OF_WIDTH = 0x1p-5;

  /** A term so much smaller than the others is set to the end that favours the wanted side. */
  private static final double SMALL_SHARE = 1e-7;

  private static final double ROUNDING = 1e-12;
  private static final double BEYOND_ROOM = 1 + 1e-6;
  private static final double CHANCE_ERROR = 1e-10;
  private static final double HALF_PI = Math.PI / 2;
  private static final int EFFORT = 24;
  private static final int FIRST_TERMS = 32;

  private final CostTransform[] costs;
  private final CostTransform[] given;
  private final CostTransform[] active;
  private final double[] places;
  private final boolean[] mirrored;
  private int count;
  private double maxTail = LEAST_TAIL;
  private double[] re = new double[FIRST_TERMS];
  private double[] im = new double[FIRST_TERMS];

  private ProductCeiling(CostTransform[] costs) {
    this.costs = costs;
    given = new CostTransform[costs.length];
    active = new CostTransform[costs.length];
    places = new double[costs.length];
    mirrored = new boolean[costs.length];
  }

  /** Bounds for independent costs, one a task. */
  public static ProductCeiling of(List<CostTransform> costs) {
    return new ProductCeiling(costs.toArray(CostTransform[]::new));
  }

  @Override
  public double ceiling(double[] kappa) {
    return bound(kappa, 0, true);
  }

  @Override
  public double floor(double[] kappa) {
    return bound(kappa, 0, false);
  }

  @Override
  public double floor(double[] kappa, double budget) {
    return bound(kappa, budget, false);
  }

  /** The least cost, or the largest of a uniform cost from 0 on. */
  @Override
  public double levelCost(int task) {
    CostTransform cost = costs[task];
    CostTransform.FromZero zero = cost.zero();
    return zero != null && zero.settled() == cost.upper ? cost.upper : cost.lower;
  }

  @Override
  public @Nullable EndlessTask endless(int task) {
    CostTransform.FromZero zero = costs[task].zero();
    if (zero == null) {
      return null;
    }
    CostTransform[] limits = costs.clone();
    limits[task] = CostTransform.uniform(0, zero.limitCost());
    return new EndlessTask(
        zero.useful(),
        zero.settled(),
        zero.excess(),
        zero.always(),
        zero.limitCost(),
        new ProductCeiling(limits));
  }

  @Override
  public double discount(int task, double rate) {
    return costs[task].discount(rate);
  }

  /**
   * A tangent is off by about {@code P width^2 / 4} anyway. Errors of P and of the step's length,
   * in quotients over such a step, are small beside that.
   */
  @Override
  public double aim(double width) {
    maxTail = Math.max(LEAST_TAIL, Math.min(MOST_TAIL, TAIL_OF_WIDTH * width * width));
    return Math.max(LEAST_STEP, Math.min(MOST_STEP, STEP_OF_WIDTH * width));
  }

  /**
   * Where a ray is accepted {@code b_j c_j} is at most what is shed, {@code sum eta_i c_i} over all
   * rays of a menu, so task j pays at most {@code w_j} times that times the take-on per unit shed,
   * on the types with some cost beyond its end.
   */
  @Override
  public double gainBeyond(double[] weights, double[] endowment) {
    double chance = 0;
    for (CostTransform cost : costs) {
      chance += cost.beyond.chance();
    }
    double shed = 0;
    double paid = 0;
    double saved = 0;
    for (int i = 0; i < costs.length && chance > 0; i++) {
      CostTransform.Beyond own = costs[i].beyond;
      shed += endowment[i] * (own.meanAbove() + own.mean() * (chance - own.chance()));
      saved += Math.max(0, -weights[i]) * endowment[i] * chance;
      paid += weights[i] > 0 ? weights[i] * costs[i].takeOn() : 0;
    }
    return (shed > 0 ? paid * shed : 0) * BEYOND_ROOM + saved * BEYOND_ROOM;
  }

  @Override
  public int effort() {
    return EFFORT;
  }

  @Override
  public List<Part> logConcaveParts() {
    boolean all =
        Arrays.stream(costs).allMatch(cost -> cost.concavity != CostTransform.Concavity.NONE);
    return all ? List.of(new Part(this, 1)) : List.of();
  }

  @Override
  public int steepTasks() {
    int bits = 0;
    for (int i = 0; i < costs.length; i++) {
      bits |= costs[i].concavity == CostTransform.Concavity.BOTH ? 0 : 1 << i;
    }
    return bits;
  }

  private double bound(double[] kappa, double budget, boolean above) {
    double chance = condition(kappa, budget);
    double radius = 0;
    for (int i = 0; i < kappa.length; i++) {
      radius += Math.abs(kappa[i]) * given[i].half;
    }
    double threshold = budget;
    double size = Math.abs(budget);
    double reach = 0;
    count = 0;
    for (int i = 0; i < kappa.length; i++) {
      double k = kappa[i];
      CostTransform cost = given[i];
      double term = Math.abs(k) * cost.half;
      size += Math.abs(k) * cost.upper;
      if (term > SMALL_SHARE * radius) {
        threshold -= k * cost.middle;
        reach += term;
        active[count] = cost;
        mirrored[count] = k < 0;
        places[count++] = term;
      } else {
        threshold -= k * (k > 0 == above ? cost.lower : cost.upper);
      }
    }
    double slack = (3 * kappa.length + 7) * 0x1p-53 * size;
    if (count == 0 || Math.abs(threshold) > reach + slack) {
      return threshold > slack || (above && threshold >= -slack) ? chance(chance, above) : 0;
    }
    double density = Double.POSITIVE_INFINITY;
    for (int n = 0; n < count; n++) {
      density = Math.min(density, active[n].density / places[n]);
      places[n] *= HALF_PI / reach;
    }
    int last = lastTerm();
    int fine = Math.min(last, fineTerms());
    double error = tail(last) + density * slack + ROUNDING + INTERPOLATED * maxTail;
    double share = 0;
    for (int n = 0; n < count; n++) {
      share += active[n].error;
    }
    error += share * (1 + 0.5 * StrictMath.log(last)) / HALF_PI;
    double value = 0.5 + series(HALF_PI * Math.max(-1, Math.min(1, threshold / reach)), fine, last);
    return (above ? Math.min(1, value + error) : Math.max(0, value - error))
        * chance(chance, above);
  }

  private static double chance(double chance, boolean above) {
    return chance == 1 ? 1 : chance * (above ? 1 + CHANCE_ERROR : 1 - CHANCE_ERROR);
  }

  /** Of a task of which much is taken on only low costs count; returns their probability. */
  private double condition(double[] kappa, double budget) {
    double most = budget;
    double size = Math.abs(budget);
    for (int i = 0; i < kappa.length; i++) {
      CostTransform cost = costs[i];
      given[i] = cost;
      most -= kappa[i] * (kappa[i] < 0 ? cost.upper : cost.lower);
      size += Math.abs(kappa[i]) * cost.upper;
    }
    double chance = 1;
    for (int i = 0; i < kappa.length; i++) {
      CostTransform.FromZero zero = costs[i].zero();
      if (zero == null || !(kappa[i] > 0)) {
        continue;
      }
      double share = 1;
      for (CostTransform.Low low : zero.low()) {
        if (kappa[i] * low.upper() < most + size * 0x1p-46) {
          break;
        }
        given[i] = low.cost();
        share = low.chance();
      }
      chance *= share;
    }
    return chance;
  }

  /** The last odd k that is added: the tail is small, or the table of some cost ends. */
  private int lastTerm() {
    int end = Integer.MAX_VALUE;
    for (int n = 0; n < count; n++) {
      end = (int) Math.min(end, active[n].largest / places[n]);
    }
    int last = FIRST_TERMS;
    while (last < end && tail(last) > maxTail) {
      last += last / 4;
    }
    return Math.min(last, end);
  }

  private double tail(int last) {
    double product = 1;
    int decaying = 0;
    for (int n = 0; n < count; n++) {
      double size = active[n].tail(places[n] * last);
      if (size < 1) {
        product *= size;
        decaying++;
      }
    }
    return decaying == 0 ? 1 : product / (Math.PI * decaying);
  }

  /**
   * The last term that needs the quintic. A cubic through values and slopes is off by some {@code
   * e_i}; in term k that counts {@code 2 / (pi k)} times what the other costs leave of it, and one
   * of them leaves at most {@code 2 g / z}: {@code 2 g / (pi z)} in sum over the terms beyond k.
   */
  private int fineTerms() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double rest = Double.POSITIVE_INFINITY;
      for (int n = 0; n < count; n++) {
        rest = n == i ? rest : Math.min(rest, 2 * active[n].density / places[n]);
      }
      sum += active[i].cubicError * rest / Math.PI;
    }
    double last = sum / (INTERPOLATED * maxTail);
    return last < Integer.MAX_VALUE ? (int) last + 1 : Integer.MAX_VALUE;
  }

  private double series(double angle, int fine, int last) {
    int terms = (last + 1) / 2;
    if (terms > re.length) {
      re = new double[2 * terms];
      im = new double[2 * terms];
    }
    Arrays.fill(re, 0, terms, 1);
    Arrays.fill(im, 0, terms, 0);
    int slow = Math.min(terms, (fine + 1) / 2);
    for (int n = 0; n < count; n++) {
      multiply(active[n].table, places[n], mirrored[n], slow);
      multiplyFast(active[n].table, places[n], mirrored[n], slow, terms);
    }
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double turnCos = cos * cos - sin * sin;
    double turnSin = 2 * sin * cos;
    double sum = 0;
    for (int t = 0; t < terms; t++) {
      sum += (sin * re[t] - cos * im[t]) / (2 * t + 1);
      double turned = cos * turnCos - sin * turnSin;
      sin = cos * turnSin + sin * turnCos;
      cos = turned;
    }
    return sum / HALF_PI;
  }

  /** Multiplies the first terms by the transform of a cost. */
  private void multiply(double[] table, double place, boolean mirrored, int terms) {
    double sign = mirrored ? -1 : 1;
    double scale = place * TransformTable.STEPS;
    for (int t = 0; t < terms; t++) {
      double at = (2 * t + 1) * scale;
      int node = (int) at;
      double s = at - node;
      int j = TransformTable.ENTRIES * node;
      double rest = 1 - s;
      double cube = s * s * s;
      double second = cube * (10 - s * (15 - 6 * s));
      double secondSlope = -cube * (4 - s * (7 - 3 * s));
      double secondCurve = 0.5 * cube * rest * rest;
      double first = 1 - second;
      double firstSlope = s - second - secondSlope;
      double firstCurve = 0.5 * s * s * rest * rest * rest;
      double x =
          first * table[j]
              + firstSlope * table[j + 2]
              + firstCurve * table[j + 4]
              + second * table[j + 6]
              + secondSlope * table[j + 8]
              + secondCurve * table[j + 10];
      double y =
          sign
              * (first * table[j + 1]
                  + firstSlope * table[j + 3]
                  + firstCurve * table[j + 5]
                  + second * table[j + 7]
                  + secondSlope * table[j + 9]
                  + secondCurve * table[j + 11]);
      double product = re[t] * x - im[t] * y;
      im[t] = re[t] * y + im[t] * x;
      re[t] = product;
    }
  }

  /** Multiplies later terms by a cubic through values and slopes of a transform. */
  private void multiplyFast(double[] table, double place, boolean mirrored, int from, int to) {
    double sign = mirrored ? -1 : 1;
    double scale = place * TransformTable.STEPS;
    for (int t = from; t < to; t++) {
      double at = (2 * t + 1) * scale;
      int node = (int) at;
      double s = at - node;
      int j = TransformTable.ENTRIES * node;
      double rest = 1 - s;
      double second = s * s * (3 - 2 * s);
      double first = 1 - second;
      double firstSlope = s * rest * rest;
      double secondSlope = -s * s * rest;
      double x =
          first * table[j]
              + firstSlope * table[j + 2]
              + second * table[j + 6]
              + secondSlope * table[j + 8];
      double y =
          sign
              * (first * table[j + 1]
                  + firstSlope * table[j + 3]
                  + second * table[j + 7]
                  + secondSlope * table[j + 9]);
      double product = re[t] * x - im[t] * y;
      im[t] = re[t] * y + im[t] * x;
      re[t] = product;
    }
  }
}
