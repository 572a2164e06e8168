package io.polaray.dual;

import io.polaray.dual.oracle.AgentSupport;
import io.polaray.dual.oracle.MarketOracle;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.WorkBudget;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which part of a time limit the search may take, and which part search and bounds together.
 *
 * <p>The search stops early enough for a first bound of every agent: without one for each of them
 * nothing is proved beyond the first best. What that takes is measured once, on some agents, with
 * support functions of their own, so that a solve that ends before its limit is the same as one
 * without a limit.
 */
final class TimeShares {
  private static final double SEARCH = 0.75;
  private static final double LEAST_SEARCH = 0.3;
  private static final double SEARCH_AND_BOUND = 0.95;

  /** Spread of the agents' times, and a machine that is not yet warm or no longer. */
  private static final double RESERVE = 1.4;

  private static final int TRIALS = 8;
  private static final double TRIAL_GAP = 0.1;
  private static final Duration NO_LIMIT = Duration.ofDays(1);

  private final Duration limit;
  private double search = SEARCH;
  private boolean measured;

  TimeShares(Duration limit) {
    this.limit = limit;
    this.measured = limit.compareTo(NO_LIMIT) >= 0;
  }

  /** Seconds after which the search ends. */
  double searchSeconds() {
    return limit.toMillis() * 1e-3 * search;
  }

  /** Nanoseconds after which the bounds end. */
  long boundNanos() {
    Duration most = limit.multipliedBy((long) (100 * SEARCH_AND_BOUND)).dividedBy(100);
    return Math.min(most.toNanos(), Long.MAX_VALUE / 4);
  }

  /** Measures, the first time, and keeps the time for the first bounds back. */
  void measure(MarketOracle oracle, Vector prices, WorkerPool workers) {
    if (measured) {
      return;
    }
    measured = true;
    int agents = oracle.problem().agents();
    int trials = Math.min(agents, TRIALS);
    OracleAnswer known = oracle.rescore(prices);
    double[] seconds = new double[trials];
    workers.run(
        trials,
        n -> {
          int agent = (int) ((long) n * agents / trials);
          seconds[n] = trial(oracle, agent, prices, known.value(agent));
        });
    Arrays.sort(seconds);
    double typical = seconds[trials / 2];
    double needed = RESERVE * typical * agents / workers.threads();
    double share = needed / (limit.toMillis() * 1e-3);
    search = Math.max(LEAST_SEARCH, Math.min(SEARCH, SEARCH_AND_BOUND - share));
  }

  private static double trial(MarketOracle oracle, int agent, Vector prices, double value) {
    Optional<AgentSupport> support = oracle.unused(agent);
    if (support.isEmpty()) {
      return 0;
    }
    long begin = System.nanoTime();
    Vector weights = oracle.problem().weights(agent, prices);
    support.get().upperBound(weights, value, TRIAL_GAP, WorkBudget.nodes(1));
    return (System.nanoTime() - begin) * 1e-9;
  }
}
