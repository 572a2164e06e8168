package io.polaray.preference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The probability {@code P(c . kappa + shift <= 0)} of independent costs from the Fourier series of
 * a square wave, kept so that those of rays next to it cost a part of it: of every cost the factors
 * of all terms stay, and a ray that differs in one entry needs those of this entry alone.
 *
 * <p>Scratch space of one thread.
 */
final class HalfSpaceSeries {
  /*
   * With |X| <= L and t = n pi / L the n-th term is 2/(pi n) Im[exp(i t X0) prod_i phi_i(t a_i)]
   * for a_i = |kappa_i| width_i and the centre X0.
   *
   * Errors. Each marginal is replaced by its panel law; one at a time, this changes the probability
   * of the half space by at most the largest difference of the distribution functions, because
   * given the other costs the event is a half line of this one. An error e of each of I factors,
   * all of size 1 at most, gives at most (2 / pi) sum_{odd n <= N} 1/n I e (1 + e)^I, and that sum
   * is at most 1 + log(N) / 2.
   */

  /** The largest n of a series; like the others a multiple of 8, less 1. */
  static final int MOST = 503;

  /** Of costs that were cut off, whose densities are high for their range. */
  static final int MOST_OF_CUTS = 1503;

  /** The same with a cost conditioned to be low. */
  static final int MOST_OF_PARTS = 303;

  static final int MOST_OF_CUT_PARTS = 703;

  private static final double WANTED_TAIL = 2e-7;

  /** Where laws are off by more, their share of that may be left out. */
  static final double TAIL_OF_BIAS = 0.25;

  private static final int FEWEST_TERMS = 16;
  private static final double ROUNDING = 1e-11;
  private static final double ROOM = 1 + 1e-9;
  private static final int NONE = -2;

  private static final double[] INVERSE = new double[(MOST_OF_CUTS + 1) / 2];
  private static final double[] ONES = new double[INVERSE.length];

  static {
    for (int t = 0; t < INVERSE.length; t++) {
      INVERSE[t] = 1.0 / (2 * t + 1);
      ONES[t] = 1;
    }
  }

  private final double[] known;
  private final int tasks;
  private final @Nullable PanelLaw[] laws;
  private final double[] kappa;
  private final double[] sizes;
  private final double[][] re;
  private final double[][] im;
  private double[] productRe = {};
  private double[] productIm = {};
  private double[] ownRe = {};
  private double[] ownIm = {};
  private final SeriesTail tail;
  private double shift;
  private double likely;
  private double centre;
  private double reach;
  private double size;
  private double bias;
  private double half;
  private int terms;

  /** The task whose factors are left out of the products, -1 if none is; NONE if there are none. */
  private int leftOut;

  private double error;

  /** For as many costs, with the values of those that are known. */
  HalfSpaceSeries(double[] known) {
    this.known = known;
    tasks = known.length;
    laws = new PanelLaw[tasks];
    kappa = new double[tasks];
    sizes = new double[tasks];
    re = new double[tasks][0];
    im = new double[tasks][0];
    tail = new SeriesTail(tasks);
  }

  /** Bound on the absolute error of the last probability. */
  double error() {
    return error;
  }

  /** Terms of the series of the last ray that was opened; 0 if none was needed. */
  int terms() {
    return terms;
  }

  /**
   * Turns to a ray.
   *
   * @param room how far the logarithms of positive entries may be moved afterwards
   * @param shiftRoom how far the shift may be moved
   * @return the probability
   */
  double open(ProductLaws costs, double[] ray, double shift, double room, double shiftRoom) {
    this.shift = shift;
    double growth = room > 0 ? StrictMath.exp(room) * ROOM : 1;
    likely = costs.choose(ray, 1 / growth, shift - shiftRoom, laws);
    centre = shift;
    reach = 0;
    size = Math.abs(shift);
    bias = 0;
    double moved = shiftRoom;
    for (int i = 0; i < tasks; i++) {
      PanelLaw law = laws[i];
      double k = ray[i];
      kappa[i] = k;
      sizes[i] = law == null ? 0 : Math.abs(k) * law.width();
      double most = law == null ? known[i] : law.middle() + 0.5 * law.width();
      centre += k * (law == null ? known[i] : law.middle());
      reach += 0.5 * sizes[i];
      size += Math.abs(k) * most;
      bias += law == null || k == 0 ? 0 : law.error();
      moved = Math.max(moved, k > 0 ? (growth - 1) * k * most : 0);
    }
    half = (Math.abs(centre) + reach + moved) * (1 + 1e-12);
    terms = 0;
    return withShift(shift);
  }

