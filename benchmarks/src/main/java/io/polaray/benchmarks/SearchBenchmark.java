package io.polaray.benchmarks;

import io.polaray.benchmarks.SearchInstance.Kind;
import io.polaray.benchmarks.SearchInstance.Prices;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.support.SearchEffort;
import io.polaray.support.search.MenuSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long one search takes: from nothing, and from the menu found at weights nearby. Calls go
 * round one-humped instances, so percentiles of the sample are percentiles over instances.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class SearchBenchmark {
  private static final double CHANGE = 0.1;

  /** Number of tasks. */
  @Param({"5", "10", "20", "50"})
  public int tasks;

  /** Number of types. */
  @Param({"2048", "4096"})
  public int types;

  private final MenuSearch search = MenuSearch.of();
  private final List<SearchInstance> instances = new ArrayList<>();
  private final List<Vector> nearby = new ArrayList<>();
  private final List<List<MenuColumn>> pools = new ArrayList<>();
  private int next;

  /** Makes the instances and the menus that warm searches start from. */
  @Setup
  public void prepare() {
    for (Kind kind : Kind.values()) {
      for (Prices prices : Prices.values()) {
        if (!kind.isClustered()) {
          SearchInstance instance = SearchInstance.of(tasks, types, kind, prices, 1);
          instances.add(instance);
          nearby.add(instance.nearby(CHANGE));
          pools.add(List.of(search(instance, instance.weights(), List.of(), SearchEffort.COLD)));
        }
      }
    }
  }

  private MenuColumn search(
      SearchInstance instance, Vector weights, List<MenuColumn> pool, SearchEffort effort) {
    return search.search(instance.problem(), weights, pool, effort, 1);
  }

  /** A search from nothing. */
  @Benchmark
  public MenuColumn cold() {
    int n = next++ % instances.size();
    return search(instances.get(n), instances.get(n).weights(), List.of(), SearchEffort.COLD);
  }

  /** A search from one stored menu. */
  @Benchmark
  public MenuColumn warm() {
    int n = next++ % instances.size();
    return search(instances.get(n), nearby.get(n), pools.get(n), SearchEffort.WARM);
  }
}
