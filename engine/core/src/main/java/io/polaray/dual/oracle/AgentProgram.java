package io.polaray.dual.oracle;

import io.polaray.numeric.Vector;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;

/**
 * What mechanisms of some class can give one agent, as a set in which linear functions are
 * maximised. Used by one thread at a time.
 */
public interface AgentProgram {
  /** The endowment eta, a point of the set. */
  Vector endowment();

  /**
   * A point of large value {@code w . x}, the largest up to the accuracy of the method.
   *
   * @param weights w, one a task
   */
  Vector point(Vector weights);

  /** A number that {@code w . x} exceeds nowhere in the set. */
  UpperBound upperBound(Vector weights, double lowerValue, double relativeGap, WorkBudget budget);
}
