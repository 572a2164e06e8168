package io.polaray.verify;

import java.math.BigDecimal;

/**
 * Upper bound on what one side of a two-task menu can earn: {@code sup over prices p > 0 of G(p)
 * max(0, w_b p - w_a)} with {@code G(p) = P(c_a >= p c_b)}, the value of the best ray that gives up
 * one unit of task a for p units of task b.
 */
interface SideBound {
  /**
   * The bound for giving up task a and taking on the other task.
   *
   * @param a the task given up, 0 or 1
   * @param weightA w_a
   * @param weightB w_b
   */
  BigDecimal upper(int a, BigDecimal weightA, BigDecimal weightB);
}
