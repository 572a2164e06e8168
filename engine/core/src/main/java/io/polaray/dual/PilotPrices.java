package io.polaray.dual;

import io.polaray.dual.method.ProximalBundle;
import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.MarketOracle;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

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
  private static final double GOLDEN_SECTION = 0.6180339887498949;

  private PilotPrices() {}

  /** The prices; empty where the market is too small for a part of it to be worth its rounds. */
  static Optional<Vector> of(MarketOracle oracle, WorkerPool workers, BooleanSupplier stop) {
    int agents = oracle.problem().agents();
    if (agents < LEAST_AGENTS) {
      return Optional.empty();
    }
    DualOracle pilot = oracle.part(part(agents));
    double magnitude = Math.max(Math.abs(pilot.problem().endowmentCost()), 1e-9);
    DualLoop loop = DualLoop.of(pilot, new ProximalBundle(workers), RELATIVE_GAP * magnitude);
    loop.run(RELATIVE_GAP, MAX_ROUNDS, agent -> SearchEffort.QUICK, stop, (event, state) -> {});
    return loop.rounds() > 1 ? Optional.of(loop.session().bestPrices()) : Optional.empty();
  }

  /**
   * Positions along multiples of the golden section: even, and out of step with whatever recurs in
   * the order of the agents.
   */
  private static int[] part(int agents) {
    int count = (int) (AGENTS_PER_ROOT * Math.sqrt(agents));
    return IntStream.rangeClosed(1, count)
        .map(k -> (int) (agents * (k * GOLDEN_SECTION % 1)))
        .sorted()
        .distinct()
        .toArray();
  }
}
