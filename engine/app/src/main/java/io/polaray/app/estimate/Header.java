package io.polaray.app.estimate;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first row of a CSV file: which heading stands in which column. */
final class Header {
  private final String file;
  private final List<String> headings;
  private final Map<String, Integer> columns = new HashMap<>();

  Header(String file, List<String> fields) {
    this.file = file;
    headings = fields.stream().map(field -> field.replace("\uFEFF", "").strip()).toList();
    for (int i = 0; i < headings.size(); i++) {
      Integer earlier = columns.putIfAbsent(key(headings.get(i)), i);
      if (earlier != null) {
        throw refusal(
            headings.get(i),
            "columns " + (earlier + 1) + " and " + (i + 1) + " have this name",
            "keep one of them");
      }
    }
  }

  boolean has(String heading) {
    return columns.containsKey(key(heading));
  }

  int size() {
    return headings.size();
  }

  /** The column under a heading. */
  int column(String heading) {
    Integer column = columns.get(key(heading));
    if (column == null) {
      throw refusal(
          String.join(", ", headings),
          "there is no column " + heading,
          "name the columns in the first row: agent, task, outcome for a case log, or agent,"
              + " task_type, n_cases, mean_outcome, sd_outcome for an aggregate");
    }
    return column;
  }

  private BadInputException refusal(String value, String fault, String remedy) {
    return BadInputException.of(new Problem(file, "header", 1, 0, value, fault, remedy));
  }

  private static String key(String heading) {
    String lower = heading.toLowerCase(Locale.ROOT);
    return Columns.ALIASES.getOrDefault(lower, lower);
  }
}
