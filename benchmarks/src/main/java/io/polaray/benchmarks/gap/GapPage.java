package io.polaray.benchmarks.gap;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The page about a run of the suite: box plots of the seconds to each gap, and gaps over time. */
final class GapPage {
  private static final int WIDTH = 760;
  private static final int LEFT = 270;
  private static final int ROW = 24;
  private static final double LEAST_SECONDS = 0.02;
  private static final double LEAST_GAP = 1e-7;
  private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7");

  private final Map<String, List<GapTrace>> markets;
  private final List<String> methods;
  private final double limit;

  private GapPage(List<GapTrace> traces, double limit) {
    this.markets =
        traces.stream()
            .collect(
                Collectors.groupingBy(
                    trace -> trace.instance().name(), LinkedHashMap::new, Collectors.toList()));
    this.methods = traces.stream().map(GapTrace::method).distinct().toList();
    this.limit = limit;
  }

  static GapPage of(List<GapTrace> traces, double limit) {
    return new GapPage(traces, limit);
  }

  /** The page; it loads nothing. */
  String html() {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    html.append("<title>Time to gap</title>\n<style>body{font-family:sans-serif;margin:2em auto;");
    html.append("max-width:48em;color:#222}svg{display:block;margin:1em 0;max-width:100%}");
    html.append("</style></head><body>\n<h1>Time to gap</h1>\n");
    html.append(
        format(
            "<p>Seconds of the solver's clock until the proved relative gap was reached;"
                + " each solve was stopped after %.0f s. A box spans the middle half of the seeds,"
                + " its line is the median, whiskers end at the extremes. Solves that did not get"
                + " there count as infinite and are told at the right.</p>\n",
            limit));
    for (double gap : TimeToGap.GAPS) {
      html.append(format("<h2>Seconds to a gap of %s</h2>\n", percent(gap)));
      boxes(html, "Seconds to a proved gap of " + percent(gap), trace -> trace.secondsToGap(gap));
    }
    html.append("<h2>Seconds to a gap of 0.1 % to the dual estimate</h2>\n");
    html.append("<p>When the search had converged; this proves nothing.</p>\n");
    boxes(html, "Seconds to convergence", trace -> trace.secondsToEstimate(1e-3));
    html.append("<h2>Gap over time</h2>\n<p>One line a solve; logarithmic axes.</p>\n");
    markets.forEach((name, traces) -> curves(html, name, traces));
    return html.append("</body></html>\n").toString();
  }

  private void boxes(StringBuilder html, String title, ToDoubleFunction<GapTrace> measured) {
    int rows = markets.size() * methods.size();
    int height = ROW * rows + 60;
    open(html, height, title);
    double[] ticks = {0.1, 1, 10, 100, 1000};
    for (double tick : ticks) {
      if (tick <= limit * 2) {
        line(html, x(tick), 10, x(tick), height - 40, "#ddd", 1);
        text(html, x(tick), height - 22, "middle", format("%s s", number(tick)));
      }
    }
    int row = 0;
    for (Map.Entry<String, List<GapTrace>> market : markets.entrySet()) {
      for (int m = 0; m < methods.size(); m++) {
        double y = 10 + ROW * (row++ + 0.5);
        if (m == 0) {
          text(html, LEFT - 10.0, y + 4, "end", market.getKey());
        }
        double[] seconds = seconds(market.getValue(), methods.get(m), measured);
        box(html, seconds, y, COLOURS.get(m % COLOURS.size()));
      }
    }
    for (int m = 0; m < methods.size() && methods.size() > 1; m++) {
      html.append(
          format(
              "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n",
              LEFT + 170 * m, height - 4, COLOURS.get(m % COLOURS.size()), methods.get(m)));
    }
    html.append("</svg>\n");
  }

  private void box(StringBuilder html, double[] seconds, double y, String colour) {
    long missing = Arrays.stream(seconds).filter(Double::isInfinite).count();
    if (missing > 0) {
      String told = format("%d of %d not", missing, seconds.length);
      text(html, WIDTH - 4.0, y + 4, "end", told);
    }
    double[] reached = Arrays.stream(seconds).filter(Double::isFinite).toArray();
    if (reached.length == 0) {
      return;
    }
    line(html, x(reached[0]), y, x(reached[reached.length - 1]), y, colour, 1.5);
    if (missing == 0 && reached.length > 2) {
      double low = x(quantile(reached, 0.25));
      double high = x(quantile(reached, 0.75));
      html.append(
          format(
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"12\" fill=\"white\""
                  + " stroke=\"%s\" stroke-width=\"1.5\"/>\n",
              low, y - 6, Math.max(1, high - low), colour));
    }
    double median = quantile(seconds, 0.5);
    if (Double.isFinite(median)) {
      line(html, x(median), y - 7, x(median), y + 7, colour, 3);
    }
  }

