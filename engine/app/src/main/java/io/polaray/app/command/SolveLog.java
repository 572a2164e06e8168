package io.polaray.app.command;

import io.polaray.app.text.Figures;
import io.polaray.dual.ProgressListener;
import io.polaray.dual.RoundReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The log of a solve: a table with a row for each of the first rounds, then a row every few
 * seconds, and the last round in any case; on a terminal, a live line below it. It keeps all rounds
 * for the trace.
 */
final class SolveLog implements ProgressListener {
  private static final int FIRST_ROWS = 10;
  private static final double MIN_SECONDS_BETWEEN_ROWS = 3;
  private static final int ROWS_PER_HEADER = 20;
  private static final String FORMAT = "%1s %6s %14s %14s %14s %9s %9s %9s %10s %8s%n";

  private final @Nullable PrintWriter err;
  private final boolean live;
  private final List<RoundReport> rounds = new ArrayList<>();
  private int rows;
  private double lastRowSeconds = Double.NEGATIVE_INFINITY;
  private @Nullable RoundReport skipped;
  private boolean liveLineShown;

  /**
   * A log.
   *
   * @param err where rows go, null for no rows
   * @param live whether to show a live line
   */
  SolveLog(@Nullable PrintWriter err, boolean live) {
    this.err = err;
    this.live = live && err != null;
  }

  @Override
  public synchronized void onRound(RoundReport report) {
    rounds.add(report);
    if (rows < FIRST_ROWS || report.seconds() - lastRowSeconds >= MIN_SECONDS_BETWEEN_ROWS) {
      row(report);
    } else {
      skipped = report;
      showLive(report);
    }
  }

  /** Prints the last round if it has no row yet. */
  synchronized void finish() {
    RoundReport last = skipped;
    if (last != null) {
      row(last);
    }
    if (err != null) {
      err.flush();
    }
  }

  /** All rounds so far. */
  synchronized List<RoundReport> rounds() {
    return List.copyOf(rounds);
  }

  private void row(RoundReport report) {
    skipped = null;
    lastRowSeconds = report.seconds();
    PrintWriter target = err;
    if (target == null) {
      return;
    }
    clearLive(target);
    if (rows % ROWS_PER_HEADER == 0) {
      target.printf(
          Locale.ROOT,
          FORMAT,
          "",
          "round",
          "primal",
          "estimate",
          "bound",
          "gap",
          "residual",
          "menus",
          "oracle",
          "time");
    }
    rows++;
    target.printf(
        Locale.ROOT,
        FORMAT,
        report.event(),
        report.round(),
        Figures.of(report.primal(), 9),
        Figures.of(report.dualEstimate(), 9),
        Figures.of(report.lowerBound(), 9),
        Figures.percent(report.gap(), 3),
        String.format(Locale.ROOT, "%.1e", report.residual()),
        report.columns(),
        report.oracleCalls(),
        Figures.seconds(report.seconds()));
    target.flush();
  }

  private void showLive(RoundReport report) {
    PrintWriter target = err;
    if (!live || target == null) {
      return;
    }
    target.print(
        "\r\u001b[K... round "
            + report.round()
            + ", gap "
            + Figures.percent(report.gap(), 3)
            + ", "
            + Figures.seconds(report.seconds()));
    target.flush();
    liveLineShown = true;
  }

  private void clearLive(PrintWriter target) {
    if (liveLineShown) {
      target.print("\r\u001b[K");
      liveLineShown = false;
    }
  }
}
