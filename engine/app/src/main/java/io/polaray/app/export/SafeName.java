package io.polaray.app.export;

/**
 * Names of rows and columns: a prefix with the number of what is named, which makes them unique,
 * and as much of its own name as fits, in letters, digits and underscores.
 */
final class SafeName {
  private static final int MAX_LENGTH = 40;

  private SafeName() {}

  /**
   * A name such as {@code t2_imaging}.
   *
   * @param prefix a letter that no number format uses
   * @param number counted from 1
   */
  static String of(char prefix, int number, String text) {
    StringBuilder name = new StringBuilder().append(prefix).append(number);
    StringBuilder own = new StringBuilder();
    for (int k = 0; k < text.length() && own.length() < MAX_LENGTH; k++) {
      char c = text.charAt(k);
      boolean plain = c < 128 && Character.isLetterOrDigit(c);
      if (plain) {
        own.append(c);
      } else if (own.length() > 0 && own.charAt(own.length() - 1) != '_') {
        own.append('_');
      }
    }
    return own.length() == 0 ? name.toString() : name.append('_').append(own).toString();
  }
}
