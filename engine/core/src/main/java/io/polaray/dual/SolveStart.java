package io.polaray.dual;

import io.polaray.dual.oracle.OracleHistory;
import io.polaray.dual.oracle.WarmStart;
import java.util.Optional;

/**
 * Where a solve starts.
 *
 * @param warmStart prices and menus of a neighbouring market
 * @param history what an interrupted solve of the same market with the same options and the same
 *     warm start had found
 */
public record SolveStart(Optional<WarmStart> warmStart, Optional<OracleHistory> history) {
  /** From nothing. */
  public static SolveStart cold() {
    return new SolveStart(Optional.empty(), Optional.empty());
  }

  /** From a neighbouring market's solve. */
  public static SolveStart from(WarmStart warmStart) {
    return new SolveStart(Optional.of(warmStart), Optional.empty());
  }

  /** From an interrupted solve of the same market. */
  public static SolveStart from(OracleHistory history) {
    return new SolveStart(Optional.empty(), Optional.of(history));
  }
}
