package io.polaray.app.command;

import io.polaray.dual.TerminationStatus;

/** The exit statuses of the program (docs/commands.md). */
public final class ExitStatus {
  /** Done. */
  public static final int DONE = 0;

  /** Internal error, or files that could not be written. */
  public static final int INTERNAL = 1;

  /** Wrong command line. */
  public static final int USAGE = 2;

  /** Bad input, or an output folder that cannot be used. */
  public static final int BAD_INPUT = 3;

  /** A limit was reached, or nothing better is proved; the best result was written. */
  public static final int LIMIT = 4;

  /** A design did not pass its verification. */
  public static final int VERIFICATION_FAILED = 5;

  /** Numerical trouble; the best result was written. */
  public static final int NUMERICAL = 6;

  /** Interrupted; the best result was written. */
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}

  /**
   * The exit status of a solve.
   *
   * @param strict whether a design without the requested certificate counts as a limit reached
   */
  public static int of(TerminationStatus status, boolean strict) {
    return switch (status) {
      case OPTIMAL -> DONE;
      case LOCALLY_SOLVED -> strict ? LIMIT : DONE;
      case INFEASIBLE, ITERATION_LIMIT, TIME_LIMIT -> LIMIT;
      case NUMERICAL_ERROR -> NUMERICAL;
      case INTERRUPTED -> INTERRUPTED;
    };
  }
}
