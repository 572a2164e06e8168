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
 * SECONDS MARKET.json ...}. For every market and every start (large-market menus, bilateral trades,
 * random menus, status quo) one row: cost on the {@value #DRAWS} common draws of the search, before
 * and after SECONDS of search; cost on {@value #FRESH} fresh draws; the difference to the plain
 * large-market menus there, with a 95 % confidence half-width; and the seconds until the cost of
 * the plain large-market menus, and that of the improved ones, was reached (empty: never).
 */
public final class FiniteMarketComparison {
  private static final int DRAWS = 200;
  private static final int FRESH = 4000;
  private static final long SEED = 11;
  private static final long FRESH_SEED = 12;
  private static final int THREADS = 1;

  private FiniteMarketComparison() {}

  /** Runs the markets. */
  public static void main(String[] arguments) throws IOException {
    double seconds = Double.parseDouble(arguments[1]);
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.UTF_8))) {
      out.println(
          "market,people,tasks,start,seconds,startCost,endCost,trials,freshCost,freshDifference,"
              + "halfWidth,secondsToLargeMarket,secondsToWarmEnd");
      for (String file : Arrays.copyOfRange(arguments, 2, arguments.length)) {
        compare(MarketReader.read(Path.of(file)).market(), seconds, out);
      }
    }
  }

  /** A search that has ended: its trace, and its menus. */
  private record Run(
      String name, List<Double> times, List<Double> costs, int trials, MenuProfile end) {
    double reached(double cost) {
      for (int k = 0; k < costs.size(); k++) {
        if (costs.get(k) <= cost + 1e-9 * Math.abs(cost)) {
          return times.get(k);
        }
      }
      return Double.NaN;
    }
  }

  private static void compare(Market market, double seconds, PrintWriter out) {
    LargeMarketDesign design =
        LargeMarketSolver.create().solve(market, SolveOptions.defaults(), round -> {}, () -> false);
    List<Agent> people = FiniteMarketSearch.people(market);
    FiniteMarketSearch search =
        FiniteMarketSearch.of(people, TypeProfiles.draw(people, DRAWS, SEED));
    FiniteMarketSearch fresh =
        FiniteMarketSearch.of(people, TypeProfiles.draw(people, FRESH, FRESH_SEED));
    MenuProfile plain = FiniteMarketSearch.likeliest(design.agents());
    Map<String, MenuProfile> starts = new LinkedHashMap<>();
    starts.put("large market", plain);
    starts.put("bilateral", search.bilateral());
    starts.put("random", search.random(1));
    starts.put("status quo", MenuProfile.empty(people.size()));
    List<Run> runs = new ArrayList<>();
    starts.forEach((name, start) -> runs.add(run(search, name, start, seconds)));
    double[] plainCosts = fresh.costs(plain, THREADS);
    double plainOnDraws = runs.get(0).costs().get(0);
    double warmEnd = last(runs.get(0).costs());
    for (Run run : runs) {
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
              "%s,%d,%d,%s,%.1f,%.6g,%.6g,%d,%.6g,%.4g,%.2g,%s,%s",
              market.name().replace(',', ';'),
              people.size(),
              market.tasks().size(),
              run.name(),
              seconds,
              run.costs().get(0),
              last(run.costs()),
              run.trials(),
              mean(costs),
              mean,
              1.96 * Math.sqrt(square / (FRESH - 1) / FRESH),
              text(run.reached(plainOnDraws)),
              text(run.reached(warmEnd))));
      out.flush();
    }
  }

  private static Run run(
      FiniteMarketSearch search, String name, MenuProfile start, double seconds) {
    List<Double> times = new ArrayList<>();
    List<Double> costs = new ArrayList<>();
    int[] trials = {0};
    long begin = System.nanoTime();
    long deadline = begin + (long) (seconds * 1e9);
    MenuProfile end =
        search.improve(
            start,
            Integer.MAX_VALUE,
            1,
            THREADS,
            () -> {
              trials[0]++;
              return System.nanoTime() > deadline;
            },
            step -> {
              times.add((System.nanoTime() - begin) * 1e-9);
              costs.add(step.cost());
            });
    return new Run(name, times, costs, trials[0], end);
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
