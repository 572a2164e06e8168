package io.polaray.menu;

import io.polaray.numeric.Vector;

/**
 * The box {@code lower <= c <= upper} in which an agent's private costs are known to lie.
 *
 * @param lower lower ends, finite, at least 0
 * @param upper upper ends, not below the lower ones; may be {@code +infinity}
 */
public record CostBox(Vector lower, Vector upper) {
  /** Checks the ends. */
  public CostBox {
    if (lower.size() != upper.size()) {
      throw new IllegalArgumentException(
          "upper has length " + upper.size() + "; it must have that of lower, " + lower.size());
    }
    for (int i = 0; i < lower.size(); i++) {
      if (!(lower.get(i) >= 0 && lower.get(i) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "lower[" + i + "] is " + lower.get(i) + "; it must be finite and at least 0");
      }
      if (!(upper.get(i) >= lower.get(i))) {
        throw new IllegalArgumentException(
            "upper[" + i + "] is " + upper.get(i) + "; it must be at least " + lower.get(i));
      }
    }
  }

  /** The number of tasks I. */
  public int tasks() {
    return lower.size();
  }

  /**
   * Whether the closed cone of the box is the whole orthant, so that knowing the box allows no menu
   * that is not polarised on the orthant.
   *
   * <p>The cone is closed and convex; it is the orthant iff it holds every unit vector e_i, that is
   * iff c(j) / c(i) can be made as small as one likes for all j together: the upper end of task i
   * is infinite, or it is positive and all other lower ends are 0.
   */
  public boolean spansOrthant() {
    for (int i = 0; i < tasks(); i++) {
      boolean free = upper.get(i) > 0;
      for (int j = 0; j < tasks(); j++) {
        free &= j == i || lower.get(j) == 0;
      }
      if (!free && upper.get(i) < Double.POSITIVE_INFINITY) {
        return false;
      }
    }
    return true;
  }
}
