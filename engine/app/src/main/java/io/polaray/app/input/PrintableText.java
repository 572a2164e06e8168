package io.polaray.app.input;

import java.util.Locale;

/** Text from outside made safe for a terminal, and the check that a name can be shown at all. */
public final class PrintableText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private PrintableText() {}

  /**
   * The text with invisible and steering characters written as their code points, {@code \\u} and
   * hexadecimal digits, and cut after a length.
   *
   * @param max the most characters to keep
   */
  public static String of(String text, int max) {
    StringBuilder printable = new StringBuilder();
    int length = 0;
    for (int at = 0; at < text.length(); ) {
      if (length++ >= max) {
        return printable.append("...").toString();
      }
      int point = text.codePointAt(at);
      if (isPrintable(point)) {
        printable.appendCodePoint(point);
      } else {
        printable.append(escape(point));
      }
      at += Character.charCount(point);
    }
    return printable.toString();
  }

  /**
   * The first character that a name must not contain, as its code point; empty when there is none.
   * Letters of every script, marks, digits, punctuation, symbols and spaces are allowed; control
   * characters, line separators, direction marks and other invisible characters are not.
   */
  public static String firstUnprintable(String name) {
    return name.codePoints()
        .filter(point -> !isPrintable(point))
        .mapToObj(PrintableText::escape)
        .findFirst()
        .orElse("");
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> point == ZERO_WIDTH_NON_JOINER || point == ZERO_WIDTH_JOINER;
      default -> true;
    };
  }

  private static String escape(int point) {
    return point <= 0xFFFF
        ? String.format(Locale.ROOT, "\\u%04X", point)
        : String.format(Locale.ROOT, "\\u{%X}", point);
  }
}
