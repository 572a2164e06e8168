package io.polaray.support;

/** How an upper bound on a support value, or a lower bound on cost made of such, was obtained. */
public enum BoundKind {
  /** Converges to the value: the gap can be closed by more work. */
  CERTIFIED,
  /** Valid, from a relaxation that need not close. */
  RELAXED
}