  private void curves(StringBuilder html, String name, List<GapTrace> traces) {
    int height = 190;
    open(html, height, "Gap over time of " + name);
    text(html, 10, 20, "start", name);
    for (double gap = 1; gap >= LEAST_GAP; gap /= 10) {
      line(html, LEFT, y(gap, height), WIDTH - 100.0, y(gap, height), "#eee", 1);
    }
    text(html, LEFT - 8.0, y(1, height) + 4, "end", "100 %");
    text(html, LEFT - 8.0, y(1e-4, height) + 4, "end", "0.01 %");
    for (double tick : new double[] {0.1, 1, 10, 100, 1000}) {
      if (tick <= limit * 2) {
        text(html, x(tick), height - 6, "middle", number(tick) + " s");
      }
    }
    for (GapTrace trace : traces) {
      StringBuilder path = new StringBuilder();
      double before = Double.NaN;
      for (GapTrace.Point point : trace.points()) {
        double gap = Math.min(1, Math.max(LEAST_GAP, point.gap()));
        path.append(path.isEmpty() ? "M" : format("L%.1f %.1f L", x(point.seconds()), before));
        before = y(gap, height);
        path.append(format("%.1f %.1f ", x(point.seconds()), before));
      }
      String colour = COLOURS.get(methods.indexOf(trace.method()) % COLOURS.size());
      html.append(
          format(
              "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.3\"/>\n",
              path.toString().strip(), colour));
    }
    html.append("</svg>\n");
  }

  /** Medians over seeds, and their ratios to the last method, as a table for a results page. */
  String markdown() {
    StringBuilder text = new StringBuilder("\n| market | method | seeds | last gap, median |");
    for (double gap : TimeToGap.GAPS) {
      text.append(" s to ").append(percent(gap)).append(" |");
    }
    String baseline = methods.get(methods.size() - 1);
    text.append(methods.size() > 1 ? " times " + baseline + " (0.1 % of the estimate) |" : "");
    text.append("\n|").append(" --- |".repeat(8 + (methods.size() > 1 ? 1 : 0))).append('\n');
    markets.forEach(
        (name, traces) -> {
          double base = estimate(traces, baseline);
          for (String method : methods) {
            List<GapTrace> own = traces.stream().filter(t -> t.method().equals(method)).toList();
            double[] last = own.stream().mapToDouble(t -> t.last().gap()).sorted().toArray();
            text.append(
                format("| %s | %s | %d | %.1e |", name, method, own.size(), quantile(last, 0.5)));
            for (double gap : TimeToGap.GAPS) {
              double median = quantile(seconds(traces, method, t -> t.secondsToGap(gap)), 0.5);
              text.append(Double.isFinite(median) ? format(" %.2f |", median) : " - |");
            }
            if (methods.size() > 1) {
              double ratio = estimate(traces, method) / base;
              text.append(Double.isFinite(ratio) ? format(" %.2f |", ratio) : " - |");
            }
            text.append('\n');
          }
        });
    return text.toString();
  }

  private static double estimate(List<GapTrace> traces, String method) {
    return quantile(seconds(traces, method, trace -> trace.secondsToEstimate(1e-3)), 0.5);
  }

  private static double[] seconds(
      List<GapTrace> traces, String method, ToDoubleFunction<GapTrace> measured) {
    return traces.stream()
        .filter(trace -> trace.method().equals(method))
        .mapToDouble(measured)
        .sorted()
        .toArray();
  }

  /** A quantile of sorted numbers, by interpolation between finite neighbours. */
  static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int low = (int) Math.floor(at);
    int high = (int) Math.ceil(at);
    return low == high || sorted[low] == sorted[high]
        ? sorted[low]
        : sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  private double x(double seconds) {
    double share =
        Math.log(Math.max(seconds, LEAST_SECONDS) / LEAST_SECONDS)
            / Math.log(2 * limit / LEAST_SECONDS);
    return LEFT + share * (WIDTH - 100 - LEFT);
  }

  private static double y(double gap, int height) {
    return 14 + Math.log(gap) / Math.log(LEAST_GAP) * (height - 44);
  }

  private static void open(StringBuilder html, int height, String title) {
    html.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n<title>%s</title>\n",
            WIDTH, height, WIDTH, title));
  }

  private static void line(
      StringBuilder html, double x1, double y1, double x2, double y2, String colour, double width) {
    html.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-width=\"%.1f\"/>\n",
            x1, y1, x2, y2, colour, width));
  }

  private static void text(StringBuilder html, double x, double y, String anchor, String text) {
    html.append(
        format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, text));
  }

  private static String percent(double share) {
    return number(100 * share) + " %";
  }

  private static String number(double value) {
    return value >= 1 ? format("%.0f", value) : String.valueOf((float) value);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
