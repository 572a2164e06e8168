package io.polaray.support;

/** A method that bounds a support function from above: the only source of bounds on cost. */
public interface SupportBound {
  /** Name for logs and files. */
  String name();

  /** Whether the method's assumptions hold for the problem. */
  boolean applies(SupportProblem problem);

  /**
   * Opens a session for one problem. What a session learns at one w it may reuse at the next; a
   * session is used by one thread at a time.
   */
  BoundSession open(SupportProblem problem);
}
