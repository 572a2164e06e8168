package io.polaray.app.text;

/** Text from outside as the content of an HTML element or of a quoted attribute. */
public final class HtmlText {
  private HtmlText() {}

  /** The text with every character that HTML could read as its own written as a reference. */
  public static String of(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
