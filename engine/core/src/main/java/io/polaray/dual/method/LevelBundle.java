package io.polaray.dual.method;

import io.polaray.dual.master.ColumnSet;
import io.polaray.dual.master.GroupedCuts;
import io.polaray.dual.master.InteriorPointMaster;
import io.polaray.dual.master.PrimalRecovery;
import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import java.util.Optional;

/**
 * Level bundle method with one cut for all agents (Lemarechal, Nemirovskii, Nesterov, 1995): the
 * next prices are the point nearest to the best ones at which the cutting-plane model reaches a
 * level between the best dual value and the best market-clearing cost. It has no parameters to
 * tune, which makes it a cheap check of the default method.
 */
public final class LevelBundle implements DualMethod {
  /** The name in options. */
  public static final String NAME = "level-bundle";

  private static final double LEVEL_SHARE = 0.3;
  private static final double RECOVERY_WEIGHT = 1e-6;

  private final WorkerPool workers;

  /** A method whose master problems run on the given workers. */
  public LevelBundle(WorkerPool workers) {
    this.workers = workers;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DualSession open(ColumnSet columns, Vector start, double absoluteTolerance) {
    return new Session(columns, start, new InteriorPointMaster(workers), absoluteTolerance);
  }

  private static final class Session implements DualSession {
    private final ColumnSet columns;
    private final GroupedCuts cuts;
    private final PrimalRecovery recovery;
    private final BestPoint best;
    private final double tolerance;
    private final double[] gradient;
    private double[] trial;
    private boolean started;

    Session(ColumnSet columns, Vector start, InteriorPointMaster master, double tolerance) {
      this.columns = columns;
      this.cuts = GroupedCuts.of(columns, 1, master);
      this.recovery = PrimalRecovery.of(columns);
      this.best = new BestPoint(columns);
      this.tolerance = Math.max(1e-12, 0.01 * tolerance);
      this.gradient = new double[columns.supply().size()];
      this.trial = columns.scale().scaled(start);
    }

    @Override
    public Vector nextPrices() {
      if (started) {
        best.rescore();
        double width = Math.max(gap(), 1e-13);
        double level = best.value() + (1 - LEVEL_SHARE) * width;
        trial = cuts.project(best.scaledPrices(), level, width);
      }
      return columns.scale().prices(trial);
    }

    /** Scaled distance between the best market-clearing cost and the best dual value. */
    private double gap() {
      double unit = columns.scale().costUnit();
      return recovery
          .best()
          .map(solution -> (solution.cost() - best.dualEstimate()) / unit)
          .orElse(1.0);
    }

    @Override
    public char observe(OracleAnswer answer) {
      started = true;
      cuts.add(answer);
      double value = columns.evaluate(answer, trial, gradient);
      return best.offer(trial, value) ? 'S' : 'N';
    }

    @Override
    public double dualEstimate() {
      return best.dualEstimate();
    }

    @Override
    public Vector bestPrices() {
      return best.vector();
    }

    @Override
    public double expectedGap() {
      return 0;
    }

    @Override
    public void recover(boolean guides) {
      recovery.recover(cuts.solve(best.scaledPrices(), RECOVERY_WEIGHT, tolerance));
    }

    @Override
    public Optional<PrimalSolution> primal() {
      return recovery.best();
    }
  }
}
