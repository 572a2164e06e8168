package io.polaray.benchmarks;

import io.polaray.app.market.MarketReader;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.dual.SolveOptions;
import io.polaray.finite.search.FiniteMarketSearch;
import io.polaray.finite.search.MenuProfile;
import io.polaray.finite.search.TypeProfiles;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Do the large-market menus help the search for menus of the finite market?
 *
 * <p>{@code java -cp benchmarks/target/...: io.polaray.benchmarks.FiniteMarketComparison RESULT.csv
 * SECONDS SEEDS MARKET.json ...}. For every market, every start (large-market menus, bilateral
 * trades, random menus, status quo) and every seed of the search one row: the cost on {@value
 * #FRESH} fresh draws after a twentieth of the time and after SECONDS of CPU time of the one thread
 * that searches; the difference to the plain large-market menus there, with a 95 % confidence
 * half-width; and the seconds until the cost of the plain large-market menus, and that of the
 * improved ones of the same seed, was reached on the {@value #DRAWS} draws of the search (empty:
 * never). A search before the first row warms the virtual machine up.
 */
public final class FiniteMarketComparison {
  private static final int DRAWS = 2000;
  private static final int FRESH = 4000;
  private static final long SEED = 2111;
  private static final long FRESH_SEED = 2112;
  private static final int THREADS = 1;
  private static final int EARLY = 20;

  private FiniteMarketComparison() {}

  /** Runs the markets. */
  public static void main(String[] arguments) throws IOException {
    double seconds = Double.parseDouble(arguments[1]);
    int seeds = Integer.parseInt(arguments[2]);
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.UTF_8))) {
      out.println(
          "market,people,tasks,start,seed,seconds,startCost,endCost,trials,freshCostEarly,"
              + "freshCost,freshDifference,halfWidth,secondsToLargeMarket,secondsToWarmEnd");
      for (String file : Arrays.copyOfRange(arguments, 3, arguments.length)) {
        compare(MarketReader.read(Path.of(file)).market(), seconds, seeds, out);
      }
    }
  }

  /** A search that has ended: its trace, and its menus. */
  private record Run(
      String name,
      List<Double> times,
      List<Double> costs,
      int trials,
      MenuProfile early,
      MenuProfile end) {
    double reached(double cost) {
      for (int k = 0; k < costs.size(); k++) {
        if (costs.get(k) <= cost + 1e-9 * Math.abs(cost)) {
          return times.get(k);
        }
      }
      return Double.NaN;
    }
  }

  private static void compare(Market market, double seconds, int seeds, PrintWriter out) {
    LargeMarketDesign design =
        LargeMarketSolver.create().solve(market, SolveOptions.defaults(), round -> {}, () -> false);
    List<Agent> people = FiniteMarketSearch.people(market);
    FiniteMarketSearch search =
        FiniteMarketSearch.of(people, TypeProfiles.draw(people, DRAWS, SEED));
    FiniteMarketSearch fresh =
        FiniteMarketSearch.of(people, TypeProfiles.draw(people, FRESH, FRESH_SEED));
    MenuProfile plain = FiniteMarketSearch.likeliest(design.agents());
    double[] plainCosts = fresh.costs(plain, THREADS);
    double plainOnDraws = mean(search.costs(plain, THREADS));
    run(search, "warm-up", search.random(99), Math.min(seconds, 4), 99);
    for (int seed = 1; seed <= seeds; seed++) {
      Map<String, MenuProfile> starts = new LinkedHashMap<>();
      starts.put("large market", plain);
      starts.put("bilateral", search.bilateral());
      starts.put("random", search.random(seed));
      starts.put("status quo", MenuProfile.empty(people.size()));
      double warmEnd = Double.NaN;
      for (Map.Entry<String, MenuProfile> start : starts.entrySet()) {
        Run run = run(search, start.getKey(), start.getValue(), seconds, seed);
        warmEnd = Double.isNaN(warmEnd) ? last(run.costs()) : warmEnd;
        double[] costs = fresh.costs(run.end(), THREADS);
        double[] differences = new double[FRESH];
        for (int d = 0; d < FRESH; d++) {
          differences[d] = costs[d] - plainCosts[d];
        }
        double mean = mean(differences);
        double square = 0;
        for (double difference : differences) {
          square += (difference - mean) * (difference - mean);
        }
        out.println(
            String.format(
                Locale.ROOT,
                "%s,%d,%d,%s,%d,%.1f,%.6g,%.6g,%d,%.6g,%.6g,%.4g,%.2g,%s,%s",
                market.name().replace(',', ';'),
                people.size(),
                market.tasks().size(),
                run.name(),
                seed,
                seconds,
                run.costs().get(0),
                last(run.costs()),
                run.trials(),
                mean(fresh.costs(run.early(), THREADS)),
                mean(costs),
                mean,
                1.96 * Math.sqrt(square / (FRESH - 1) / FRESH),
                text(run.reached(plainOnDraws)),
                text(run.reached(warmEnd))));
        out.flush();
      }
    }
  }

  /** The same seed and number of trials give the same menus, so the early ones are made again. */
  private static Run run(
      FiniteMarketSearch search, String name, MenuProfile start, double seconds, long seed) {
    List<Double> times = new ArrayList<>();
    List<Double> costs = new ArrayList<>();
    int[] trials = {0, 0};
    long begin = cpuTime();
    MenuProfile end =
        search.improve(
            start,
            Integer.MAX_VALUE,
            seed,
            THREADS,
            () -> {
              double now = (cpuTime() - begin) * 1e-9;
              trials[0]++;
              trials[1] = now <= seconds / EARLY ? trials[0] : trials[1];
              return now > seconds;
            },
            step -> {
              times.add((cpuTime() - begin) * 1e-9);
              costs.add(step.cost());
            });
    MenuProfile early = search.improve(start, trials[1], seed, THREADS, () -> false, step -> {});
    return new Run(name, times, costs, trials[0], early, end);
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static String text(double seconds) {
    return Double.isNaN(seconds) ? "" : String.format(Locale.ROOT, "%.2f", seconds);
  }
}
