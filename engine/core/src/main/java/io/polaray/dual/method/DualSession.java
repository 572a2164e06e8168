package io.polaray.dual.method;

import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import java.util.Optional;

/**
 * One run of a dual method. The caller asks for prices, puts them to the oracle and tells the
 * answer; in between it may ask for a market-clearing combination of the columns found so far.
 */
public interface DualSession {
  /** The prices to ask for next. */
  Vector nextPrices();

  /**
   * Prices from outside that the method may ask for next, whatever its model says.
   *
   * <p>A method that has no use for them goes on as if it had not been told.
   */
  default void suggest(Vector prices) {}

  /**
   * Takes the answer at the prices asked for.
   *
   * @return S for a serious step, N for a null step
   */
  char observe(OracleAnswer answer);

  /** The best dual value found, re-scored with all columns known (not a bound). */
  double dualEstimate();

  /** The prices of the best dual value. */
  Vector bestPrices();

  /** A guess of the gap, in the unit of cost, that {@link #recover} would leave now. */
  double expectedGap();

  /**
   * Looks for a better market-clearing combination of the columns known, from the method's own
   * weights; the result is that of {@link #primal}.
   *
   * @param guides whether the method may take its next prices from the combination; if not, it goes
   *     on as if it had not been asked
   */
  void recover(boolean guides);

  /** The best market-clearing combination found; empty if there is none yet. */
  Optional<PrimalSolution> primal();
}
