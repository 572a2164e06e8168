package io.polaray.benchmarks;

import io.polaray.benchmarks.SearchInstance.Kind;
import io.polaray.benchmarks.SearchInstance.Prices;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.support.SearchEffort;
import io.polaray.support.search.MenuSearch;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Share of the best known gain and CPU time of the menu search on the kept instances.
 *
 * <p>After every search a warm one from its menu, at weights a tenth away, is timed too.
 *
 * <p>Arguments: the file of best known gains, the effort, the numbers of tasks (comma-separated),
 * seeds per kind and prices, repetitions (the fastest counts; several warm the JVM up), and
 * optionally {@code clustered} or {@code one-humped}, and {@code keep} to write gains that beat the
 * file. Searches run one after another on one thread.
 */
public final class SearchQuality {
  private static final int TYPES = 4096;

  /** How far weights move before the warm search. */
  private static final double CHANGE = 0.1;

  private SearchQuality() {}

  /** Runs; see the class. */
  public static void main(String[] args) throws IOException {
    List<String> options = Arrays.asList(args).subList(5, args.length);
    Path file = Path.of(args[0]);
    Map<String, Double> best = read(file);
    SearchEffort effort = SearchEffort.valueOf(args[1].toUpperCase(Locale.ROOT));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String tasks : args[2].split(",", -1)) {
      for (boolean clustered : new boolean[] {false, true}) {
        if (!options.contains(clustered ? "one-humped" : "clustered")) {
          List<SearchInstance> instances =
              instances(Integer.parseInt(tasks), Integer.parseInt(args[3]), clustered);
          out.println(
              report(instances, effort, Integer.parseInt(args[4]), best)
                  + (clustered ? " clustered" : " one-humped"));
        }
      }
    }
    if (options.contains("keep")) {
      StringBuilder text = new StringBuilder("# tasks-types-kind-prices-seed,gain\n");
      best.forEach((key, gain) -> text.append(key).append(',').append(gain).append('\n'));
      Files.writeString(file, text);
    }
  }

  private static Map<String, Double> read(Path file) throws IOException {
    Map<String, Double> best = new TreeMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (!line.startsWith("#")) {
          String[] fields = line.split(",", -1);
          best.put(fields[0], Double.parseDouble(fields[1]));
        }
      }
    }
    return best;
  }

  private static List<SearchInstance> instances(int tasks, int seeds, boolean clustered) {
    List<SearchInstance> instances = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Prices prices : Prices.values()) {
        for (int seed = 1; seed <= seeds && kind.isClustered() == clustered; seed++) {
          instances.add(SearchInstance.of(tasks, TYPES, kind, prices, seed));
        }
      }
    }
    return instances;
  }

  private static String report(
      List<SearchInstance> instances,
      SearchEffort effort,
      int repetitions,
      Map<String, Double> best) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    MenuSearch search = MenuSearch.of();
    double[] gains = new double[instances.size()];
    double[] times = new double[instances.size()];
    Arrays.fill(times, Double.POSITIVE_INFINITY);
    double[] warm = times.clone();
    for (int r = 0; r < repetitions; r++) {
      for (int n = 0; n < gains.length; n++) {
        SearchInstance instance = instances.get(n);
        long start = threads.getCurrentThreadCpuTime();
        MenuColumn column =
            search.search(instance.problem(), instance.weights(), List.of(), effort, 1);
        times[n] = Math.min(times[n], (threads.getCurrentThreadCpuTime() - start) / 1e6);
        gains[n] = instance.gain(column.assignment());
        Vector nearby = instance.nearby(CHANGE);
        start = threads.getCurrentThreadCpuTime();
        search.search(instance.problem(), nearby, List.of(column), SearchEffort.WARM, 1);
        warm[n] = Math.min(warm[n], (threads.getCurrentThreadCpuTime() - start) / 1e6);
      }
    }
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    String worst = "";
    for (int n = 0; n < gains.length; n++) {
      String key = key(instances.get(n));
      double known = Math.max(gains[n], best.getOrDefault(key, gains[n]));
      best.put(key, known);
      double share = known > 0 ? gains[n] / known : 1;
      sum += share;
      if (share < least) {
        least = share;
        worst = key;
      }
    }
    Arrays.sort(times);
    Arrays.sort(warm);
    return String.format(
        Locale.ROOT,
        "%d tasks, %s, %d instances: mean share %.5f, least %.4f (%s), ms median %.2f, 90%% %.2f,"
            + " warm %.2f, 90%% %.2f",
        instances.get(0).weights().size(),
        effort,
        gains.length,
        sum / gains.length,
        least,
        worst,
        times[times.length / 2],
        times[times.length * 9 / 10],
        warm[warm.length / 2],
        warm[warm.length * 9 / 10]);
  }

  private static String key(SearchInstance instance) {
    return instance.weights().size()
        + "-"
        + TYPES
        + "-"
        + instance.kind()
        + "-"
        + instance.prices()
        + "-"
        + instance.seed();
  }
}
