package io.polaray.support;

/** How an upper bound on a support value, or a lower bound on cost made of such, was obtained. */
public enum BoundKind {
  /** From a search that narrows the gap with more work; the method says whether to any gap. */
  CERTIFIED,
  /** Valid, from one relaxation that more work does not tighten. */
  RELAXED
}
