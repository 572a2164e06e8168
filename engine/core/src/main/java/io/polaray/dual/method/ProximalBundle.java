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

  private final WorkerPool workers;

  /** A method whose master problems run on the given workers. */
  public ProximalBundle(WorkerPool workers) {
    this.workers = workers;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DualSession open(ColumnSet columns, Vector start, double absoluteTolerance) {
    return new ProximalSession(columns, start, new InteriorPointMaster(workers), absoluteTolerance);
  }
}
