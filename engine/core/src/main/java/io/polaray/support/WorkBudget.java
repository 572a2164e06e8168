package io.polaray.support;

/**
 * A limit on work. Results are deterministic as long as only {@code maxNodes} binds; the deadline
 * and cancellation make a run depend on the clock.
 *
 * @param maxNodes nodes, cells or other units of work a method may spend; 0 asks for what takes
 *     microseconds alone, and a bound may then be infinite
 * @param deadlineNanos {@link System#nanoTime()} at which to stop, {@code Long.MAX_VALUE} for none
 */
public record WorkBudget(long maxNodes, long deadlineNanos) {
  /** A budget of nodes without a deadline. */
  public static WorkBudget nodes(long maxNodes) {
    return new WorkBudget(maxNodes, Long.MAX_VALUE);
  }

  /** Whether the deadline has passed or the thread was interrupted. */
  public boolean expired() {
    return (deadlineNanos != Long.MAX_VALUE && System.nanoTime() - deadlineNanos >= 0)
        || Thread.currentThread().isInterrupted();
  }
}
