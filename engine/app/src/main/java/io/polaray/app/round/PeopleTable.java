package io.polaray.app.round;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.PrintableText;
import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a CSV file with one row for every person of a round: columns {@code agent}, {@code person}
 * and one more, in any order. Unknown and missing people, and people who occur twice, are problems.
 */
final class PeopleTable {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final String file;
  private final Offers offers;
  private final String column;
  private final ProblemList problems;
  private final Map<String, Integer> agents = new HashMap<>();
  private final int[][] lines;
  private int[] columns = new int[0];

  /** What is done with the third column of a row. */
  interface CellReader {
    /** Takes the text of a cell. */
    void read(int agent, int person, int line, String text);
  }

  PeopleTable(Path path, Offers offers, String column, ProblemList problems) {
    this.file = path.toString();
    this.offers = offers;
    this.column = column;
    this.problems = problems;
    this.lines = new int[offers.agents().size()][];
    for (int j = 0; j < lines.length; j++) {
      agents.put(offers.agents().get(j).agent().id(), j);
      lines[j] = new int[offers.agents().get(j).menuOf().size()];
    }
  }

  void read(Path path, CellReader cells) {
    Optional<InputFile> input = InputFile.read(path, file, problems);
    if (input.isEmpty()) {
      return;
    }
    int next = 1;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(new InputStreamReader(input.get().stream(), StandardCharsets.UTF_8))) {
      for (CsvRecord row : csv) {
        int line = (int) row.getStartingLineNumber();
        next = line + 1;
        List<String> fields = row.getFields().stream().map(String::strip).toList();
        if (columns.length == 0) {
          if (!header(fields, line)) {
            return;
          }
        } else {
          row(fields, line, cells);
        }
      }
    } catch (CsvParseException e) {
      problems.addBrokenRows(file, next);
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (columns.length == 0) {
      report(1, "", "", "the file has no header", "start with agent,person," + column);
      return;
    }
    reportMissing();
  }

  private boolean header(List<String> fields, int line) {
    List<String> wanted = List.of("agent", "person", column);
    if (fields.size() == 1 && fields.get(0).matches(".*[;\\t].*")) {
      report(
          line,
          "header",
          "",
          "the columns are separated by semicolons or tabs",
          "save the table with commas between the columns");
      return false;
    }
    columns = new int[wanted.size()];
    boolean sound = true;
    for (int k = 0; k < columns.length; k++) {
      columns[k] = fields.indexOf(wanted.get(k));
      if (columns[k] < 0) {
        sound = false;
        report(
            line,
            "header",
            "",
            "the column " + wanted.get(k) + " is missing",
            "start with agent,person," + column);
      } else if (fields.lastIndexOf(wanted.get(k)) != columns[k]) {
        sound = false;
        report(line, "header", wanted.get(k), "the column occurs twice", "keep one of them");
      }
    }
    return sound;
  }

  private void row(List<String> fields, int line, CellReader cells) {
    for (int at : columns) {
      if (at >= fields.size()) {
        report(line, "row", "", "it has " + fields.size() + " cells", "fill all columns");
        return;
      }
    }
    String id = fields.get(columns[0]);
    Integer agent = agents.get(id);
    if (agent == null
        && id.length() > 1
        && id.charAt(0) == '\''
        && FORMULA_STARTS.indexOf(id.charAt(1)) >= 0) {
      agent = agents.get(id.substring(1));
    }
    if (agent == null) {
      report(
          line,
          "agent",
          id.isEmpty() ? "empty" : id,
          "no agent of the market has this id",
          NearestName.of(id, agents.keySet().stream().sorted().toList())
              .map(near -> "write " + near + " if that is meant")
              .orElse("write an id of the market"));
      return;
    }
    String text = fields.get(columns[1]);
    int people = lines[agent].length;
    int person = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    if (person < 1 || person > people) {
      report(
          line,
          "person",
          text.isEmpty() ? "empty" : text,
          "agent " + PrintableText.of(id, 80) + " has no such person",
          people == 1 ? "write 1" : "write a whole number from 1 to " + people);
      return;
    }
    if (lines[agent][person - 1] != 0) {
      report(
          line,
          "person",
          text,
          "person "
              + person
              + " of agent "
              + PrintableText.of(id, 80)
              + " stands in line "
              + lines[agent][person - 1]
              + " already",
          "keep one row for everybody");
      return;
    }
    lines[agent][person - 1] = line;
    cells.read(agent, person, line, fields.get(columns[2]));
  }

  private void reportMissing() {
    for (int j = 0; j < lines.length; j++) {
      for (int a = 0; a < lines[j].length; a++) {
        if (lines[j][a] == 0) {
          report(
              0,
              "",
              "",
              "person "
                  + (a + 1)
                  + " of agent "
                  + PrintableText.of(offers.agents().get(j).agent().id(), 80)
                  + " is missing",
              "add a row for everybody");
        }
      }
    }
  }

  void report(int line, String place, String value, String fault, String remedy) {
    problems.add(new Problem(file, place, line, 0, value, fault, remedy));
  }
}
