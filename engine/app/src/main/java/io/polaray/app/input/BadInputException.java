package io.polaray.app.input;

import java.util.List;

/** Files from outside cannot be used; carries every problem found. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // records of strings; exceptions here are never serialised
  private final List<Problem> problems;

  private final int count;

  /**
   * Bad input.
   *
   * @param problems the problems to show, at least one
   * @param count the number found, at least {@code problems.size()}
   */
  public BadInputException(List<Problem> problems, int count) {
    super(problems.get(0).text());
    this.problems = List.copyOf(problems);
    this.count = count;
  }

  /** A single problem of a file as a whole. */
  public static BadInputException of(String file, String fault, String remedy) {
    return of(new Problem(file, "", 0, 0, "", fault, remedy));
  }

  /** A single problem. */
  public static BadInputException of(Problem problem) {
    return new BadInputException(List.of(problem), 1);
  }

  /** The problems kept, in the order found. */
  public List<Problem> problems() {
    return problems;
  }

  /** Number of problems found, also those not kept. */
  public int count() {
    return count;
  }

  /**
   * One line a problem and, when some are left out, how many.
   *
   * @param max the most problems to list
   */
  public String listing(int max) {
    StringBuilder listing = new StringBuilder();
    int shown = Math.min(max, problems.size());
    for (Problem problem : problems.subList(0, shown)) {
      listing.append(problem.text()).append('\n');
    }
    if (count > shown) {
      listing.append("and ").append(count - shown).append(" more\n");
    }
    return listing.toString();
  }
}
