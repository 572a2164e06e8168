package io.polaray.examples.rounds;

import io.polaray.dual.ProgressListener;
import io.polaray.dual.RoundReport;
import io.polaray.dual.StopSignal;

/**
 * Own stopping rule: stop as soon as the design saves a given share of today's cost. It listens to
 * the rounds and is asked between pieces of work.
 */
public final class EnoughSaved implements ProgressListener, StopSignal {
  private final double enough;
  private volatile double cost = Double.POSITIVE_INFINITY;

  /**
   * A rule.
   *
   * @param today cost of the status quo, positive
   * @param share share of it that is enough to save
   */
  public EnoughSaved(double today, double share) {
    this.enough = (1 - share) * today;
  }

  @Override
  public void onRound(RoundReport report) {
    cost = Math.min(cost, report.primal());
  }

  @Override
  public boolean stopRequested() {
    return cost <= enough;
  }
}
