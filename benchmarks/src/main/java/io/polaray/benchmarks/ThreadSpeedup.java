package io.polaray.benchmarks;

import io.polaray.app.market.MarketReader;
import io.polaray.benchmarks.SearchInstance.Kind;
import io.polaray.benchmarks.SearchInstance.Prices;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.StopSignal;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.RayCellBound;
import io.polaray.support.bound.TypeListBound;
import io.polaray.support.search.MenuSearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * How much faster are two threads than one, on whole solves, inside one bound and inside one
 * search? One process, compiled code, the two taken in turn; medians of the wall clock, so nothing
 * else should run.
 *
 * <p>{@code java -cp ... io.polaray.benchmarks.ThreadSpeedup CERTIFY-SECONDS REPETITIONS
 * MARKET.json...}
 */
public final class ThreadSpeedup {
  private static final int WARM_UP = 3;
  private static final long WARM_UP_NANOS = 6_000_000_000L;
  private static final double BOUND_GAP = 1e-3;
  private static final int TYPES = 4096;
  private static final int SEARCHES = 10;

  /** A program's pools live as long as it does. */
  private static final WorkerPool[] POOLS = {WorkerPool.of(1), WorkerPool.of(2)};

  private ThreadSpeedup() {}

  /** Prints one CSV row for each market, each bound and each search. */
  public static void main(String[] args) {
    Duration certify = Duration.ofMillis((long) (1000 * Double.parseDouble(args[0])));
    int repetitions = Integer.parseInt(args[1]);
    System.out.println("work,one-thread-s,two-threads-s,speed-up");
    for (int k = 2; k < args.length; k++) {
      Market market = MarketReader.read(Path.of(args[k])).market();
      String name =
          "solve " + market.name() + " " + market.agents().size() + "x" + market.tasks().size();
      measure(name, repetitions, threads -> solve(market, threads, certify));
    }
    for (int tasks = 4; tasks <= 5; tasks++) {
      BoundInstance instance = BoundInstance.draw(tasks, 3, 1);
      measure(
          "ray cells, near, " + tasks + " tasks",
          repetitions,
          threads -> bound(RayCellBound.standard(), instance, threads));
    }
    for (int types : new int[] {1_000, 10_000}) {
      BoundInstance instance = BoundInstance.draw(4, 3, 1).withTypes(types);
      measure(
          "undecided types, near, 4 tasks, " + types + " types",
          repetitions,
          threads -> bound(TypeListBound.standard(), instance, threads));
    }
    SearchInstance large = SearchInstance.of(20, TYPES, Kind.LOGNORMAL, Prices.MIXED, 1);
    measure(
        "2 times 50 cold searches, apart: what the machine allows",
        repetitions,
        threads -> POOLS[threads - 1].run(2, half -> searches(large)));
    for (int tasks : new int[] {5, 10, 20, 50}) {
      for (Kind kind : new Kind[] {Kind.LOGNORMAL, Kind.CLUSTERED}) {
        SearchInstance instance = SearchInstance.of(tasks, TYPES, kind, Prices.MIXED, 1);
        measure(
            String.format(Locale.ROOT, "cold search, %s, %d tasks", kind, tasks),
            SEARCHES * repetitions,
            threads -> search(instance, threads));
      }
    }
  }

  private static void searches(SearchInstance instance) {
    for (int n = 0; n < 50; n++) {
      MenuSearch.of()
          .search(instance.problem(), instance.weights(), List.of(), SearchEffort.COLD, n);
    }
  }

  private static void search(SearchInstance instance, int threads) {
    Vector found =
        POOLS[threads - 1].compute(
            () ->
                MenuSearch.of()
                    .search(instance.problem(), instance.weights(), List.of(), SearchEffort.COLD, 1)
                    .assignment());
    if (!(instance.gain(found) >= 0)) {
      throw new IllegalStateException("no menu");
    }
  }

  private static void measure(String name, int repetitions, IntConsumer work) {
    long start = System.nanoTime();
    for (int n = 0; n < WARM_UP || System.nanoTime() - start < WARM_UP_NANOS; n++) {
      work.accept(1 + n % 2);
    }
    double[][] seconds = new double[2][repetitions];
    for (int n = 0; n < repetitions; n++) {
      for (int threads = 1; threads <= 2; threads++) {
        long begin = System.nanoTime();
        work.accept(threads);
        seconds[threads - 1][n] = (System.nanoTime() - begin) * 1e-9;
      }
    }
    double one = median(seconds[0]);
    double two = median(seconds[1]);
    System.out.printf(Locale.ROOT, "%s,%.4f,%.4f,%.3f%n", name, one, two, one / two);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void solve(Market market, int threads, Duration certify) {
    SolveOptions some = SolveOptions.defaults();
    SolveOptions options =
        new SolveOptions(
            some.method(),
            some.relativeGap(),
            certify,
            some.timeLimit(),
            some.maxRounds(),
            some.types(),
            some.seed(),
            threads,
            some.menuClass());
    LargeMarketDesign design =
        LargeMarketSolver.create().solve(market, options, report -> {}, StopSignal.NEVER);
    if (design.agents().isEmpty()) {
      throw new IllegalStateException("no design");
    }
  }

  private static void bound(SupportBound method, BoundInstance instance, int threads) {
    double bound =
        POOLS[threads - 1].compute(
            () -> {
              BoundSession session = method.open(instance.problem());
              return session
                  .upperBound(
                      instance.weights(),
                      Double.NEGATIVE_INFINITY,
                      BOUND_GAP,
                      WorkBudget.nodes(400_000))
                  .value();
            });
    if (!(bound > 0)) {
      throw new IllegalStateException("no bound");
    }
  }
}
