package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;

/** A branch and bound tree over some class of menus; the bound is on the gain of each of them. */
interface GainTree {
  /** Bound on the gain of the menus. */
  double bound();

  /** Whether no step can lower the bound. */
  boolean exhausted();

  /** Nodes that are kept. */
  int size();

  /**
   * Divides the node with the largest bound; not to be called when the tree is exhausted.
   *
   * @param known gain of a menu that exists: nodes below are dropped
   * @param target bounds below need not be told apart
   * @return whether there was time for it
   */
  boolean step(double known, double target, WorkBudget budget);
}
