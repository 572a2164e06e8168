package io.polaray.protocol;

import io.polaray.numeric.Vector;
import java.util.Arrays;

/**
 * The types c that a protocol must suit: a box of private costs, or all of the orthant.
 *
 * @param lower lower ends, nonnegative
 * @param upper upper ends, at least the lower ones; finite
 */
public record TypeSpace(Vector lower, Vector upper) {
  /** Checks sizes and order. */
  public TypeSpace {
    if (lower.size() != upper.size() || !lower.isFinite() || !upper.isFinite()) {
      throw new IllegalArgumentException(
          "lower is " + lower + ", upper " + upper + "; they must be finite and of one size");
    }
    for (int i = 0; i < lower.size(); i++) {
      if (!(lower.get(i) >= 0) || !(upper.get(i) >= lower.get(i))) {
        throw new IllegalArgumentException(
            "lower["
                + i
                + "] is "
                + lower.get(i)
                + ", upper["
                + i
                + "] "
                + upper.get(i)
                + "; 0 <= lower <= upper must hold");
      }
    }
  }

  /** All types of a box. */
  public static TypeSpace box(Vector lower, Vector upper) {
    return new TypeSpace(lower, upper);
  }

  /** All positive types; their directions are those of the unit box. */
  public static TypeSpace orthant(int tasks) {
    double[] ones = new double[tasks];
    Arrays.fill(ones, 1);
    return new TypeSpace(Vector.zeros(tasks), Vector.of(ones));
  }
}
