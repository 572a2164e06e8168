package io.polaray.verify;

import java.math.BigDecimal;

/**
 * Upper bound on what one side of a two-task menu can earn: {@code sup over prices p > 0 of G(p)
 * max(0, w_b p - w_a)} with {@code G(p) = P(c_a >= p c_b)}, the value of the best ray that gives up
 * one unit of task a for p units of task b.
 */
interface SideBound {
  /**
   * A bound with what it might be too large by.
   *
   * @param upper no price earns more
   * @param looseness some price earns at least {@code upper - looseness}; 0 up to rounding when the
   *     bound is attained
   */
  record Side(BigDecimal upper, BigDecimal looseness) {
    /** Where nothing is known of prices beyond some point. */
    static final Side UNKNOWN =
        new Side(new BigDecimal(Double.MAX_VALUE), new BigDecimal(Double.MAX_VALUE));

    static Side attained(BigDecimal upper) {
      return new Side(upper, BigDecimal.ZERO);
    }
  }

  /**
   * The bound for giving up task a and taking on the other task.
   *
   * @param a the task given up, 0 or 1
   * @param weightA w_a
   * @param weightB w_b
   */
  Side bound(int a, BigDecimal weightA, BigDecimal weightB);
}
