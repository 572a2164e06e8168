package io.polaray.dual.method;

import io.polaray.dual.master.ColumnSet;
import io.polaray.dual.master.LinearMaster;
import io.polaray.dual.master.MasterSolution;
import io.polaray.dual.master.PrimalRecovery;
import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Column generation with one column an agent and round (Dantzig and Wolfe, 1960): the next prices
 * are those of a vertex of the restricted master problem, solved by a general linear programming
 * solver. The cross-check of the other methods. Prices are confined to a box around the best ones,
 * which is widened while the master wants to leave it.
 */
public final class ColumnGeneration implements DualMethod {
  /** The name in options. */
  public static final String NAME = "column-generation";

  private static final double FIRST_RADIUS = 1;
  private static final double WIDEN = 2;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DualSession open(ColumnSet columns, Vector start, double absoluteTolerance) {
    return new Session(columns, start);
  }

  private static final class Session implements DualSession {
    private final ColumnSet columns;
    private final PrimalRecovery recovery;
    private final BestPoint best;
    private final double[] gradient;
    private double[] trial;
    private double radius = FIRST_RADIUS;
    private boolean started;
    private double expected = Double.POSITIVE_INFINITY;
    private @Nullable MasterSolution solution;

    Session(ColumnSet columns, Vector start) {
      this.columns = columns;
      this.recovery = PrimalRecovery.of(columns);
      this.best = new BestPoint(columns);
      this.gradient = new double[columns.supply().size()];
      this.trial = columns.scale().scaled(start);
    }

    @Override
    public Vector nextPrices() {
      if (started) {
        double[] centre = best.scaledPrices();
        Optional<MasterSolution> vertex = LinearMaster.solve(columns, centre, radius);
        if (vertex.isPresent()) {
          solution = vertex.get();
          trial = solution.scaledPrices();
          best.rescore();
          expected = Math.max(0, solution.model() - best.value());
          if (leavesBox(centre)) {
            radius *= WIDEN;
            expected = Double.POSITIVE_INFINITY;
          }
        } else {
          radius /= WIDEN;
        }
      }
      return columns.scale().prices(trial);
    }

    private boolean leavesBox(double[] centre) {
      for (int i = 0; i < trial.length; i++) {
        if (Math.abs(trial[i] - centre[i]) > (1 - 1e-9) * radius) {
          return true;
        }
      }
      return false;
    }

    @Override
    public char observe(OracleAnswer answer) {
      started = true;
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
      return columns.scale().costUnit() * expected;
    }

    @Override
    public void recover(boolean guides) {
      LinearMaster.solve(columns, best.scaledPrices(), radius).ifPresent(recovery::recover);
    }

    @Override
    public Optional<PrimalSolution> primal() {
      return recovery.best();
    }
  }
}
