package io.polaray.finite.replica;

import io.polaray.dual.LotteryEntry;
import java.util.List;

/**
 * Splits people among the menus of a lottery (paper, section 4.3, footnote 19): floor(epsilon N)
 * get a menu of probability epsilon. Those who remain are drawn by systematic sampling with the
 * fractional parts, so that each menu's expected number is exactly epsilon N.
 */
public final class MenuShares {
  private static final double ROUNDING = 1e-9;

  private MenuShares() {}

  /**
   * How many people get each menu.
   *
   * @param people at least 0
   * @param uniform a number in [0, 1), the only randomness
   */
  public static long[] split(List<LotteryEntry> lottery, long people, double uniform) {
    long[] shares = new long[lottery.size()];
    double[] parts = new double[lottery.size()];
    double total = 0;
    for (LotteryEntry entry : lottery) {
      total += entry.probability();
    }
    long given = 0;
    for (int k = 0; k < shares.length; k++) {
      double share = people * (lottery.get(k).probability() / total);
      shares[k] = (long) Math.floor(share + ROUNDING);
      parts[k] = Math.max(0, share - shares[k]);
      given += shares[k];
    }
    double running = 0;
    double next = uniform;
    long rest = people - given;
    for (int k = 0; k < shares.length && rest > 0; k++) {
      running += parts[k];
      while (rest > 0 && next < running) {
        shares[k]++;
        rest--;
        next += 1;
      }
    }
    for (int k = shares.length - 1; k >= 0 && rest > 0; k--) {
      if (parts[k] > ROUNDING) {
        shares[k]++;
        rest--;
      }
    }
    shares[0] += rest;
    return shares;
  }
}
