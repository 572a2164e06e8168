package io.polaray.dual.method;

import io.polaray.dual.master.ColumnSet;
import io.polaray.dual.master.GroupedCuts;
import io.polaray.dual.master.InteriorPointMaster;
import io.polaray.dual.master.MasterSolution;
import io.polaray.dual.master.PrimalRecovery;
import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run of {@link ProximalBundle}, in scaled prices. */
final class ProximalSession implements DualSession {
  /*
   * The value at the centre is re-scored with all columns known, so that an oracle that did
   * better later never makes the predicted ascent negative. The weight h starts where the first
   * step has length 1 (one deviation of the social costs), falls after steps that gain what was
   * predicted, and rises after two null steps whose cut at the centre misses by more than twice
   * the prediction. The primal comes from the same master with a weight near zero.
   */
  private static final double SERIOUS_SHARE = 0.1;
  private static final double GOOD_SHARE = 0.5;
  private static final double EXPLORE_SHARE = 0.4;
  private static final double SHRINK = 0.4;
  private static final double GROW = 2;
  private static final double RECOVERY_WEIGHT_SHARE = 1e-5;
  private static final double MASTER_SHARE = 0.01;
  private static final double MIN_TOLERANCE = 1e-12;
  private static final int MAX_CUTS = 120;

  private final ColumnSet columns;
  private final InteriorPointMaster master;
  private final PrimalRecovery recovery;
  private final double tolerance;
  private final double[] gradient;
  private final @Nullable GroupedCuts grouped;
  private double[] centre;
  private double[] trial;
  private double centreValue;
  private double proximalWeight;
  private double predicted;
  private double expected = Double.POSITIVE_INFINITY;
  private int nullSteps;
  private boolean started;
  private boolean exploring;
  private double exploredGap;
  private double @Nullable [] vertexPrices;
  private double @Nullable [] suggested;
  private boolean told;

  ProximalSession(
      ColumnSet columns, Vector start, InteriorPointMaster master, int groups, double tolerance) {
    this.columns = columns;
    this.master = master;
    this.recovery = PrimalRecovery.of(columns);
    this.tolerance = Math.max(MIN_TOLERANCE, MASTER_SHARE * tolerance);
    int tasks = columns.supply().size();
    this.gradient = new double[tasks];
    this.grouped = groups > 0 ? GroupedCuts.of(columns, groups, master) : null;
    this.trial = columns.scale().scaled(start);
    this.centre = trial.clone();
  }

  @Override
  public Vector nextPrices() {
    if (started) {
      centreValue = Math.min(centreValue, columns.model(centre));
      double gap = gap();
      told = suggested != null;
      exploring =
          !told && vertexPrices != null && (!exploring || gap < EXPLORE_SHARE * exploredGap);
      if (suggested != null) {
        trial = suggested;
        suggested = null;
      } else if (exploring && vertexPrices != null) {
        exploredGap = gap;
        trial = clipped(vertexPrices, gap);
      } else {
        MasterSolution solution = solve(proximalWeight);
        trial = solution.scaledPrices();
        if (grouped == null && columns.size() > (long) MAX_CUTS * columns.agents()) {
          columns.evict(solution, trial, recovery.best(), MAX_CUTS);
        }
        double distance = ScaledPoint.distance(trial, centre);
        expected =
            Math.max(0, solution.model() - centreValue) + proximalWeight * distance * distance;
      }
      predicted = (grouped == null ? columns.model(trial) : grouped.model(trial)) - centreValue;
      vertexPrices = null;
    }
    return columns.scale().prices(trial);
  }

  private MasterSolution solve(double weight) {
    return grouped == null
        ? master.solve(columns, centre, weight, tolerance)
        : grouped.solve(centre, weight, tolerance);
  }

  /** The prices moved towards the centre until their distance is at most the root of the gap. */
  private double[] clipped(double[] prices, double gap) {
    double distance = ScaledPoint.distance(prices, centre);
    double radius = Math.sqrt(Math.max(gap, 1e-16));
    double[] moved = prices.clone();
    if (distance > radius) {
      for (int i = 0; i < moved.length; i++) {
        moved[i] = centre[i] + radius / distance * (prices[i] - centre[i]);
      }
    }
    return moved;
  }

  private double gap() {
    double cost = recovery.best().map(PrimalSolution::cost).orElse(Double.POSITIVE_INFINITY);
    return (cost - dualEstimate()) / columns.scale().costUnit();
  }

  @Override
  public void suggest(Vector prices) {
    suggested = columns.scale().scaled(prices);
  }

  @Override
  public char observe(OracleAnswer answer) {
    double value = columns.evaluate(answer, trial, gradient);
    if (grouped != null) {
      grouped.add(answer);
    }
    if (started) {
      centreValue = Math.min(centreValue, columns.model(centre));
    } else {
      started = true;
      centreValue = value;
      proximalWeight = Math.max(Math.sqrt(ScaledPoint.squaredNorm(gradient)), 1e-12);
      return 'S';
    }
    double gain = value - centreValue;
    if (gain >= (told ? 0 : SERIOUS_SHARE * Math.max(0, predicted))) {
      if (gain >= GOOD_SHARE * predicted && !exploring && !told) {
        proximalWeight *= SHRINK;
      }
      centre = trial.clone();
      centreValue = value;
      nullSteps = 0;
      return 'S';
    }
    if (exploring || told) {
      return 'N';
    }
    nullSteps++;
    double error = columns.cutsOf(answer, centre) - centreValue;
    if (error > 2 * predicted && nullSteps >= 2) {
      proximalWeight *= GROW;
      nullSteps = 0;
    }
    return 'N';
  }

  @Override
  public double dualEstimate() {
    return columns.cost(Math.min(centreValue, columns.model(centre)));
  }

  @Override
  public Vector bestPrices() {
    return columns.scale().prices(centre);
  }

  @Override
  public double expectedGap() {
    return columns.scale().costUnit() * expected;
  }

  @Override
  public void recover(boolean guides) {
    MasterSolution solution = solve(RECOVERY_WEIGHT_SHARE * proximalWeight);
    double[] prices = recovery.recover(solution);
    vertexPrices = guides ? prices : null;
  }

  @Override
  public Optional<PrimalSolution> primal() {
    return recovery.best();
  }
}
