package io.polaray.app.estimate;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header, read row by row; a name that ends in {@code .gz} is unpacked on the
 * way.
 *
 * <p>Every problem is collected under its line number. The reading goes on after a bad row, and
 * ends early only when the file can no longer be split into rows.
 */
final class CaseFile {
  private final Path path;
  private final ProblemList problems;

  /** The line after the last row that was read. */
  private long next = 1;

  CaseFile(Path path, ProblemList problems) {
    this.path = path;
    this.problems = problems;
  }

  /** One row; {@link #field} strips blanks. */
  record Row(long line, CsvRecord fields) {
    String field(int column) {
      return fields.getField(column).strip();
    }
  }

  /**
   * Reads the header, asks what takes the rows, and hands it every row of the right width.
   *
   * @return what took the rows
   */
  <R extends Consumer<Row>> R read(Function<Header, R> onHeader) {
    try (Reader reader = open();
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(reader)) {
      return rows(csv.iterator(), onHeader);
    } catch (NoSuchFileException e) {
      throw BadInputException.of(path.toString(), "there is no such file", "check the path");
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    } catch (IOException e) {
      throw unreadable(e);
    } catch (CsvParseException e) {
      if (e.getCause() instanceof IOException cause) {
        throw unreadable(cause);
      }
      problems.addBrokenRows(path.toString(), (int) Math.min(next, Integer.MAX_VALUE));
      problems.throwIfAny();
      throw new IllegalStateException("a problem was added", e);
    }
  }

  private <R extends Consumer<Row>> R rows(
      Iterator<CsvRecord> records, Function<Header, R> onHeader) {
    if (!records.hasNext()) {
      throw BadInputException.of(path.toString(), "the file is empty", "give a header and rows");
    }
    CsvRecord first = records.next();
    next = first.getStartingLineNumber() + 1;
    Header header = new Header(path.toString(), first.getFields());
    R rows = onHeader.apply(header);
    while (records.hasNext()) {
      CsvRecord fields = records.next();
      next = fields.getStartingLineNumber() + 1;
      if (fields.getFieldCount() == header.size()) {
        rows.accept(new Row(fields.getStartingLineNumber(), fields));
      } else {
        problem(
            fields.getStartingLineNumber(),
            "",
            "",
            "has " + fields.getFieldCount() + " fields, the header " + header.size(),
            "write one field under each heading");
      }
    }
    return rows;
  }

  void problem(long line, String place, String value, String fault, String remedy) {
    int shown = (int) Math.min(line, Integer.MAX_VALUE);
    problems.add(new Problem(path.toString(), place, shown, 0, value, fault, remedy));
  }

  private Reader open() throws IOException {
    InputStream bytes = Files.newInputStream(path);
    if (path.toString().endsWith(".gz")) {
      bytes = new GZIPInputStream(bytes, 1 << 16);
    }
    return new InputStreamReader(
        bytes, UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
  }

  private BadInputException unreadable(@Nullable IOException e) {
    return e instanceof CharacterCodingException
        ? BadInputException.of(path.toString(), "is not UTF-8 text", "save it as UTF-8")
        : BadInputException.of(
            path.toString(),
            "cannot be read: " + (e == null ? "" : e.getMessage()),
            "check the path and the rights");
  }
}
