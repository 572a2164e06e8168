package io.polaray.app.estimate;

import java.util.Map;

/**
 * Names of the columns of a case log.
 *
 * @param agent who handled the case
 * @param task the type of the case
 * @param outcome a number
 * @param date ISO date, read only when cases are limited to a period
 */
public record Columns(String agent, String task, String outcome, String date) {
  /** The usual headings. */
  public static final Columns DEFAULT = new Columns("agent", "task", "outcome", "date");

  /** Other headings under which columns of a log and of an aggregate are known. */
  static final Map<String, String> ALIASES =
      Map.of(
          "task_type", "task",
          "n_cases", "n",
          "mean_outcome", "mean",
          "sd_outcome", "sd");
}
