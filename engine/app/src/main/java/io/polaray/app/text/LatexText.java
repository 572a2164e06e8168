package io.polaray.app.text;

/** Text from outside as a cell of a LaTeX table. */
public final class LatexText {
  private LatexText() {}

  /** The text in braces, with every character that LaTeX could read as its own written out. */
  public static String of(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16).append('{');
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '<' -> escaped.append("\\textless{}");
                case '>' -> escaped.append("\\textgreater{}");
                case '|' -> escaped.append("\\textbar{}");
                case '"' -> escaped.append("\\textquotedbl{}");
                case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').appendCodePoint(c);
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.append('}').toString();
  }
}