  /** The probability with another entry for a task; the next one has the old entry again. */
  double withEntry(int task, double entry) {
    PanelLaw law = laws[task];
    double old = kappa[task];
    double oldSize = sizes[task];
    double place = law == null ? known[task] : law.middle();
    double newCentre = centre + (entry - old) * place;
    double newSize = law == null ? 0 : Math.abs(entry) * law.width();
    double newReach = reach + 0.5 * (newSize - oldSize);
    if (!(Math.abs(newCentre) + newReach <= half * ROOM)) {
      throw new IllegalArgumentException("there is no room for the entry " + entry);
    }
    if (isCertain(newCentre, newReach)) {
      return certain(newCentre, newReach);
    }
    multiplyOthers(law == null ? -1 : task);
    if (law == null) {
      return probability(productRe, productIm, newCentre);
    }
    sizes[task] = newSize;
    kappa[task] = entry;
    law.evaluate(Math.PI / half * newSize, entry < 0 ? -1 : 1, terms, ownRe, ownIm);
    multiply(ownRe, ownIm, productRe, productIm);
    double p = probability(ownRe, ownIm, newCentre);
    sizes[task] = oldSize;
    kappa[task] = old;
    return p;
  }

  /** The probability with another shift; the next one has the old shift again. */
  double withShift(double other) {
    double newCentre = centre + other - shift;
    if (!(Math.abs(newCentre) + reach <= half * ROOM)) {
      throw new IllegalArgumentException("there is no room for the shift " + other);
    }
    if (isCertain(newCentre, reach)) {
      return certain(newCentre, reach);
    }
    multiplyOthers(-1);
    return probability(productRe, productIm, newCentre);
  }

  /** Sets the partial derivatives of the last probability that was opened. */
  void gradient(double[] gradient) {
    Arrays.fill(gradient, 0, tasks, 0);
    if (terms == 0) {
      return;
    }
    double turn = Math.PI * centre / half;
    multiplyOthers(-1);
    double all = sum(productRe, productIm, ONES, turn, 0.5 * Math.PI);
    for (int i = 0; i < tasks; i++) {
      PanelLaw law = laws[i];
      double slope = all * (law == null ? known[i] : law.middle());
      if (law != null) {
        double sign = kappa[i] < 0 ? -1 : 1;
        multiplyOthers(i);
        law.evaluateSlopes(Math.PI / half * sizes[i], sign, terms, ownRe, ownIm);
        multiply(ownRe, ownIm, productRe, productIm);
        slope += sign * law.width() * sum(ownRe, ownIm, ONES, turn, 0);
      }
      gradient[i] = -2 / half * slope * likely;
    }
  }

  private boolean isCertain(double centre, double reach) {
    return Math.abs(centre) >= reach + slack() || !(reach > 1e-13 * size);
  }

  private double slack() {
    return 1e-15 * tasks * size;
  }

  private double certain(double centre, double reach) {
    if (Math.abs(centre) >= reach + slack()) {
      error = 0;
      return centre > 0 ? 0 : likely;
    }
    error = likely;
    return centre <= slack() ? likely : 0;
  }

  /** The factors of all costs, once for a ray. */
  private void prepare() {
    if (terms > 0) {
      return;
    }
    terms = chooseTerms();
    leftOut = NONE;
    if (terms > productRe.length) {
      int length = Math.max(terms, 2 * productRe.length);
      productRe = new double[length];
      productIm = new double[length];
      ownRe = new double[length];
      ownIm = new double[length];
      for (int i = 0; i < tasks; i++) {
        re[i] = new double[length];
        im[i] = new double[length];
      }
    }
    for (int i = 0; i < tasks; i++) {
      PanelLaw law = laws[i];
      if (law != null && sizes[i] > 0) {
        law.evaluate(Math.PI / half * sizes[i], kappa[i] < 0 ? -1 : 1, terms, re[i], im[i]);
      }
    }
  }

