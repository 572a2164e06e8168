package io.polaray.dual;

import io.polaray.dual.method.ProximalBundle;
import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.DualProblem;
import io.polaray.dual.oracle.MarketOracle;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.Sum;

/**
 * First prices for a large market from the market of a part of its agents.
 *
 * <p>In a crowd the prices hardly depend on any one agent: those of an evenly spread part, whose
 * rounds cost little, are near those of all, and the rounds far from the optimum are spared.
 */
final class PilotPrices {
  /*
   * The first answers of all agents correct the prices. What all leave over at some prices, less
   * what the part leaves over there, is added to the part's instances: then the part is out of
   * balance at these prices as all are, and it answers a change of prices as all do, up to the
   * error of a sample. So the error of its new prices is the product of two small ones. This is a
   * Newton step with the part for the second derivatives.
   */
  private static final int LEAST_AGENTS = 500;
  private static final double AGENTS_PER_ROOT = 4;
  private static final double RELATIVE_GAP = 2e-3;
  private static final double CORRECTED_RELATIVE_GAP = 1e-4;
  private static final int MAX_ROUNDS = 40;
  private static final int CORRECTIONS = 2;
  private static final double GOLDEN_SECTION = 0.6180339887498949;

  private final MarketOracle oracle;
  private final WorkerPool workers;
  private final BooleanSupplier stop;
  private final int[] agents;
  private final Vector prices;
  private int corrections;

  private PilotPrices(
      MarketOracle oracle, WorkerPool workers, BooleanSupplier stop, int[] agents, Vector prices) {
    this.oracle = oracle;
    this.workers = workers;
    this.stop = stop;
    this.agents = agents;
    this.prices = prices;
  }

  /** A pilot; empty where the market is too small for a part of it to be worth its rounds. */
  static Optional<PilotPrices> of(MarketOracle oracle, WorkerPool workers, BooleanSupplier stop) {
    int all = oracle.problem().agents();
    if (all < LEAST_AGENTS) {
      return Optional.empty();
    }
    int[] agents = part(all);
    DualLoop loop = loop(oracle.part(agents), workers, RELATIVE_GAP, Optional.empty());
    loop.run(RELATIVE_GAP, MAX_ROUNDS, agent -> SearchEffort.QUICK, stop, (event, state) -> {});
    return loop.rounds() > 1
        ? Optional.of(new PilotPrices(oracle, workers, stop, agents, loop.session().bestPrices()))
        : Optional.empty();
  }

  private static DualLoop loop(
      DualOracle part, WorkerPool workers, double relativeGap, Optional<Vector> start) {
    double magnitude = Math.max(Math.abs(part.problem().endowmentCost()), 1e-9);
    ProximalBundle method = new ProximalBundle(workers);
    double tolerance = relativeGap * magnitude;
    return start
        .map(prices -> DualLoop.of(part, method, prices, tolerance))
        .orElseGet(() -> DualLoop.of(part, method, tolerance));
  }

  /** The prices of the part. */
  Vector prices() {
    return prices;
  }

  /** A loop over all agents that starts at these prices and is corrected by the first answers. */
  DualLoop open(ProximalBundle method, double absoluteTolerance) {
    DualLoop loop = DualLoop.of(oracle, method, prices, absoluteTolerance);
    loop.guide(this::corrected);
    return loop;
  }

  /** Prices nearer to those of all, after an answer of all agents; for the first few alone. */
  Optional<Vector> corrected(OracleAnswer answer) {
    if (corrections == CORRECTIONS || stop.getAsBoolean()) {
      return Optional.empty();
    }
    corrections++;
    DualLoop loop =
        loop(
            oracle.part(agents, missing(answer)),
            workers,
            CORRECTED_RELATIVE_GAP,
            Optional.of(answer.prices()));
    boolean met =
        loop.run(
            CORRECTED_RELATIVE_GAP,
            MAX_ROUNDS,
            agent -> SearchEffort.POLISH,
            stop,
            (event, state) -> {});
    return met ? Optional.of(loop.session().bestPrices()) : Optional.empty();
  }

  /** Instances that the part needs more to be out of balance as all agents are. */
  private Vector missing(OracleAnswer answer) {
    DualProblem all = oracle.problem();
    DualProblem own = oracle.part(agents).problem();
    boolean[] chosen = new boolean[all.agents()];
    IntStream.of(agents).forEach(j -> chosen[j] = true);
    Vector left = leftOver(all, all.instances(), answer, j -> true);
    Vector ownLeft = leftOver(all, own.instances(), answer, j -> chosen[j]);
    double share = total(own.populations()) / total(all.populations());
    return Vector.zeros(all.tasks()).plus(share, left).minus(ownLeft);
  }

  private static Vector leftOver(
      DualProblem problem, Vector instances, OracleAnswer answer, IntPredicate chosen) {
    double[] left = new double[problem.tasks()];
    for (int i = 0; i < left.length; i++) {
      Sum sum = Sum.of(instances.get(i));
      for (int j = 0; j < problem.agents(); j++) {
        if (chosen.test(j)) {
          sum.addProduct(-problem.populations().get(j), answer.assignment(j, i));
        }
      }
      left[i] = sum.getAsDouble();
    }
    return Vector.of(left);
  }

  private static double total(Vector values) {
    return Sum.of(values.toArray()).getAsDouble();
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
