package io.polaray.app.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A LaTeX table in the manner of booktabs: three rules, words to the left, numbers to the right.
 */
public final class LatexTable {
  private final StringBuilder text = new StringBuilder();

  private LatexTable() {}

  /**
   * A table.
   *
   * @param alignment one letter a column, {@code l} or {@code r}
   * @param header one cell a column
   */
  public static LatexTable of(String alignment, List<String> header) {
    LatexTable table = new LatexTable();
    table.text.append("\\begin{tabular}{").append(alignment).append("}\n\\toprule\n");
    table.row(header);
    table.text.append("\\midrule\n");
    return table;
  }

  /** Adds a row of plain texts, which are escaped. */
  public LatexTable row(List<String> cells) {
    text.append(cells.stream().map(LatexText::of).collect(Collectors.joining(" & ")))
        .append(" \\\\\n");
    return this;
  }

  /** Adds a rule. */
  public LatexTable rule() {
    text.append("\\midrule\n");
    return this;
  }

  /** The finished table. */
  public String end() {
    return text + "\\bottomrule\n\\end{tabular}\n";
  }
}
