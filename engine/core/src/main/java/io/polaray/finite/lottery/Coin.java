package io.polaray.finite.lottery;

/** The random decisions of a lottery. */
@FunctionalInterface
public interface Coin {
  /**
   * True with probability {@code yes / (yes + no)}, exactly.
   *
   * @param yes positive
   * @param no positive; the sum does not overflow
   */
  boolean toss(long yes, long no);
}
