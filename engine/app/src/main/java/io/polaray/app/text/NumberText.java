package io.polaray.app.text;

import tools.jackson.core.io.NumberOutput;

/**
 * Doubles as text: the shortest decimal that reads back as the same double (Giulietti's Schubfach,
 * so the same on every Java version), without a trailing {@code .0}.
 */
public final class NumberText {
  private NumberText() {}

  /**
   * The text of a finite number; negative zero is written as 0.
   *
   * @throws IllegalArgumentException if the value is NaN or infinite, which JSON cannot hold
   */
  public static String of(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value is " + value + "; it must be finite");
    }
    String text = NumberOutput.toString(value + 0.0, true);
    int exponent = text.indexOf('E');
    String digits = exponent < 0 ? text : text.substring(0, exponent);
    if (digits.endsWith(".0")) {
      digits = digits.substring(0, digits.length() - 2);
    }
    return exponent < 0 ? digits : digits + text.substring(exponent);
  }
}
