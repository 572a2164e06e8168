package io.polaray.dual.method;

import io.polaray.dual.master.AveragedWeights;
import io.polaray.dual.master.ColumnSet;
import io.polaray.dual.master.PrimalRecovery;
import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import java.util.Optional;

/**
 * Subgradient steps {@code y + t d} from the last prices. The primal comes from averages of the
 * answers, made exactly market-clearing like that of the other methods.
 *
 * <p>Steps: {@code 1 / sqrt(round)} in length, or Polyak's {@code (target - value) / |d|^2} with
 * the target a moving distance above the best value (Nedic and Bertsekas, 2001, the path-based
 * rule) and never above the best market-clearing cost. Diminishing steps go along the subgradient g
 * itself; Polyak's go along d = g + b d', where d' is the last direction and b removes the part of
 * g that points back along it (Camerini, Fratta and Maffioli, 1975, doi:10.1007/BFb0120697): steps
 * that zigzag across a ridge of the dual meet the same few columns again and again. Where little of
 * g would be left, d is g, so that no step is longer than a few of Polyak's own.
 */
public final class Subgradient implements DualMethod {
  /** The name of the method with Polyak steps. */
  public static final String POLYAK_NAME = "subgradient";

  /** The name of the method with diminishing steps. */
  public static final String DIMINISHING_NAME = "subgradient-diminishing";

  private static final double FIRST_TARGET_DISTANCE = 0.1;
  private static final double MAX_PATH = 1;

  /** Least squared length of a direction, as a share of the subgradient's. */
  private static final double LEAST_SQUARES_SHARE = 0.1;

  private final boolean polyak;

  private Subgradient(boolean polyak) {
    this.polyak = polyak;
  }

  /** The method with Polyak steps. */
  public static Subgradient polyak() {
    return new Subgradient(true);
  }

  /** The method with steps that diminish with the round. */
  public static Subgradient diminishing() {
    return new Subgradient(false);
  }

  @Override
  public String name() {
    return polyak ? POLYAK_NAME : DIMINISHING_NAME;
  }

  @Override
  public DualSession open(ColumnSet columns, Vector start, double absoluteTolerance) {
    return new Session(columns, start, polyak);
  }

  private static final class Session implements DualSession {
    private final ColumnSet columns;
    private final PrimalRecovery recovery;
    private final AveragedWeights averages;
    private final BestPoint best;
    private final boolean polyak;
    private final double[] gradient;
    private final double[] direction;
    private double[] trial;
    private double value;
    private int round;
    private double distance = FIRST_TARGET_DISTANCE;
    private double recordedValue = Double.NEGATIVE_INFINITY;
    private double path;

    Session(ColumnSet columns, Vector start, boolean polyak) {
      this.columns = columns;
      this.polyak = polyak;
      this.recovery = PrimalRecovery.of(columns);
      this.averages = AveragedWeights.of(columns);
      this.best = new BestPoint(columns);
      this.gradient = new double[columns.supply().size()];
      this.direction = new double[gradient.length];
      this.trial = columns.scale().scaled(start);
    }

    @Override
    public Vector nextPrices() {
      deflect();
      double squares = ScaledPoint.squaredNorm(direction);
      if (round > 0 && squares > 0) {
        double step = polyak ? polyakStep(squares) : 1 / Math.sqrt(round * squares);
        path += step * Math.sqrt(squares);
        double[] next = trial.clone();
        for (int i = 0; i < next.length; i++) {
          next[i] += step * direction[i];
        }
        trial = next;
      }
      return columns.scale().prices(trial);
    }

    /** The direction of the next step from the last one and the subgradient. */
    private void deflect() {
      double along = 0;
      for (int i = 0; i < gradient.length; i++) {
        along += gradient[i] * direction[i];
      }
      double share = polyak && along < 0 ? -along / ScaledPoint.squaredNorm(direction) : 0;
      double whole = ScaledPoint.squaredNorm(gradient);
      if (whole + share * along < LEAST_SQUARES_SHARE * whole) {
        share = 0;
      }
      for (int i = 0; i < gradient.length; i++) {
        direction[i] = gradient[i] + share * direction[i];
      }
    }

    private double polyakStep(double squares) {
      best.rescore();
      if (best.value() >= recordedValue + 0.5 * distance) {
        recordedValue = best.value();
        path = 0;
      } else if (path > MAX_PATH) {
        distance *= 0.5;
        path = 0;
        recordedValue = best.value();
      }
      double target = best.value() + distance;
      Optional<PrimalSolution> primal = recovery.best();
      if (primal.isPresent()) {
        double unit = columns.scale().costUnit();
        double gap = (primal.get().cost() - best.dualEstimate()) / unit;
        target = Math.min(target, best.value() + Math.max(gap, 0));
      }
      return Math.max(0, target - value) / squares;
    }

    @Override
    public char observe(OracleAnswer answer) {
      round++;
      averages.add(answer);
      value = columns.evaluate(answer, trial, gradient);
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
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public void recover(boolean guides) {
      recovery.recover(averages.solution(best.scaledPrices()));
    }

    @Override
    public Optional<PrimalSolution> primal() {
      return recovery.best();
    }
  }
}
