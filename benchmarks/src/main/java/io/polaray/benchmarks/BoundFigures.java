package io.polaray.benchmarks;

import io.polaray.menu.MenuColumn;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportBound;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.RayCellBound;
import io.polaray.support.frontier.SingleRayOptimum;
import io.polaray.support.frontier.WinnerTreeBound;
import io.polaray.support.search.MenuSearch;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How close do upper bounds on S(w) come to the best menu known, after how much processor time, on
 * random uniform boxes with many tasks?
 *
 * <p>Kinds of instance: {@link BoundInstance}. A row is one instance: gaps (bound - value) / value
 * of the best single ray, of the root, and of the bounds after the limit, each with the seconds it
 * took. The value is the better of a cold search on 8192 types and the single-ray optimum. {@code
 * ray-cells} is the baseline where it applies.
 *
 * <p>{@code java -cp benchmarks/target/classes:... io.polaray.benchmarks.BoundFigures <tasks>
 * <instances of a kind> <seconds> [cells] [zero] [peaks]}; {@code zero} sets every second lower end
 * to 0, {@code peaks} makes most costs beta with two equal shapes.
 */
public final class BoundFigures {
  private static final long SLICE = 300_000;
  private static final double GAP = 1e-3;
  private static final int WARM_UP = 12;
  private static final double IDLE = 2e-3;

  private BoundFigures() {}

  private record Run(UpperBound bound, double seconds) {}

  /** Prints one row for each instance, then medians and worst cases. */
  public static void main(String[] args) {
    int tasks = Integer.parseInt(args[0]);
    int count = Integer.parseInt(args[1]);
    double limit = Double.parseDouble(args[2]);
    List<String> options = List.of(args).subList(3, args.length);
    boolean cells = options.contains("cells");
    boolean zero = options.contains("zero");
    boolean peaks = options.contains("peaks");
    for (int n = 0; n < WARM_UP; n++) {
      BoundInstance instance =
          BoundInstance.draw(Math.min(tasks, 10), n % BoundInstance.KINDS.length, 1000 + n);
      SingleRayOptimum.solve(instance.problem(), instance.weights(), GAP);
      run(WinnerTreeBound.standard(), instance, 0, 1);
    }
    List<double[]> rows = new ArrayList<>();
    System.out.println(
        "tasks kind seed value single-gap single-s search-share root-gap root-s gap s"
            + (cells ? " cells-gap cells-s" : ""));
    for (int kind = 0; kind < BoundInstance.KINDS.length; kind++) {
      for (int seed = 0; seed < count; seed++) {
        double[] row = row(instance(tasks, kind, seed, zero, peaks), limit, cells);
        rows.add(row);
        StringBuilder line =
            new StringBuilder(tasks + " " + BoundInstance.KINDS[kind] + " " + seed);
        for (double entry : row) {
          line.append(String.format(Locale.ROOT, " %.5g", entry));
        }
        System.out.println(line);
      }
    }
    String[] names = {"single-gap", "single-s", "root-gap", "root-s", "gap", "s", "best-gap"};
    int[] columns = {1, 2, 4, 5, 6, 7, -1};
    for (int c = 0; c < names.length; c++) {
      int column = columns[c];
      double[] values =
          rows.stream()
              .mapToDouble(
                  row ->
                      column >= 0
                          ? row[column]
                          : row.length > 8 ? Math.min(row[6], row[8]) : row[6])
              .sorted()
              .toArray();
      System.out.printf(
          Locale.ROOT,
          "# %s: median %.4g, 90 %% %.4g, worst %.4g, share <= 0.01: %.2f%n",
          names[c],
          values[values.length / 2],
          values[(int) (0.9 * (values.length - 1))],
          values[values.length - 1],
          Arrays.stream(values).filter(v -> v <= 0.01).count() / (double) values.length);
    }
  }

  private static BoundInstance instance(
      int tasks, int kind, int seed, boolean zero, boolean peaks) {
    BoundInstance drawn = BoundInstance.draw(tasks, kind, seed);
    BoundInstance box = zero ? drawn.fromZero(seed % 2) : drawn;
    return peaks ? box.withPeaks() : box;
  }

  private static double[] row(BoundInstance instance, double limit, boolean cells) {
    MenuColumn found =
        MenuSearch.of()
            .search(instance.problem(), instance.weights(), List.of(), SearchEffort.COLD, 1);
    double start = seconds();
    SingleRayOptimum.Result single =
        SingleRayOptimum.solve(instance.problem(), instance.weights(), GAP);
    double singleSeconds = seconds() - start;
    double value = Math.max(found.value(instance.weights()), single.value());
    Run root = run(WinnerTreeBound.standard(), instance, value, 0);
    Run tree = run(WinnerTreeBound.standard(), instance, value, limit);
    double[] row = {
      value,
      gap(single.upperBound(), single.value()),
      singleSeconds,
      found.value(instance.weights()) / value,
      gap(root.bound().value(), value),
      root.seconds(),
      gap(tree.bound().value(), value),
      tree.seconds()
    };
    if (cells && RayCellBound.standard().applies(instance.problem())) {
      Run other = run(RayCellBound.standard(), instance, value, limit);
      row = Arrays.copyOf(row, row.length + 2);
      row[row.length - 2] = gap(other.bound().value(), value);
      row[row.length - 1] = other.seconds();
    }
    return row;
  }

  private static double gap(double bound, double value) {
    return (bound - value) / Math.max(Math.abs(value), 1e-9);
  }

  /** Asks in slices until the gap or the limit of processor time is reached. */
  private static Run run(SupportBound method, BoundInstance instance, double value, double limit) {
    double start = seconds();
    boolean resumes = method instanceof WinnerTreeBound;
    BoundSession session = method.open(instance.problem());
    UpperBound best = session.upperBound(instance.weights(), value, GAP, WorkBudget.nodes(0));
    while (seconds() - start < limit && gap(best.value(), value) > GAP * (1 + 1e-9)) {
      WorkBudget budget =
          resumes
              ? WorkBudget.nodes(SLICE)
              : new WorkBudget(
                  Long.MAX_VALUE, System.nanoTime() + (long) (1e9 * (limit - (seconds() - start))));
      double before = seconds();
      best = best.min(session.upperBound(instance.weights(), value, GAP, budget));
      if (!resumes || seconds() - before < IDLE) {
        break;
      }
    }
    return new Run(best, seconds() - start);
  }

  private static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
  }
}
