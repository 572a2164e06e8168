package io.polaray.support;

/**
 * A valid upper bound on S_j(w) under the problem's measure.
 *
 * @param value the bound, {@code +infinity} when none is known
 * @param kind whether the method converges
 * @param method its name, for logs and files
 */
public record UpperBound(double value, BoundKind kind, String method) {
  /** The smaller of two bounds; the first on a tie. */
  public UpperBound min(UpperBound other) {
    return other.value < value ? other : this;
  }
}
