package io.polaray.dual;

import io.polaray.dual.method.ProximalBundle;
import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.MarketOracle;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * First prices for a large market from the market of a part of its agents.
 *
 * <p>In a crowd the prices hardly depend on any one agent: those of an evenly spread part, whose
 * rounds cost little, are near those of all, and the rounds far from the optimum are spared.
 */
final class PilotPrices {
  private static final int LEAST_AGENTS = 500;
  private static final double AGENTS_PER_ROOT = 4;
  private static final double RELATIVE_GAP = 2e-3;
  private static final int MAX_ROUNDS = 40;

  private PilotPrices() {}

  /** The prices; empty where the market is too small for a part of it to be worth its rounds. */
  static Optional<Vector> of(MarketOracle oracle, WorkerPool workers, BooleanSupplier stop) {
    int agents = oracle.problem().agents();
    if (agents < LEAST_AGENTS) {
      return Optional.empty();
    }
    int[] part = new int[(int) (AGENTS_PER_ROOT * Math.sqrt(agents))];
    for (int k = 0; k < part.length; k++) {
      part[k] = (int) ((2L * k + 1) * agents / (2L * part.length));
    }
    DualOracle pilot = oracle.part(part);
    double magnitude = Math.max(Math.abs(pilot.problem().endowmentCost()), 1e-9);
    DualLoop loop = DualLoop.of(pilot, new ProximalBundle(workers), RELATIVE_GAP * magnitude);
    loop.run(RELATIVE_GAP, MAX_ROUNDS, agent -> SearchEffort.QUICK, stop, (event, state) -> {});
    return loop.rounds() > 1 ? Optional.of(loop.session().bestPrices()) : Optional.empty();
  }
}
