package io.polaray.notebooks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A small CSV file with named columns. */
public final class Frame {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");

  private final List<String> head;
  private final List<List<String>> rows;

  private Frame(List<String> head, List<List<String>> rows) {
    this.head = List.copyOf(head);
    this.rows = List.copyOf(rows);
  }

  /** Reads a file; its first row has the names of the columns. */
  public static Frame read(String file) {
    List<String> head = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(Path.of(file))) {
      for (NamedCsvRecord row : reader) {
        if (head.isEmpty()) {
          head.addAll(row.getHeader());
        }
        rows.add(row.getFields());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new Frame(head, rows);
  }

  /** The rows whose entry in a column is the given one. */
  public Frame where(String column, String value) {
    int index = index(column);
    return new Frame(head, rows.stream().filter(row -> row.get(index).equals(value)).toList());
  }

  /** A column. */
  public List<String> texts(String column) {
    int index = index(column);
    return rows.stream().map(row -> row.get(index)).toList();
  }

  /** A column of numbers. */
  public double[] numbers(String column) {
    return texts(column).stream().mapToDouble(Double::parseDouble).toArray();
  }

  /** The first rows as a table. */
  public String html(int most) {
    List<List<Object>> shown = new ArrayList<>();
    for (List<String> row : rows.subList(0, Math.min(most, rows.size()))) {
      List<Object> cells = new ArrayList<>();
      for (String cell : row) {
        boolean whole = cell.length() < 9 && cell.matches("-?\\d+");
        cells.add(
            whole
                ? Integer.valueOf(cell)
                : NUMBER.matcher(cell).matches() ? Double.valueOf(cell) : cell);
      }
      shown.add(cells);
    }
    return Tables.html(head, shown);
  }

  private int index(String column) {
    int index = head.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("column is " + column + "; it must be one of " + head);
    }
    return index;
  }
}
