package io.polaray.benchmarks;

import io.polaray.benchmarks.SearchInstance.Kind;
import io.polaray.benchmarks.SearchInstance.Prices;
import io.polaray.menu.MenuColumn;
import io.polaray.support.SearchEffort;
import io.polaray.support.search.MenuSearch;
import io.polaray.support.search.PeerObjective;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What general-purpose optimisers reach on the menu search's objective in 1, 10 and 100 times the
 * CPU time of a cold search, on the kept instances.
 *
 * <p>Arguments: the file of best known gains, the numbers of tasks (comma-separated), seeds for
 * each kind and prices, and optionally {@code all} for all kinds and prices instead of a quick
 * choice of six. Prints one CSV row for each instance and method: shares of the best gain that is
 * known or was reached. One thread; the clock is its CPU time.
 *
 * <p>All methods call the same compiled kernel, on the same types, already in its form. Each peer
 * starts again from random points until its time is over; its result is the counted gain of the
 * best point it met.
 */
public final class PeerComparison {
  private static final int TYPES = 4096;
  private static final int WARM_UPS = 6;

  private PeerComparison() {}

  /** Runs; see the class. */
  public static void main(String[] args) throws IOException {
    Map<String, Double> best = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      if (!line.startsWith("#")) {
        String[] fields = line.split(",", -1);
        best.put(fields[0], Double.parseDouble(fields[1]));
      }
    }
    boolean all = Arrays.asList(args).contains("all");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("instance,method,milliseconds,share1,share10,share100");
    for (String tasks : args[1].split(",", -1)) {
      Map<String, List<double[]>> shares = new TreeMap<>();
      for (SearchInstance instance : instances(Integer.parseInt(tasks), args[2], all)) {
        compare(instance, best, shares, out);
      }
      for (Map.Entry<String, List<double[]>> entry : shares.entrySet()) {
        out.println("# " + tasks + " tasks, " + summary(entry.getKey(), entry.getValue()));
      }
    }
  }

  private static List<SearchInstance> instances(int tasks, String seeds, boolean all) {
    List<SearchInstance> instances = new ArrayList<>();
    List<Kind> kinds =
        all ? List.of(Kind.values()) : List.of(Kind.BOX, Kind.ONE_FACTOR, Kind.CLUSTERED);
    List<Prices> prices =
        all ? List.of(Prices.values()) : List.of(Prices.MIXED, Prices.NEARLY_EQUAL);
    for (Kind kind : kinds) {
      for (Prices price : prices) {
        for (int seed = 1; seed <= Integer.parseInt(seeds); seed++) {
          instances.add(SearchInstance.of(tasks, TYPES, kind, price, seed));
        }
      }
    }
    return instances;
  }

  private static void compare(
      SearchInstance instance,
      Map<String, Double> best,
      Map<String, List<double[]>> shares,
      PrintStream out) {
    String key =
        String.join(
            "-",
            "" + instance.weights().size(),
            "" + TYPES,
            instance.kind().name(),
            instance.prices().name(),
            "" + instance.seed());
    MenuSearch search = MenuSearch.of();
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long budget = Long.MAX_VALUE;
    double own = 0;
    for (int run = 0; run < WARM_UPS; run++) {
      long start = clock.getCurrentThreadCpuTime();
      MenuColumn column =
          search.search(instance.problem(), instance.weights(), List.of(), SearchEffort.COLD, run);
      budget = Math.min(budget, clock.getCurrentThreadCpuTime() - start);
      own = run == 0 ? instance.gain(column.assignment()) : own;
    }
    Map<Peer, double[]> gains = new EnumMap<>(Peer.class);
    double most = Math.max(own, best.getOrDefault(key, own));
    for (Peer peer : Peer.values()) {
      PeerObjective objective = PeerObjective.of(instance.problem(), instance.weights(), peer.rays);
      objective.start(budget);
      peer.run(objective, instance, instance.seed());
      double[] reached = new double[3];
      for (int t = 0; t < 3; t++) {
        reached[t] = objective.gain(t);
        most = Math.max(most, reached[t]);
      }
      gains.put(peer, reached);
    }
    row(out, shares, key, "menu-search", budget, new double[] {own / most, own / most, own / most});
    for (Map.Entry<Peer, double[]> entry : gains.entrySet()) {
      double[] reached = entry.getValue();
      for (int t = 0; t < 3; t++) {
        reached[t] /= most;
      }
      row(out, shares, key, entry.getKey().label(), budget, reached);
    }
  }

  private static void row(
      PrintStream out,
      Map<String, List<double[]>> shares,
      String key,
      String method,
      long budget,
      double[] reached) {
    shares.computeIfAbsent(method, name -> new ArrayList<>()).add(reached);
    out.println(
        String.format(
            Locale.ROOT,
            "%s,%s,%.1f,%.4f,%.4f,%.4f",
            key,
            method,
            budget / 1e6,
            reached[0],
            reached[1],
            reached[2]));
  }

  private static String summary(String method, List<double[]> shares) {
    StringBuilder text = new StringBuilder(method);
    for (int t = 0; t < 3; t++) {
      int time = t;
      double[] all = shares.stream().mapToDouble(share -> share[time]).toArray();
      text.append(
          String.format(
              Locale.ROOT,
              "%s mean %.4f least %.4f",
              t == 0 ? ":" : ",",
              Arrays.stream(all).average().orElse(0),
              Arrays.stream(all).min().orElse(0)));
    }
    return text.toString();
  }
}
