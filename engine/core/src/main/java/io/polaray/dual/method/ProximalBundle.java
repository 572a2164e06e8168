package io.polaray.dual.method;

import io.polaray.dual.master.ColumnSet;
import io.polaray.dual.master.InteriorPointMaster;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;

/**
 * Proximal bundle method with one cut per agent: maximises the cutting-plane model less {@code (h /
 * 2) |y - c|^2} around the best prices c. Frangioni, "Standard bundle methods: untrusted models and
 * duality" (2018), with the disaggregated model of section 5 there.
 */
public final class ProximalBundle implements DualMethod {
  /** The name in options. */
  public static final String NAME = "proximal-bundle";

  private static final long MAX_DISAGGREGATED_SIZE = 4_000_000;
  private static final int GROUPS = 1_000;

  private final WorkerPool workers;
  private final long maxDisaggregatedSize;

  /** A method whose master problems run on the given workers. */
  public ProximalBundle(WorkerPool workers) {
    this(workers, MAX_DISAGGREGATED_SIZE);
  }

  /**
   * A method with its own limit on the size of the disaggregated master problem.
   *
   * @param maxDisaggregatedSize where agents times tasks exceed it, agents share cuts in 1,000
   *     groups; it does not depend on the memory of the machine, so that results do not either
   */
  public ProximalBundle(WorkerPool workers, long maxDisaggregatedSize) {
    this.workers = workers;
    this.maxDisaggregatedSize = maxDisaggregatedSize;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DualSession open(ColumnSet columns, Vector start, double absoluteTolerance) {
    long size = (long) columns.agents() * start.size();
    int groups = size > maxDisaggregatedSize ? Math.min(GROUPS, columns.agents()) : 0;
    return new ProximalSession(
        columns, start, new InteriorPointMaster(workers), groups, absoluteTolerance);
  }
}
