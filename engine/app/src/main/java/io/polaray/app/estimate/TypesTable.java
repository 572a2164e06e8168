package io.polaray.app.estimate;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.polaray.app.input.ProblemList;
import io.polaray.app.marketfile.Decimals;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Types of private cost, one a row, each rescaled to a mean of 1 over the tasks: a choice between
 * menus depends on the direction of the cost vector alone.
 *
 * <p>Columns are found by the names of the tasks. A column {@code weight} is kept; any other, such
 * as the name of a person, is not.
 *
 * @param header the tasks, and {@code weight} if there is one
 * @param rows as text
 */
record TypesTable(List<String> header, List<List<String>> rows) {
  private static final String WEIGHT = "weight";

  TypesTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /** Reads a file of types; all problems at once. */
  static TypesTable read(Path source, List<String> tasks) {
    ProblemList problems = new ProblemList();
    CaseFile table = new CaseFile(source, problems);
    List<String> names = new ArrayList<>(tasks);
    List<List<String>> rows = new ArrayList<>();
    table.<Consumer<CaseFile.Row>>read(
        header -> {
          int[] columns = tasks.stream().mapToInt(header::column).toArray();
          int weight = header.has(WEIGHT) ? header.column(WEIGHT) : -1;
          if (weight >= 0) {
            names.add(WEIGHT);
          }
          return row -> {
            List<String> fields = scaled(table, row, columns, tasks);
            if (weight >= 0 && isPositive(table, row, WEIGHT, weight)) {
              fields.add(new BigDecimal(row.field(weight)).toPlainString());
            }
            rows.add(fields);
          };
        });
    if (problems.isEmpty() && rows.isEmpty()) {
      table.problem(1, "", "", "holds no type", "give one type a row");
    }
    problems.throwIfAny();
    return new TypesTable(names, rows);
  }

  /** Writes the table as CSV; names of tasks are written as they are, to be read back. */
  void write(OutputStream stream) throws IOException {
    Writer out = new OutputStreamWriter(stream, UTF_8);
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(header);
    rows.forEach(csv::writeRecord);
    csv.flush();
    out.flush();
  }

  private static List<String> scaled(
      CaseFile table, CaseFile.Row row, int[] columns, List<String> tasks) {
    double[] costs = new double[columns.length];
    double sum = 0;
    for (int i = 0; i < columns.length; i++) {
      if (!isPositive(table, row, tasks.get(i), columns[i])) {
        return new ArrayList<>();
      }
      costs[i] = Numbers.parse(row.field(columns[i])).orElseThrow();
      sum += costs[i];
    }
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      double share = costs[i] / (sum / columns.length);
      if (!(Decimals.round(share) > 0)) {
        table.problem(
            row.line(),
            tasks.get(i),
            row.field(columns[i]),
            "is less than a millionth of the mean cost of its row",
            "check the units");
      }
      fields.add(Decimals.text(share));
    }
    return fields;
  }

  private static boolean isPositive(CaseFile table, CaseFile.Row row, String name, int column) {
    if (Numbers.parse(row.field(column)).orElse(0) > 0) {
      return true;
    }
    table.problem(
        row.line(), name, row.field(column), "is not a positive number", "give a cost above zero");
    return false;
  }
}
