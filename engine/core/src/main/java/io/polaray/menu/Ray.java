package io.polaray.menu;

import io.polaray.numeric.Vector;

/**
 * A non-monotone ray kappa at full extension: taking it moves an agent from eta to {@code eta + y
 * kappa}, {@code 0 <= y <= 1}, and y = 1 touches the boundary of the orthant (paper, section 3).
 *
 * @param direction kappa, finite, with at least one negative and one positive entry; a negative
 *     entry is a task shed, a positive one a task taken on
 */
public record Ray(Vector direction) {
  /** Checks that the direction is finite and non-monotone. */
  public Ray {
    boolean negative = false;
    boolean positive = false;
    for (int i = 0; i < direction.size(); i++) {
      negative |= direction.get(i) < 0;
      positive |= direction.get(i) > 0;
    }
    if (!direction.isFinite() || !negative || !positive) {
      throw new IllegalArgumentException(
          "direction is "
              + direction
              + "; a ray needs finite entries, a negative and a positive one among them");
    }
  }
}