  /** Sets the products of the factors of all costs but one. */
  private void multiplyOthers(int task) {
    prepare();
    if (leftOut == task) {
      return;
    }
    leftOut = task;
    boolean empty = true;
    for (int i = 0; i < tasks; i++) {
      if (i == task || !(sizes[i] > 0)) {
        continue;
      }
      if (empty) {
        System.arraycopy(re[i], 0, productRe, 0, terms);
        System.arraycopy(im[i], 0, productIm, 0, terms);
        empty = false;
      } else {
        multiply(productRe, productIm, re[i], im[i]);
      }
    }
    if (empty) {
      Arrays.fill(productRe, 0, terms, 1);
      Arrays.fill(productIm, 0, terms, 0);
    }
  }

  private void multiply(double[] re, double[] im, double[] byRe, double[] byIm) {
    for (int t = 0; t < terms; t++) {
      double a = re[t] * byRe[t] - im[t] * byIm[t];
      im[t] = re[t] * byIm[t] + im[t] * byRe[t];
      re[t] = a;
    }
  }

  private double probability(double[] re, double[] im, double centre) {
    double sum = sum(re, im, INVERSE, Math.PI * centre / half, 0);
    tail.set(laws, kappa, sizes, centre, half);
    int last = 2 * terms - 1;
    double spread = 1 + 0.5 * StrictMath.log(last);
    double off = tasks * PanelLaw.INTERPOLATION_ERROR * 1.001;
    error = likely * (bias + tail.beyond(last) + 2 / Math.PI * spread * off + ROUNDING);
    return likely * Math.min(1, Math.max(0, 0.5 - 2 / Math.PI * sum));
  }

  /** The sum of {@code Im[exp(i ((2 t + 1) turn + phase)) (re_t + i im_t)] weight_t}. */
  private double sum(double[] re, double[] im, double[] weight, double turn, double phase) {
    // Four terms at once, each turned on by eight turns.
    double step = 8 * turn;
    double cosine = StrictMath.cos(step);
    double sine = StrictMath.sin(step);
    double c0 = StrictMath.cos(turn + phase);
    double s0 = StrictMath.sin(turn + phase);
    double twice = StrictMath.cos(2 * turn);
    double ofTwice = StrictMath.sin(2 * turn);
    double c1 = c0 * twice - s0 * ofTwice;
    double s1 = s0 * twice + c0 * ofTwice;
    double c2 = c1 * twice - s1 * ofTwice;
    double s2 = s1 * twice + c1 * ofTwice;
    double c3 = c2 * twice - s2 * ofTwice;
    double s3 = s2 * twice + c2 * ofTwice;
    double sum = 0;
    double other = 0;
    for (int t = 0; t < terms; t += 4) {
      sum += (c0 * im[t] + s0 * re[t]) * weight[t];
      other += (c1 * im[t + 1] + s1 * re[t + 1]) * weight[t + 1];
      sum += (c2 * im[t + 2] + s2 * re[t + 2]) * weight[t + 2];
      other += (c3 * im[t + 3] + s3 * re[t + 3]) * weight[t + 3];
      double next = c0 * cosine - s0 * sine;
      s0 = s0 * cosine + c0 * sine;
      c0 = next;
      next = c1 * cosine - s1 * sine;
      s1 = s1 * cosine + c1 * sine;
      c1 = next;
      next = c2 * cosine - s2 * sine;
      s2 = s2 * cosine + c2 * sine;
      c2 = next;
      next = c3 * cosine - s3 * sine;
      s3 = s3 * cosine + c3 * sine;
      c3 = next;
    }
    return sum + other;
  }

  /** The number of terms, a multiple of 4: the tail is small, or the table of some cost ends. */
  private int chooseTerms() {
    tail.set(laws, kappa, sizes, centre, half);
    int most = INVERSE.length;
    for (int i = 0; i < tasks; i++) {
      PanelLaw law = laws[i];
      most = law == null ? most : Math.min(most, (law.most() + 1) / 2);
    }
    double wanted = Math.max(WANTED_TAIL, TAIL_OF_BIAS * bias);
    int count = FEWEST_TERMS;
    while (count < most && tail.beyond(2 * count - 1) > wanted) {
      count += Math.max(4, count / 20 * 4);
    }
    return Math.min(count, most);
  }
}
