package io.polaray.app.verify;

import java.util.List;

/** A market or design file that cannot be read; carries every problem found. */
final class MalformedFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  MalformedFileException(List<String> problems) {
    super(problems.isEmpty() ? "malformed file" : problems.get(0));
    this.problems = List.copyOf(problems);
  }

  /** One line a problem: file, place, value, what is wrong, what to do. */
  List<String> problems() {
    return problems;
  }
}
