package io.polaray.app.plot;

import io.polaray.app.text.Figures;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A plot with two logarithmic axes: points with intervals, and straight lines between them. */
public final class LogPlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;
  private static final int LEFT = 78;
  private static final int RIGHT = 20;
  private static final int TOP = 46;
  private static final int BOTTOM = 56;
  private static final List<String> COLOURS = List.of("#1b6ca8", "#c8553d", "#3a7d44", "#6d597a");

  private final StringBuilder svg = new StringBuilder();
  private final List<Series> series;
  private int leastX = Integer.MAX_VALUE;
  private int mostX = Integer.MIN_VALUE;
  private int leastY = Integer.MAX_VALUE;
  private int mostY = Integer.MIN_VALUE;

  private LogPlot(List<Series> series) {
    this.series = series;
  }

  /**
   * Writes the plot as one SVG document; only points with positive coordinates are shown.
   *
   * @param title plain text
   */
  public static void write(
      OutputStream out, String title, String xLabel, String yLabel, List<Series> series)
      throws IOException {
    LogPlot plot = new LogPlot(series);
    plot.draw(title, xLabel, yLabel);
    out.write(plot.svg.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void draw(String title, String xLabel, String yLabel) {
    findDecades();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
        .append(WIDTH)
        .append("\" height=\"")
        .append(HEIGHT)
        .append("\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" font-family=\"sans-serif\"")
        .append(" font-size=\"13\" role=\"img\">\n<title>")
        .append(escape(title))
        .append("</title>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    text(WIDTH / 2.0, 22, "middle", "#222", title);
    axes();
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "middle", "#222", xLabel);
    double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
    svg.append(
        format(
            "<text transform=\"translate(18 %.1f) rotate(-90)\" text-anchor=\"middle\""
                + " fill=\"#222\">%s</text>\n",
            middle, escape(yLabel)));
    for (int k = 0; k < series.size(); k++) {
      draw(series.get(k), COLOURS.get(k % COLOURS.size()));
      double y = TOP + 18 + 18 * k;
      svg.append(
          format(
              "<circle cx=\"%d\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n",
              WIDTH - RIGHT - 12, y - 4, COLOURS.get(k % COLOURS.size())));
      text(WIDTH - RIGHT - 22, y, "end", "#222", series.get(k).name());
    }
    svg.append("</svg>\n");
  }

  private void findDecades() {
    for (Series one : series) {
      for (int k = 0; k < one.x().size(); k++) {
        if (one.x().get(k) > 0 && one.y().get(k) > 0) {
          leastX = Math.min(leastX, (int) Math.floor(log10(one.x().get(k))));
          mostX = Math.max(mostX, (int) Math.ceil(log10(one.x().get(k))));
          leastY = Math.min(leastY, (int) Math.floor(log10(one.y().get(k))));
          mostY = Math.max(mostY, (int) Math.ceil(log10(one.y().get(k))));
        }
      }
    }
    if (leastX > mostX) {
      leastX = mostX = leastY = mostY = 0;
    }
    mostX = Math.max(mostX, leastX + 1);
    mostY = Math.max(mostY, leastY + 1);
  }

  private void axes() {
    for (int d = leastX; d <= mostX; d++) {
      double x = x(StrictMath.pow(10, d));
      line(x, TOP, x, HEIGHT - BOTTOM, "#ddd", 1);
      text(x, HEIGHT - BOTTOM + 18, "middle", "#444", Figures.of(StrictMath.pow(10, d), 6));
    }
    for (int d = leastY; d <= mostY; d++) {
      double y = y(StrictMath.pow(10, d));
      line(LEFT, y, WIDTH - RIGHT, y, "#ddd", 1);
      text(LEFT - 6, y + 4, "end", "#444", Figures.percent(StrictMath.pow(10, d), 3));
    }
    line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "#444", 1);
    line(LEFT, TOP, LEFT, HEIGHT - BOTTOM, "#444", 1);
  }

  private void draw(Series one, String colour) {
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (int k = 0; k < one.x().size(); k++) {
      double value = one.y().get(k);
      if (!(one.x().get(k) > 0 && value > 0)) {
        continue;
      }
      double px = x(one.x().get(k));
      double py = y(value);
      if (!Double.isNaN(lastX)) {
        line(lastX, lastY, px, py, colour, 1.5);
      }
      double low = Math.max(value - one.halfWidth().get(k), StrictMath.pow(10, leastY));
      double high = Math.min(value + one.halfWidth().get(k), StrictMath.pow(10, mostY));
      if (low < high) {
        line(px, y(low), px, y(high), colour, 1.5);
      }
      svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n", px, py, colour));
      lastX = px;
      lastY = py;
    }
  }

  private double x(double value) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (log10(value) - leastX) / (mostX - leastX);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (log10(value) - leastY) / (mostY - leastY);
  }

  private static double log10(double value) {
    return StrictMath.log10(value);
  }

  private void line(double x1, double y1, double x2, double y2, String colour, double width) {
    svg.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-width=\"%.1f\"/>\n",
            x1, y1, x2, y2, colour, width));
  }

  private void text(double x, double y, String anchor, String colour, String text) {
    svg.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
            x, y, anchor, colour, escape(text)));
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
