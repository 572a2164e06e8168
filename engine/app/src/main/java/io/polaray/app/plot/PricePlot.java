package io.polaray.app.plot;

import io.polaray.app.text.Figures;
import io.polaray.numeric.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Prices against the ratio that they answer to, both on one logarithmic scale, so that the ratio
 * itself is the diagonal.
 */
public final class PricePlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 500;
  private static final int LEFT = 78;
  private static final int RIGHT = 20;
  private static final int TOP = 46;
  private static final int BOTTOM = 56;
  private static final double[] STEPS = {1, 1.5, 2, 3, 5, 7};

  private final Svg svg;
  private final double least;
  private final double most;

  /**
   * Lines and dots of one colour.
   *
   * @param name for the legend
   * @param ratios abscissas, increasing
   * @param first a line, drawn solid; interrupted where it is NaN
   * @param second a line, drawn dashed
   * @param dots x and y of each dot, one after the other
   */
  public record Prices(String name, Vector ratios, Vector first, Vector second, List<Double> dots) {
    /** Copies the list. */
    public Prices {
      dots = List.copyOf(dots);
    }
  }

  private PricePlot(String title, List<Prices> prices) {
    svg = new Svg(WIDTH, HEIGHT, title);
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Prices one : prices) {
      low = Math.min(low, one.ratios().get(0));
      high = Math.max(high, one.ratios().get(one.ratios().size() - 1));
    }
    least = low;
    most = Math.max(high, low * (1 + 1e-9));
  }

  /** Writes the plot as one SVG document; what lies outside of the ratios is left out. */
  public static void write(
      OutputStream out, String title, String xLabel, String yLabel, List<Prices> prices)
      throws IOException {
    PricePlot plot = new PricePlot(title, prices);
    plot.axes(xLabel, yLabel);
    for (int k = 0; k < prices.size(); k++) {
      plot.draw(prices.get(k), Svg.COLOURS.get(k % Svg.COLOURS.size()), k);
    }
    out.write(plot.svg.bytes());
  }

  private void axes(String xLabel, String yLabel) {
    int from = (int) Math.floor(StrictMath.log10(least));
    int to = (int) Math.ceil(StrictMath.log10(most));
    boolean wide = to - from > 3;
    for (int decade = from; decade <= to; decade++) {
      for (double step : STEPS) {
        double value = step * StrictMath.pow(10, decade);
        if (value >= least && value <= most && (step == 1 || !wide)) {
          svg.line(x(value), TOP, x(value), HEIGHT - BOTTOM, "#e4e4e4", 1);
          svg.line(LEFT, y(value), WIDTH - RIGHT, y(value), "#e4e4e4", 1);
          String label = Figures.of(value, 3);
          svg.text(x(value), HEIGHT - BOTTOM + 18, "middle", "#444", label);
          svg.text(LEFT - 6, y(value) + 4, "end", "#444", label);
        }
      }
    }
    svg.line(x(least), y(least), x(most), y(most), "#999", 1);
    svg.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "#444", 1);
    svg.line(LEFT, TOP, LEFT, HEIGHT - BOTTOM, "#444", 1);
    svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "middle", "#222", xLabel);
    svg.upward((TOP + HEIGHT - BOTTOM) / 2.0, yLabel);
  }

  private void draw(Prices one, String colour, int position) {
    path(one.ratios(), one.first(), colour, "");
    path(one.ratios(), one.second(), colour, "6 4");
    for (int k = 0; k + 1 < one.dots().size(); k += 2) {
      if (shown(one.dots().get(k)) && shown(one.dots().get(k + 1))) {
        svg.dot(x(one.dots().get(k)), y(one.dots().get(k + 1)), colour);
      }
    }
    double y = TOP + 18 + 18 * position;
    svg.dot(LEFT + 14, y - 4, colour);
    svg.text(LEFT + 24, y, "start", "#222", one.name());
  }

  private void path(Vector ratios, Vector prices, String colour, String dashes) {
    List<Double> points = new ArrayList<>();
    for (int k = 0; k < ratios.size(); k++) {
      if (shown(prices.get(k))) {
        points.add(x(ratios.get(k)));
        points.add(y(prices.get(k)));
      } else {
        end(points, colour, dashes);
      }
    }
    end(points, colour, dashes);
  }

  private void end(List<Double> points, String colour, String dashes) {
    if (!points.isEmpty()) {
      svg.path(points, colour, 1.8, dashes);
      points.clear();
    }
  }

  private boolean shown(double value) {
    return value >= least && value <= most;
  }

  private double x(double value) {
    return LEFT + (WIDTH - LEFT - RIGHT) * share(value);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share(value);
  }

  private double share(double value) {
    return StrictMath.log(value / least) / StrictMath.log(most / least);
  }
}
