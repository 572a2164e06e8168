package io.polaray.app.plot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** An SVG document in the making; all text is escaped. */
final class Svg {
  /** Colours of series, one after the other. */
  static final List<String> COLOURS = List.of("#1b6ca8", "#c8553d", "#3a7d44", "#6d597a");

  private final StringBuilder svg = new StringBuilder();

  /** Starts a white document with a title. */
  Svg(int width, int height, String title) {
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
        .append(width)
        .append("\" height=\"")
        .append(height)
        .append("\" viewBox=\"0 0 " + width + " " + height + "\" font-family=\"sans-serif\"")
        .append(" font-size=\"13\" role=\"img\">\n<title>")
        .append(escape(title))
        .append("</title>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    text(width / 2.0, 22, "middle", "#222", title);
  }

  void line(double x1, double y1, double x2, double y2, String colour, double width) {
    svg.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-width=\"%.1f\"/>\n",
            x1, y1, x2, y2, colour, width));
  }

  /**
   * Straight lines from point to point.
   *
   * @param points x and y of each point, one after the other
   * @param dashes the pattern, empty for a solid line
   */
  void path(List<Double> points, String colour, double width, String dashes) {
    svg.append("<polyline fill=\"none\" points=\"");
    for (int k = 0; k + 1 < points.size(); k += 2) {
      svg.append(format(k == 0 ? "%.1f,%.1f" : " %.1f,%.1f", points.get(k), points.get(k + 1)));
    }
    svg.append(format("\" stroke=\"%s\" stroke-width=\"%.1f\"", colour, width))
        .append(dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"")
        .append("/>\n");
  }

  void dot(double x, double y, String colour) {
    svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n", x, y, colour));
  }

  void text(double x, double y, String anchor, String colour, String text) {
    svg.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
            x, y, anchor, colour, escape(text)));
  }

  /** Text along the left edge, from below to above. */
  void upward(double middle, String text) {
    svg.append(
        format(
            "<text transform=\"translate(18 %.1f) rotate(-90)\" text-anchor=\"middle\""
                + " fill=\"#222\">%s</text>\n",
            middle, escape(text)));
  }

  /** The whole document. */
  byte[] bytes() {
    return (svg + "</svg>\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
