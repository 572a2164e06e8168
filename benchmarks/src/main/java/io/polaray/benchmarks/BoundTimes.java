package io.polaray.benchmarks;

import io.polaray.menu.MenuColumn;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.MedianChordBound;
import io.polaray.support.bound.RayCellBound;
import io.polaray.support.bound.TypeListBound;
import io.polaray.support.frontier.ExchangeRateBound;
import io.polaray.support.search.MenuSearch;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * After how much processor time does a bound that converges prove a gap?
 *
 * <p>For each instance of {@link BoundInstance} and each gap fresh sessions of the methods that the
 * engine asks, in its order, are asked for the gap at once; a row has the seconds, and the gap at
 * the limit where it was not reached. One thread. The gap is (bound - value) / bound for the better
 * of the menu of a cold search, whose time is a column of its own, and the menus that the bound
 * meets on its way. The first instances of each kind are solved beforehand, so that the machine is
 * warm.
 *
 * <p>{@code java -cp ... io.polaray.benchmarks.BoundTimes <costs> <tasks> <instances of a kind>
 * <seconds> <gap>...}. Costs are {@code uniform}; {@code zero}, uniform and every second one may be
 * 0; {@code independent}, of another family for each task, and {@code independent-zero}; {@code
 * unbounded}, without upper ends, and {@code unbounded-zero}; {@code lognormal}, all of one family
 * that is log-concave in the logarithm alone; or a number of types.
 */
public final class BoundTimes {
  private static final int WARM_UP = 3;
  private static final double WARM_UP_SECONDS = 2;
  private static final int EXCHANGE_RATE_TASKS = 5;

  /** What is asked for in place of a number of types. */
  private static final List<String> CONTINUOUS =
      List.of(
          "uniform",
          "zero",
          "independent",
          "independent-zero",
          "unbounded",
          "unbounded-zero",
          "lognormal");

  private BoundTimes() {}

  private record Run(double gap, double seconds) {}

  /** Prints one row for each instance, then quantiles. */
  public static void main(String[] args) {
    String costs = args[0];
    boolean continuous = CONTINUOUS.contains(costs);
    if (!continuous && Integer.parseInt(costs) < 1) {
      throw new IllegalArgumentException(
          "costs is " + costs + "; it must be one of " + CONTINUOUS + " or a number of types");
    }
    int tasks = Integer.parseInt(args[1]);
    int count = Integer.parseInt(args[2]);
    double limit = Double.parseDouble(args[3]);
    double[] gaps = Arrays.stream(args).skip(4).mapToDouble(Double::parseDouble).toArray();
    List<SupportBound> method =
        !continuous
            ? List.of(TypeListBound.standard())
            : tasks < EXCHANGE_RATE_TASKS || !costs.equals("uniform")
                ? List.of(new MedianChordBound(), RayCellBound.standard())
                : List.of(
                    new MedianChordBound(),
                    ExchangeRateBound.from(EXCHANGE_RATE_TASKS),
                    RayCellBound.standard());
    int kinds = BoundInstance.KINDS.length;
    for (int n = 0; n < WARM_UP * kinds; n++) {
      BoundInstance instance = instance(tasks, n % kinds, 1000 + n, costs);
      run(method, instance, found(instance), gaps[0], Math.min(limit, WARM_UP_SECONDS));
    }
    StringBuilder header = new StringBuilder("measure,tasks,kind,seed,value,search-s");
    for (double gap : gaps) {
      header.append(String.format(Locale.ROOT, ",s(%.0e),gap(%.0e)", gap, gap));
    }
    System.out.println(header);
    double[][] seconds = new double[gaps.length][kinds * count];
    double[][] reached = new double[gaps.length][kinds * count];
    for (int kind = 0; kind < kinds; kind++) {
      for (int seed = 0; seed < count; seed++) {
        BoundInstance instance = instance(tasks, kind, seed, costs);
        double start = seconds();
        double value = found(instance);
        StringBuilder row =
            new StringBuilder(
                String.format(
                    Locale.ROOT,
                    "%s,%d,%s,%d,%.10g,%.4f",
                    costs,
                    tasks,
                    BoundInstance.KINDS[kind],
                    seed,
                    value,
                    seconds() - start));
        for (int g = 0; g < gaps.length; g++) {
          Run run = run(method, instance, value, gaps[g], limit);
          seconds[g][kind * count + seed] = run.seconds();
          reached[g][kind * count + seed] = run.gap();
          row.append(String.format(Locale.ROOT, ",%.5f,%.2e", run.seconds(), run.gap()));
        }
        System.out.println(row);
      }
    }
    for (int g = 0; g < gaps.length; g++) {
      summary(gaps[g], seconds[g], reached[g]);
    }
  }

  private static void summary(double wanted, double[] seconds, double[] reached) {
    int closed =
        (int)
            IntStream.range(0, reached.length)
                .filter(n -> reached[n] <= wanted * (1 + 1e-9))
                .count();
    double[] times = seconds.clone();
    double[] ends = reached.clone();
    Arrays.sort(times);
    Arrays.sort(ends);
    System.out.printf(
        Locale.ROOT,
        "# gap %.0e: seconds median %.4g, 90 %% %.4g, worst %.4g;"
            + " reached by %d of %d, worst gap %.2e%n",
        wanted,
        times[times.length / 2],
        times[(int) Math.ceil(0.9 * times.length) - 1],
        times[times.length - 1],
        closed,
        times.length,
        ends[ends.length - 1]);
  }

  private static BoundInstance instance(int tasks, int kind, long seed, String costs) {
    BoundInstance drawn = BoundInstance.draw(tasks, kind, seed);
    int first = (int) (seed % 2);
    return switch (costs) {
      case "uniform" -> drawn;
      case "zero" -> drawn.fromZero(first);
      case "independent" -> drawn.independent(true);
      case "independent-zero" -> drawn.fromZero(first).independent(true);
      case "lognormal" -> drawn.lognormal();
      case "unbounded" -> drawn.independent(false);
      case "unbounded-zero" -> drawn.fromZero(first).independent(false);
      default -> drawn.withTypes(Integer.parseInt(costs));
    };
  }

  private static double found(BoundInstance instance) {
    MenuColumn column =
        MenuSearch.of()
            .search(instance.problem(), instance.weights(), List.of(), SearchEffort.COLD, 1);
    return column.value(instance.weights());
  }

  private static Run run(
      List<SupportBound> methods, BoundInstance instance, double value, double gap, double limit) {
    double start = seconds();
    WorkBudget budget = new WorkBudget(Long.MAX_VALUE, System.nanoTime() + (long) (1e9 * limit));
    double bound = Double.POSITIVE_INFINITY;
    double best = value;
    for (SupportBound method : methods) {
      if (method.applies(instance.problem()) && bound > best + gap * Math.abs(best)) {
        BoundSession session = method.open(instance.problem());
        bound = Math.min(bound, session.upperBound(instance.weights(), best, gap, budget).value());
        best =
            Math.max(best, session.incumbent().map(c -> c.value(instance.weights())).orElse(best));
      }
    }
    double spent = seconds() - start;
    return new Run((bound - best) / Math.max(Math.abs(bound), 1e-300), spent);
  }

  private static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
  }
}
