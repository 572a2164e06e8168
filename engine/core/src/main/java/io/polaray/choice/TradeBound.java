package io.polaray.choice;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Branch and bound over the trades of many pairs at once: the expected saving that no bilateral
 * trade exceeds.
 */
final class TradeBound {
  /*
   * The saving -(pi' - pi'') . gamma is linear in gamma, P(gamma . c' <= 0) falls and
   * P(gamma . c'' >= 0) rises in every entry. On a cell [l, u] of gammas the expected saving is
   * so at most the largest saving in the cell times P(l . c' <= 0) P(u . c'' >= 0). When both have
   * one continuous law without a known cost, the two probabilities add up to 1, and their
   * product is at most the largest p (1 - p) with p between P(u . c' <= 0) and P(l . c' <= 0).
   *
   * A best trade is at full extension: it touches the box -sigma' <= gamma <= sigma''. So a pair is
   * first cut into the faces of its box, and cells of faces are halved, always the cell with the
   * largest bound, until that bound is close enough to the best value found. Errors e of the
   * probabilities leave about e saving (P' + P'') between them. A cell that stands above the best
   * value by no more than they make of the best trade, and but for them by a tenth of that, is
   * settled.
   */
  private static final double ROUND_UP = 1 + 0x1p-40;

  /** Of what errors make of the best trade. */
  private static final double SETTLED = 0.1;

  /** Where the data of the pairs come from. */
  interface Pairs {
    /** Turns to a pair. */
    TradePair pair(int one, int other);

    /** Bound on the error of the acceptance probabilities of the two. */
    double probabilityError(int one, int other);

    /** Whether both have one law without atoms in any direction. */
    boolean commonLaw(int one, int other);
  }

  private static final class Cell {
    final int one;
    final int other;
    final double bound;
    final long number;
    final double @Nullable [] low;
    final double @Nullable [] high;

    Cell(
        int one,
        int other,
        double bound,
        long number,
        double @Nullable [] low,
        double @Nullable [] high) {
      this.one = one;
      this.other = other;
      this.bound = bound;
      this.number = number;
      this.low = low;
      this.high = high;
    }
  }

  private final Pairs pairs;
  private final double relativeGap;
  private final PriorityQueue<Cell> cells =
      new PriorityQueue<>(
          Comparator.comparingDouble((Cell cell) -> -cell.bound)
              .thenComparingLong(cell -> cell.number));
  private double best;

  /** The saving of the best trade if both agree. */
  private double bestSaving;

  private int bestOne = -1;
  private int bestOther = -1;
  private double[] bestGamma = {};
  private long numbers;

  /** The largest bound of a cell that is not halved any more. */
  private double settled;

  TradeBound(Pairs pairs, double relativeGap) {
    this.pairs = pairs;
    this.relativeGap = relativeGap;
  }

  /** Bound of a whole pair: its box, without a look at the probabilities. */
  static double ofPair(TradePair pair, boolean commonLaw) {
    return ROUND_UP * pair.largestSaving() * (commonLaw ? 0.25 : 1);
  }

  /** Takes a trade that was found. */
  void offer(int one, int other, double[] gamma, double value) {
    if (value > best) {
      best = value;
      bestSaving = pairs.pair(one, other).saving(gamma);
      bestOne = one;
      bestOther = other;
      bestGamma = gamma.clone();
    }
  }

  /** Adds a pair with its bound if it may hold a better trade than the best one. */
  void add(int one, int other, double bound) {
    if (bound > best) {
      cells.add(new Cell(one, other, bound, numbers++, null, null));
    }
  }

  /** Works until the gap is met or the budget of cells is used up. */
  void run(long maxCells) {
    long limit = numbers + maxCells;
    while (!cells.isEmpty() && !met() && numbers < limit) {
      Cell cell = cells.remove();
      double[] low = cell.low;
      double[] high = cell.high;
      TradePair pair = pairs.pair(cell.one, cell.other);
      if (low == null || high == null) {
        faces(cell, pair);
      } else {
        halve(cell, pair, low, high);
      }
    }
  }

