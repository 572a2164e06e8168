package io.polaray.dual.oracle;

import io.polaray.numeric.Vector;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * What the dual asks of the agents' feasible sets: good points (the lower side of S_j) and, apart
 * from them, upper bounds on S_j. Only bounds may enter a lower bound on cost.
 *
 * <p>An oracle keeps every point it has answered with, numbered within its agent; number 0 is the
 * endowment.
 */
public interface DualOracle {
  /** The data of the dual. */
  DualProblem problem();

  /**
   * One point of F_j for every agent, never worse at the prices than any point the oracle knows.
   *
   * @param prices lambda
   * @param effort how hard to search for agent j
   * @param stop asked between agents; once true, the remaining agents answer from known points
   */
  OracleAnswer answer(Vector prices, IntFunction<SearchEffort> effort, BooleanSupplier stop);

  /**
   * Whether an answer takes much longer than a master problem over all points known, so that the
   * best combination of them is worth finding after every round.
   */
  default boolean isDear() {
    return false;
  }

  /** The best known point of every agent at the prices, without a search. */
  OracleAnswer rescore(Vector prices);

  /** The assignment x of agent j's point with the given number. */
  Vector column(int agent, int column);

  /** The number of points known for agent j; they are numbered from 0. */
  int columns(int agent);

  /**
   * A valid upper bound on S_j(lambda - pi_j), whenever the work stops. Points met on the way
   * become known points. May be called for different agents at the same time, not twice for one
   * agent.
   *
   * @param lowerValue value of the best point known at the prices
   * @param relativeGap stop when the bound is within this relative distance of {@code lowerValue}
   */
  UpperBound upperBound(
      int agent, Vector prices, double lowerValue, double relativeGap, WorkBudget budget);

  /**
   * Nominal nanoseconds of an agent's last upper bound; see {@link
   * io.polaray.support.BoundSession#nominalNanos}.
   */
  default long nominalNanos(int agent) {
    return 0;
  }
}
