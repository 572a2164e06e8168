package io.polaray.dual;

/** Receives a report after every round; called on the solving thread. */
@FunctionalInterface
public interface ProgressListener {
  /** Called after every round. */
  void onRound(RoundReport report);
}
