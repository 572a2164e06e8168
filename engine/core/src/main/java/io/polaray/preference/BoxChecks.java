package io.polaray.preference;

import io.polaray.numeric.Vector;

/** Checks of the boxes that preferences live on. */
final class BoxChecks {
  private BoxChecks() {}

  /** Throws unless {@code 0 <= lower <= upper}, 0 &lt; upper, entry by entry. */
  static void requireBox(Vector lower, Vector upper, boolean infiniteAllowed) {
    if (lower.size() < 1 || lower.size() != upper.size()) {
      throw new IllegalArgumentException(
          "lower and upper have "
              + lower.size()
              + " and "
              + upper.size()
              + " entries; they must have one each per task, at least one");
    }
    for (int i = 0; i < lower.size(); i++) {
      requireInterval("[" + i + "]", lower.get(i), upper.get(i), infiniteAllowed);
    }
  }

  /** Throws unless at least one type is asked for. */
  static void requireTypes(int types) {
    if (types < 1) {
      throw new IllegalArgumentException("types is " + types + "; it must be at least 1");
    }
  }

  /** Throws unless {@code 0 <= lower <= upper}, 0 &lt; upper. */
  static void requireInterval(String place, double lower, double upper, boolean infiniteAllowed) {
    if (!(lower >= 0) || Double.isInfinite(lower)) {
      throw new IllegalArgumentException(
          "lower" + place + " is " + lower + "; it must be finite and at least 0");
    }
    boolean tooLarge = !infiniteAllowed && Double.isInfinite(upper);
    if (!(upper > 0) || tooLarge) {
      throw new IllegalArgumentException(
          "upper"
              + place
              + " is "
              + upper
              + "; it must be positive"
              + (infiniteAllowed ? "" : " and finite"));
    }
    if (upper < lower) {
      throw new IllegalArgumentException(
          "upper" + place + " is " + upper + "; it must be at least lower" + place + " = " + lower);
    }
  }
}
