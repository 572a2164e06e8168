package io.polaray.market;

/**
 * How the instances of a task must be met: the sense of the market-clearing row {@code sum_j m_j
 * x_j(i) (sense) n(i)}. Only {@link #EQUAL} is supported today; the others are named for transfers
 * (paper, section 1.2).
 */
public enum SupplySense {
  /** Every instance is done exactly once. */
  EQUAL,
  /** At most n(i) instances. */
  AT_MOST,
  /** At least n(i) instances. */
  AT_LEAST,
  /** Any number of instances. */
  FREE
}
