package io.polaray.app.input;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the problems of one reading, so that a user sees all of them and not the first alone.
 * The first {@value #MAX_KEPT} are kept, the others are counted.
 */
public final class ProblemList {
  private static final int MAX_KEPT = 1000;

  private final List<Problem> kept = new ArrayList<>();
  private int count;

  /** Adds a problem. */
  public void add(Problem problem) {
    if (kept.size() < MAX_KEPT) {
      kept.add(problem);
    }
    count++;
  }

  /** Adds that rows cannot be told apart from a line of a table on. */
  public void addBrokenRows(String file, int line) {
    add(
        new Problem(
            file,
            "",
            line,
            0,
            "",
            "from here the rows cannot be told apart",
            "check the quotes, and whether a field has millions of characters"));
  }

  /** Number of problems, also those not kept. */
  public int count() {
    return count;
  }

  /** Whether nothing is wrong. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** The problems kept, in the order found. */
  public List<Problem> kept() {
    return List.copyOf(kept);
  }

  /**
   * Ends a reading.
   *
   * @throws BadInputException if there is any problem
   */
  public void throwIfAny() {
    if (!isEmpty()) {
      throw new BadInputException(kept(), count);
    }
  }
}
