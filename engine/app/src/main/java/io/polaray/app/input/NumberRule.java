package io.polaray.app.input;

/**
 * Which numbers a field may hold. Magnitudes are limited so that products of several numbers of a
 * file neither overflow nor vanish.
 */
public enum NumberRule {
  /** Any finite number. */
  FINITE("a finite number"),
  /** Any finite number of magnitude at most 1e30. */
  ANY("a number between -1e30 and 1e30"),
  /** 0, or between 1e-30 and 1e30. */
  NONNEGATIVE("0, or a number between 1e-30 and 1e30"),
  /** Between 1e-30 and 1e30. */
  POSITIVE("a positive number between 1e-30 and 1e30"),
  /** Between 1 and 1e30. */
  AT_LEAST_ONE("a number between 1 and 1e30");

  private static final double MAX = 1e30;
  private static final double MIN_POSITIVE = 1e-30;

  private final String range;

  NumberRule(String range) {
    this.range = range;
  }

  /** The allowed range in words. */
  public String range() {
    return range;
  }

  /** Whether the rule allows the value. */
  public boolean allows(double value) {
    return switch (this) {
      case FINITE -> Double.isFinite(value);
      case ANY -> Math.abs(value) <= MAX;
      case NONNEGATIVE -> value == 0 || (value >= MIN_POSITIVE && value <= MAX);
      case POSITIVE -> value >= MIN_POSITIVE && value <= MAX;
      case AT_LEAST_ONE -> value >= 1 && value <= MAX;
    };
  }

  /** What is wrong with a value that the rule does not allow. */
  String fault(double value) {
    if (Double.isNaN(value)) {
      return "it is not a number";
    }
    if (Double.isInfinite(value)) {
      return "it is not finite, or too large for a double";
    }
    if (Math.abs(value) > MAX) {
      return "its magnitude is above 1e30";
    }
    if (this == AT_LEAST_ONE) {
      return "it is below 1";
    }
    if (value < 0) {
      return "it is negative";
    }
    return value == 0 ? "it is zero" : "it is positive but below 1e-30";
  }
}
