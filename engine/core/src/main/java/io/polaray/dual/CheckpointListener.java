package io.polaray.dual;

import io.polaray.dual.oracle.OracleHistory;
import java.util.function.Supplier;

/** Offered a checkpoint after every round; called on the solving thread. */
@FunctionalInterface
public interface CheckpointListener {
  /** Takes no checkpoints. */
  CheckpointListener NONE = (report, history) -> {};

  /**
   * Called after every round. A solve that is given the history goes through the same rounds again
   * without searching and then on, to the same bits as a solve that was never interrupted.
   *
   * @param history makes a copy of all that has been found when asked; valid during the call
   */
  void onRound(RoundReport report, Supplier<OracleHistory> history);

  /**
   * Called at the end of a solve that a limit or a stop signal has ended, so that it can be taken
   * up where it stopped.
   */
  default void onLimit(Supplier<OracleHistory> history) {}
}
