package io.polaray.support;

/** A method that bounds a support function from above: the only source of bounds on cost. */
public interface SupportBound {
  /** Name for logs and files. */
  String name();

  /** Whether the method's assumptions hold for the problem. */
  boolean applies(SupportProblem problem);

  /**
   * Whether the bound holds for menus that are polarised on the box of the types alone. The default
   * is no: a proof for the orthant may use that rays shed disjoint sets of tasks.
   */
  default boolean holdsForSupportMenus() {
    return false;
  }

  /**
   * The least budget of nodes that is worth a call; 0 for a method that takes microseconds, opening
   * included.
   */
  default long leastNodes() {
    return 1;
  }

  /**
   * Opens a session for one problem. What a session learns at one w it may reuse at the next; a
   * session is used by one thread at a time.
   */
  BoundSession open(SupportProblem problem);
}
