package io.polaray.app.design;

import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonLookup;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.ProblemList;
import io.polaray.dual.RoundReport;
import java.io.IOException;
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
   * refused with their number.
   */
  public static List<RoundReport> read(Path path) {
    if (!Files.exists(path)) {
      return List.of();
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ProblemList problems = new ProblemList();
    List<RoundReport> rounds = new ArrayList<>();
    for (int k = 0; k < lines.size(); k++) {
      String name = path + " line " + (k + 1);
      if (!lines.get(k).isBlank()) {
        InputFile.of(name, lines.get(k).getBytes(StandardCharsets.UTF_8), problems)
            .flatMap(text -> JsonText.parse(text, problems))
            .map(JsonLookup::in)
            .ifPresent(line -> rounds.add(round(line)));
      }
    }
    problems.throwIfAny();
    return rounds;
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
