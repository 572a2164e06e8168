package io.polaray.app.plot;

import io.polaray.app.text.Figures;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A plot with two logarithmic axes: points with intervals, and straight lines between them. */
public final class LogPlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;
  private static final int LEFT = 78;
  private static final int RIGHT = 20;
  private static final int TOP = 46;
  private static final int BOTTOM = 56;

  private final Svg svg;
  private final List<Series> series;
  private int leastX = Integer.MAX_VALUE;
  private int mostX = Integer.MIN_VALUE;
  private int leastY = Integer.MAX_VALUE;
  private int mostY = Integer.MIN_VALUE;

  private LogPlot(String title, List<Series> series) {
    this.svg = new Svg(WIDTH, HEIGHT, title);
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
    LogPlot plot = new LogPlot(title, series);
    plot.draw(xLabel, yLabel);
    out.write(plot.svg.bytes());
  }

  private void draw(String xLabel, String yLabel) {
    findDecades();
    axes();
    svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "middle", "#222", xLabel);
    svg.upward((TOP + HEIGHT - BOTTOM) / 2.0, yLabel);
    for (int k = 0; k < series.size(); k++) {
      draw(series.get(k), Svg.COLOURS.get(k % Svg.COLOURS.size()));
      double y = TOP + 18 + 18 * k;
      svg.dot(WIDTH - RIGHT - 12, y - 4, Svg.COLOURS.get(k % Svg.COLOURS.size()));
      svg.text(WIDTH - RIGHT - 22, y, "end", "#222", series.get(k).name());
    }
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
      svg.line(x, TOP, x, HEIGHT - BOTTOM, "#ddd", 1);
      svg.text(x, HEIGHT - BOTTOM + 18, "middle", "#444", Figures.of(StrictMath.pow(10, d), 6));
    }
    for (int d = leastY; d <= mostY; d++) {
      double y = y(StrictMath.pow(10, d));
      svg.line(LEFT, y, WIDTH - RIGHT, y, "#ddd", 1);
      svg.text(LEFT - 6, y + 4, "end", "#444", Figures.percent(StrictMath.pow(10, d), 3));
    }
    svg.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "#444", 1);
    svg.line(LEFT, TOP, LEFT, HEIGHT - BOTTOM, "#444", 1);
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
        svg.line(lastX, lastY, px, py, colour, 1.5);
      }
      double low = Math.max(value - one.halfWidth().get(k), StrictMath.pow(10, leastY));
      double high = Math.min(value + one.halfWidth().get(k), StrictMath.pow(10, mostY));
      if (low < high) {
        svg.line(px, y(low), px, y(high), colour, 1.5);
      }
      svg.dot(px, py, colour);
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
}