  private boolean met() {
    Cell top = cells.peek();
    return top == null || top.bound <= best * (1 + relativeGap);
  }

  private void faces(Cell cell, TradePair pair) {
    for (int i = 0; i < pair.tasks; i++) {
      for (int side = 0; side < 2; side++) {
        double end = side == 0 ? pair.low[i] : pair.high[i];
        if (end != 0) {
          double[] low = pair.low.clone();
          double[] high = pair.high.clone();
          low[i] = end;
          high[i] = end;
          push(cell, pair, low, high);
        }
      }
    }
  }

  private void halve(Cell cell, TradePair pair, double[] low, double[] high) {
    int widest = -1;
    double width = 0;
    for (int i = 0; i < low.length; i++) {
      double own = pair.middle(i) * (high[i] - low[i]);
      if (own > width) {
        width = own;
        widest = i;
      }
    }
    double middle = widest < 0 ? 0 : 0.5 * (low[widest] + high[widest]);
    if (widest < 0 || !(middle > low[widest] && middle < high[widest])) {
      settled = Math.max(settled, cell.bound);
      return;
    }
    double[] lower = high.clone();
    lower[widest] = middle;
    push(cell, pair, low, lower);
    double[] upper = low.clone();
    upper[widest] = middle;
    push(cell, pair, upper, high);
  }

  private void push(Cell parent, TradePair pair, double[] low, double[] high) {
    double error = pairs.probabilityError(parent.one, parent.other);
    double bound = Math.min(parent.bound, bound(pair, parent, low, high, error));
    numbers++;
    if (!(bound > best)) {
      return;
    }
    double allowance = 2 * error * bestSaving;
    if (allowance > 0
        && bound <= best + allowance
        && bound(pair, parent, low, high, 0) <= best + SETTLED * allowance) {
      settled = Math.max(settled, bound);
      return;
    }
    cells.add(new Cell(parent.one, parent.other, bound, numbers, low, high));
    double[] middle = new double[low.length];
    for (int i = 0; i < middle.length; i++) {
      middle[i] = 0.5 * (low[i] + high[i]);
    }
    double value = pair.value(middle);
    if (value > best) {
      value = Math.max(value, pair.improve(middle, 1e-10));
      offer(parent.one, parent.other, middle, value);
    }
  }

  private double bound(TradePair pair, Cell cell, double[] low, double[] high, double error) {
    double saving = 0;
    double magnitude = 0;
    for (int i = 0; i < low.length; i++) {
      double rate = -pair.difference[i];
      saving += Math.max(rate * low[i], rate * high[i]);
      magnitude += Math.abs(rate) * Math.max(Math.abs(low[i]), Math.abs(high[i]));
    }
    saving += (ROUND_UP - 1) * magnitude;
    if (!(saving > 0)) {
      return 0;
    }
    double most = error > 0 ? pair.firstAtMost(low, error) : pair.firstAccepts(low);
    if (pairs.commonLaw(cell.one, cell.other)) {
      double least = Math.max(0, pair.firstAccepts(high) - error);
      double p = Math.max(least, Math.min(most, 0.5));
      return ROUND_UP * saving * p * (1 - p);
    }
    if (most <= 0) {
      return 0;
    }
    return ROUND_UP
        * saving
        * most
        * (error > 0 ? pair.secondAtMost(high, error) : pair.secondAccepts(high));
  }

  /** No trade of the pairs that were added is worth more. */
  double upperBound() {
    Cell top = cells.peek();
    return Math.max(Math.max(best, settled), top == null ? 0 : top.bound);
  }

  double best() {
    return best;
  }

  int bestOne() {
    return bestOne;
  }

  int bestOther() {
    return bestOther;
  }

  double[] bestGamma() {
    return Arrays.copyOf(bestGamma, bestGamma.length);
  }
}
