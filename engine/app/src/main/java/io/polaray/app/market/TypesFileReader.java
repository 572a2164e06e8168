package io.polaray.app.market;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import io.polaray.numeric.Vector;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads a CSV file with one type a row. A header may name the columns: every task once, in any
 * order, and {@code weight} if types differ in probability. Without a header there is one column a
 * task, in the market's order, and perhaps one more for the weight.
 */
final class TypesFileReader {
  private static final String WEIGHT = "weight";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private final String file;
  private final List<String> tasks;
  private final ProblemList problems;
  private final List<Vector> types = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  /** The line after the last row that was read. */
  private int next = 1;

  /** For each column the task it holds; the number of tasks stands for the weight. */
  private int[] columns = new int[0];

  private TypesFileReader(String file, List<String> tasks, ProblemList problems) {
    this.file = file;
    this.tasks = tasks;
    this.problems = problems;
  }

  /**
   * The rows of a file.
   *
   * @param weights one a type, all 1 when the file has no such column
   * @param weighted whether the file has a weight column
   */
  record Table(List<Vector> types, Vector weights, boolean weighted) {}

  /** Reads a file; empty after a problem. */
  static Optional<Table> read(InputFile input, List<String> tasks, ProblemList problems) {
    int before = problems.count();
    TypesFileReader reader = new TypesFileReader(input.name(), tasks, problems);
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(new InputStreamReader(input.stream(), StandardCharsets.UTF_8))) {
      for (CsvRecord row : csv) {
        reader.next = (int) row.getStartingLineNumber() + 1;
        reader.row(row);
      }
    } catch (CsvParseException e) {
      problems.addBrokenRows(input.name(), reader.next);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (problems.count() == before && reader.types.isEmpty()) {
      reader.report(1, "", "", "the file has no types", "write one type a row");
    }
    return problems.count() == before ? Optional.of(reader.table()) : Optional.empty();
  }

  private Table table() {
    return new Table(
        List.copyOf(types),
        Vector.of(weights.stream().mapToDouble(Double::doubleValue).toArray()),
        IntStream.of(columns).anyMatch(column -> column == tasks.size()));
  }

  private void row(CsvRecord row) {
    int line = (int) row.getStartingLineNumber();
    List<String> cells = row.getFields().stream().map(String::strip).toList();
    if (columns.length == 0) {
      boolean header = isHeader(cells);
      columns = header ? namedColumns(cells, line) : plainColumns(cells, line);
      if (header) {
        return;
      }
    }
    if (cells.size() != columns.length) {
      report(
          line,
          "row",
          "",
          "it has " + cells.size() + " cells where " + columns.length + " belong",
          "write one number a column, with commas between them");
      return;
    }
    double[] type = new double[tasks.size()];
    double weight = 1;
    boolean sound = true;
    for (int k = 0; k < columns.length; k++) {
      boolean isWeight = columns[k] == tasks.size();
      if (columns[k] < 0) {
        continue;
      }
      String column = isWeight ? WEIGHT : tasks.get(columns[k]);
      NumberRule rule = isWeight ? NumberRule.NONNEGATIVE : NumberRule.POSITIVE;
      String cell = cells.get(k);
      double value = NUMBER.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
      if (!rule.allows(value)) {
        sound = false;
        report(
            line,
            "column " + column,
            cell.isEmpty() ? "empty" : cell,
            isWeight ? "a weight must be a number, 0 or more" : "a cost must be a positive number",
            "write " + rule.range());
      } else if (isWeight) {
        weight = value;
      } else {
        type[columns[k]] = value;
      }
    }
    if (sound) {
      types.add(Vector.of(type));
      weights.add(weight);
    }
  }

  /** A first row is a header when it names all tasks, also tasks called 2020, or has no number. */
  private boolean isHeader(List<String> cells) {
    return cells.containsAll(tasks)
        || cells.stream().noneMatch(cell -> NUMBER.matcher(cell).matches());
  }

  private int[] plainColumns(List<String> cells, int line) {
    int size = tasks.size();
    if (cells.size() == size || cells.size() == size + 1) {
      return IntStream.range(0, cells.size()).toArray();
    }
    report(
        line,
        "row",
        "",
        "it has " + cells.size() + " cells for " + size + " tasks",
        "write one cost a task and at most one weight, with commas between them");
    return IntStream.range(0, size).toArray();
  }

  /** The task of each named column; -1 for a column that no task has. */
  private int[] namedColumns(List<String> cells, int line) {
    int[] found = new int[cells.size()];
    Set<String> names = new HashSet<>();
    for (int k = 0; k < found.length; k++) {
      String name = cells.get(k);
      found[k] = tasks.indexOf(name);
      if (found[k] < 0 && name.equals(WEIGHT)) {
        found[k] = tasks.size();
      }
      if (found[k] < 0) {
        report(
            line,
            "column " + (k + 1),
            name.isEmpty() ? "empty" : name,
            "no task has this name",
            NearestName.of(name, tasks)
                .map(near -> "write " + near + " if that is meant")
                .orElse("the tasks are " + String.join(", ", tasks)));
      } else if (!names.add(name)) {
        report(line, "column " + (k + 1), name, "the name occurs twice", "keep one of them");
      }
    }
    for (String task : tasks) {
      if (!names.contains(task)) {
        report(line, "column " + task, "", "the column is missing", "add the costs of this task");
      }
    }
    return found;
  }

  private void report(int line, String place, String value, String fault, String remedy) {
    problems.add(new Problem(file, place, line, 0, value, fault, remedy));
  }
}
