package io.polaray.app.design;

import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonLookup;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import io.polaray.dual.RoundReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code trace.jsonl}. */
public final class TraceReader {
  private TraceReader() {}

  /**
   * The rounds in their order; none if there is no such file. Lines that are not JSON objects are
   * refused by number.
   */
  public static List<RoundReport> read(Path path) {
    if (!Files.exists(path)) {
      return List.of();
    }
    ProblemList problems = new ProblemList();
    String file = path.toString();
    List<String> lines =
        InputFile.read(path, file, problems).map(TraceReader::lines).orElse(List.of());
    List<RoundReport> rounds = new ArrayList<>();
    for (int k = 0; k < lines.size(); k++) {
      ProblemList ofLine = new ProblemList();
      if (!lines.get(k).isBlank()) {
        InputFile.of(file, lines.get(k).getBytes(StandardCharsets.UTF_8), ofLine)
            .flatMap(text -> JsonText.parse(text, ofLine))
            .map(JsonLookup::in)
            .ifPresent(line -> rounds.add(round(line)));
      }
      for (Problem problem : ofLine.kept()) {
        problems.add(
            new Problem(
                file,
                problem.place(),
                k + 1,
                problem.column(),
                problem.value(),
                problem.fault(),
                problem.remedy()));
      }
    }
    problems.throwIfAny();
    return rounds;
  }

  private static List<String> lines(InputFile file) {
    try (InputStream text = file.stream()) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RoundReport round(JsonLookup line) {
    String event = line.text("event");
    return new RoundReport(
        event.isEmpty() ? '?' : event.charAt(0),
        (int) line.number("round"),
        line.number("primal"),
        line.number("dualEstimate"),
        line.number("lowerBound"),
        line.number("estimateGap"),
        line.number("gap"),
        line.number("residual"),
        (long) line.number("menus"),
        (long) line.number("oracleCalls"),
        line.number("seconds"));
  }
}
