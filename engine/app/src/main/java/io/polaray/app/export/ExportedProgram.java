package io.polaray.app.export;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear program {@code min c . x}, rows with equality, bounds on columns, with names that every
 * solver reads.
 */
public final class ExportedProgram {
  private final String title;
  private final List<Row> rows = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();

  /**
   * A row.
   *
   * @param name safe and unique
   * @param right the right-hand side
   */
  record Row(String name, double right) {}

  /**
   * A column.
   *
   * @param name safe and unique
   * @param upper upper bound, infinite for none; the lower bound is 0
   * @param entries coefficients that are not 0
   */
  record Column(String name, double cost, double upper, List<Entry> entries) {
    Column {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A coefficient.
   *
   * @param row index of the row
   */
  record Entry(int row, double value) {}

  private ExportedProgram(String title) {
    this.title = title;
  }

  /** A program without rows and columns. */
  static ExportedProgram create(String title) {
    return new ExportedProgram(title);
  }

  int addRow(String name, double right) {
    rows.add(new Row(name, right));
    return rows.size() - 1;
  }

  void addColumn(String name, double cost, double upper, List<Entry> entries) {
    columns.add(new Column(name, cost, upper, entries));
  }

  /** What the program is, on one line. */
  String title() {
    return title;
  }

  List<Row> rows() {
    return rows;
  }

  List<Column> columns() {
    return columns;
  }

  /** The number of rows. */
  public int rowCount() {
    return rows.size();
  }

  /** The number of columns. */
  public int columnCount() {
    return columns.size();
  }
}
