package io.polaray.dual;

/** Asked between pieces of work whether the caller wants the solve to stop with its best result. */
@FunctionalInterface
public interface StopSignal {
  /** Never stops. */
  StopSignal NEVER = () -> false;

  /** Whether to stop now. */
  boolean stopRequested();
}
