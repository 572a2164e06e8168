package io.polaray.app.text;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a CSV table: UTF-8, commas, line feeds, one header line. Text that a spreadsheet would
 * take for a formula (it starts with {@code = + - @}, a tab or a carriage return) gets an
 * apostrophe in front; numbers are written as they are, NaN and infinities as empty cells.
 */
public final class CsvTable {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final BufferedWriter writer;
  private final CsvWriter csv;
  private final List<String> row = new ArrayList<>();

  private CsvTable(BufferedWriter writer) {
    this.writer = writer;
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
  }

  /** A table with the given column names. */
  public static CsvTable of(OutputStream out, String... columns) {
    CsvTable table =
        new CsvTable(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    for (String column : columns) {
      table.cell(column);
    }
    return table.endRow();
  }

  /** Adds text from outside to the row. */
  public CsvTable cell(String text) {
    boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    row.add(formula ? "'" + text : text);
    return this;
  }

  /** Adds a number to the row. */
  public CsvTable cell(double value) {
    row.add(Double.isFinite(value) ? NumberText.of(value) : "");
    return this;
  }

  /** Adds a whole number to the row. */
  public CsvTable cell(int value) {
    row.add(Integer.toString(value));
    return this;
  }

  /** Adds true or false to the row. */
  public CsvTable cell(boolean value) {
    row.add(Boolean.toString(value));
    return this;
  }

  /** Ends the row. */
  public CsvTable endRow() {
    csv.writeRecord(row);
    row.clear();
    return this;
  }

  /** Passes everything on to the stream, which stays open. */
  public void finish() throws IOException {
    csv.flush();
    writer.flush();
  }
}
