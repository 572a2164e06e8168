package io.polaray.notebooks;

import java.util.List;
import java.util.Locale;

/** Tables as HTML. */
public final class Tables {
  private static final int DIGITS = 4;

  private Tables() {}

  /**
   * A table.
   *
   * @param head column headings
   * @param rows cells; numbers are aligned to the right and shown with four significant digits
   */
  public static String html(List<String> head, List<? extends List<?>> rows) {
    StringBuilder html = new StringBuilder("<table>\n<tr>");
    for (String name : head) {
      html.append("<th>").append(escaped(name)).append("</th>");
    }
    html.append("</tr>\n");
    for (List<?> row : rows) {
      html.append("<tr>");
      for (Object cell : row) {
        boolean number = cell instanceof Number;
        html.append(number ? "<td style=\"text-align:right\">" : "<td style=\"text-align:left\">");
        html.append(cell instanceof Double value ? number(value) : escaped(String.valueOf(cell)));
        html.append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</table>").toString();
  }

  /** A number with four significant digits; whole numbers and those from 1000 on without point. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (size == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return size == 0 ? "0" : String.valueOf(value);
    }
    if (size < 1e-3) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    if (value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    int whole = (int) Math.floor(Math.log10(size)) + 1;
    return String.format(Locale.ROOT, "%,." + Math.max(0, DIGITS - whole) + "f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
