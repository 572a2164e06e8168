package io.polaray.benchmarks;

import io.polaray.app.market.MarketReader;
import io.polaray.dual.CheckpointListener;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.dual.RoundReport;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.SolveStart;
import io.polaray.dual.StopSignal;
import io.polaray.market.Market;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much faster than what a researcher would write does a whole market reach the same cost? The
 * alternative is {@link PlainDantzigWolfe}: multi-start L-BFGS an agent inside column generation
 * with a general linear programming solver.
 *
 * <p>{@code java -cp benchmarks/target/...: io.polaray.benchmarks.PlainAlternative LEAST MOST
 * MARKET.json ...} prints one CSV row for each market. The alternative stops when its cost is
 * within {@value #SAME_COST} of the gain of ours, when no column it finds pays, or after 130 times
 * our time, but at least LEAST and at most MOST seconds. Both run in one thread of one process on
 * the same types and under the same measure; the clock is the thread's CPU time. Both have run
 * before, so that compiled code runs.
 */
public final class PlainAlternative {
  private static final double SAME_COST = 1e-4;
  private static final double TIMES = 130;
  private static final int TYPES = 4096;
  private static final long WARM_UP_SECONDS = 5;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  /** A cost and when it was reached. */
  private record Reached(double seconds, double cost) {}

  private PlainAlternative() {}

  /** Runs; see the class. */
  public static void main(String[] args) {
    double least = Double.parseDouble(args[0]);
    double most = Double.parseDouble(args[1]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println(
        "market,agents,tasks,statusQuo,ownCost,ownSeconds,plainCost,plainSeconds,plainRounds,"
            + "reached,plainShareOfGain,ownSecondsToPlainCost,ratioToOwnCost,ratioToPlainCost");
    for (int k = 2; k < args.length; k++) {
      Path path = Path.of(args[k]);
      Market market = MarketReader.read(path).market();
      own(market);
      if (k == 2) {
        plain(market, Double.NEGATIVE_INFINITY, WARM_UP_SECONDS);
      }
      String name = market.name().replace(',', ';');
      out.println(row(name, market, own(market), least, most));
    }
  }

  private static String row(
      String name, Market market, List<Reached> own, double least, double most) {
    double statusQuo = market.statusQuoCost();
    double cost = own.get(own.size() - 1).cost();
    double slack = SAME_COST * (statusQuo - cost);
    double seconds = first(own, cost + slack);
    double limit = Math.min(most, Math.max(least, TIMES * own.get(own.size() - 1).seconds()));
    PlainRun plain = plain(market, cost + slack, limit);
    List<Reached> costs = plain.costs();
    Reached last = costs.isEmpty() ? new Reached(limit, statusQuo) : costs.get(costs.size() - 1);
    boolean reached = last.cost() <= cost + slack;
    double used = reached ? last.seconds() : plain.seconds();
    double sooner = first(own, last.cost() + slack);
    return String.format(
        Locale.ROOT,
        "%s,%d,%d,%.9g,%.9g,%.3f,%.9g,%.1f,%d,%s,%.5f,%.3f,%s%.0f,%.0f",
        name,
        market.agents().size(),
        market.tasks().size(),
        statusQuo,
        cost,
        seconds,
        last.cost(),
        used,
        plain.rounds(),
        reached ? "yes" : plain.expired() ? "out of time" : "stuck",
        (statusQuo - last.cost()) / (statusQuo - cost),
        sooner,
        reached ? "" : ">",
        used / seconds,
        last.seconds() / sooner);
  }

  private static double first(List<Reached> costs, double target) {
    return costs.stream()
        .filter(point -> point.cost() <= target)
        .mapToDouble(Reached::seconds)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double since(long start) {
    return (CLOCK.getCurrentThreadCpuTime() - start) * 1e-9;
  }

  /** Our solve, without bounds. */
  private static List<Reached> own(Market market) {
    SolveOptions options =
        new SolveOptions(
            SolveOptions.defaults().method(),
            1e-4,
            Duration.ZERO,
            Duration.ofDays(1),
            500,
            TYPES,
            1,
            1);
    List<Reached> costs = new ArrayList<>();
    long start = CLOCK.getCurrentThreadCpuTime();
    LargeMarketDesign design =
        LargeMarketSolver.create()
            .solve(
                market,
                options,
                SolveStart.cold(),
                (RoundReport report) -> costs.add(new Reached(since(start), report.primal())),
                CheckpointListener.NONE,
                StopSignal.NEVER);
    costs.add(new Reached(since(start), design.cost().design()));
    return costs;
  }

  private record PlainRun(List<Reached> costs, int rounds, double seconds, boolean expired) {}

  private static PlainRun plain(Market market, double target, double limit) {
    long start = CLOCK.getCurrentThreadCpuTime();
    List<Reached> costs = new ArrayList<>();
    PlainDantzigWolfe method = new PlainDantzigWolfe(market, TYPES, 1);
    method.run(
        cost -> {
          costs.add(new Reached(since(start), cost));
          return cost <= target;
        },
        () -> since(start) >= limit);
    double seconds = since(start);
    return new PlainRun(costs, method.rounds(), seconds, seconds >= limit);
  }
}
