package io.polaray.app.export;

import io.polaray.app.text.CsvTable;
import io.polaray.app.text.NumberText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a linear program as free MPS, in the LP format of CPLEX, or as a table. */
public final class ProgramWriter {
  private static final String OBJECTIVE = "cost";
  private static final int MAX_LINE = 200;

  private ProgramWriter() {}

  /** The formats. */
  public enum Format {
    /** Free MPS. */
    MPS,
    /** CPLEX LP. */
    LP,
    /** One row a number: section, row, column, value. */
    CSV
  }

  /** Writes the program; the stream stays open. */
  public static void write(OutputStream out, ExportedProgram program, Format format)
      throws IOException {
    if (format == Format.CSV) {
      csv(out, program);
      return;
    }
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    if (format == Format.MPS) {
      mps(writer, program);
    } else {
      lp(writer, program);
    }
    writer.flush();
  }

  private static void mps(Writer out, ExportedProgram program) throws IOException {
    out.write("* " + program.title() + "\n");
    out.write("NAME polaray FREE\nROWS\n N " + OBJECTIVE + "\n");
    for (ExportedProgram.Row row : program.rows()) {
      out.write(" E " + row.name() + "\n");
    }
    out.write("COLUMNS\n");
    for (ExportedProgram.Column column : program.columns()) {
      mpsEntry(out, column.name(), OBJECTIVE, column.cost());
      for (ExportedProgram.Entry entry : column.entries()) {
        mpsEntry(out, column.name(), program.rows().get(entry.row()).name(), entry.value());
      }
    }
    out.write("RHS\n");
    for (ExportedProgram.Row row : program.rows()) {
      if (row.right() != 0) {
        mpsEntry(out, "rhs", row.name(), row.right());
      }
    }
    out.write("BOUNDS\n");
    for (ExportedProgram.Column column : program.columns()) {
      if (!Double.isInfinite(column.upper())) {
        out.write(" UP bound " + column.name() + " " + NumberText.of(column.upper()) + "\n");
      }
    }
    out.write("ENDATA\n");
  }

  private static void mpsEntry(Writer out, String column, String row, double value)
      throws IOException {
    out.write(" " + column + " " + row + " " + NumberText.of(value) + "\n");
  }

  private static void lp(Writer out, ExportedProgram program) throws IOException {
    out.write("\\ " + program.title() + "\nMinimize\n");
    List<List<Term>> terms = new ArrayList<>();
    List<Term> objective = new ArrayList<>();
    for (int i = 0; i < program.rowCount(); i++) {
      terms.add(new ArrayList<>());
    }
    for (ExportedProgram.Column column : program.columns()) {
      objective.add(new Term(column.name(), column.cost()));
      for (ExportedProgram.Entry entry : column.entries()) {
        terms.get(entry.row()).add(new Term(column.name(), entry.value()));
      }
    }
    sum(out, OBJECTIVE, objective);
    out.write("\nSubject To\n");
    for (int i = 0; i < program.rowCount(); i++) {
      ExportedProgram.Row row = program.rows().get(i);
      if (!terms.get(i).isEmpty()) {
        sum(out, row.name(), terms.get(i));
        out.write(" = " + NumberText.of(row.right()) + "\n");
      }
    }
    out.write("Bounds\n");
    for (ExportedProgram.Column column : program.columns()) {
      if (!Double.isInfinite(column.upper())) {
        out.write(" 0 <= " + column.name() + " <= " + NumberText.of(column.upper()) + "\n");
      }
    }
    out.write("End\n");
  }

  private record Term(String column, double value) {}

  private static void sum(Writer out, String name, List<Term> terms) throws IOException {
    StringBuilder line = new StringBuilder(" " + name + ":");
    for (Term term : terms) {
      String text =
          (term.value() < 0 ? " - " : " + ")
              + NumberText.of(Math.abs(term.value()))
              + " "
              + term.column();
      if (line.length() + text.length() > MAX_LINE) {
        out.write(line.append('\n').toString());
        line.setLength(0);
      }
      line.append(text);
    }
    out.write(line.toString());
  }

  private static void csv(OutputStream out, ExportedProgram program) throws IOException {
    CsvTable table = CsvTable.of(out, "section", "row", "column", "value");
    for (ExportedProgram.Row row : program.rows()) {
      table.cell("right").cell(row.name()).cell("").cell(row.right()).endRow();
    }
    for (ExportedProgram.Column column : program.columns()) {
      table.cell("cost").cell("").cell(column.name()).cell(column.cost()).endRow();
      table.cell("upper").cell("").cell(column.name()).cell(column.upper()).endRow();
      for (ExportedProgram.Entry entry : column.entries()) {
        table
            .cell("entry")
            .cell(program.rows().get(entry.row()).name())
            .cell(column.name())
            .cell(entry.value())
            .endRow();
      }
    }
    table.finish();
  }
}
