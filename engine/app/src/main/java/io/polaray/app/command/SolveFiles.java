package io.polaray.app.command;

import io.polaray.app.design.DesignTables;
import io.polaray.app.design.DesignWriter;
import io.polaray.app.design.Facts;
import io.polaray.app.design.TraceWriter;
import io.polaray.app.folder.OutputFolder;
import io.polaray.app.market.MarketFile;
import io.polaray.app.text.JsonDocument;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.RoundReport;
import io.polaray.dual.SolveOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a solve folder. The design comes first, the record of the run last. */
final class SolveFiles {
  /** The file of the design. */
  static final String DESIGN = "design.json";

  private static final String TRACE = "trace.jsonl";
  private static final String TRACE_TABLE = "trace.csv";
  private static final String RUN = "run.json";
  private static final String PRICES = "prices.csv";
  private static final String AGENTS = "agents.csv";
  private static final String MENUS = "menus.csv";
  private static final String RAYS = "rays.csv";
  private static final String ASSIGNMENT = "assignment.csv";

  /** The names of all files, in the order of writing. */
  static final List<String> NAMES =
      List.of(
          EndowmentOption.MARKET,
          DESIGN,
          PRICES,
          AGENTS,
          MENUS,
          RAYS,
          ASSIGNMENT,
          TRACE,
          TRACE_TABLE,
          RUN);

  /** Pages about a design, which a new design makes wrong. */
  private static final List<String> PAGES =
      List.of(ReportCommand.PAGE, CardsCommand.PAGE, CardsCommand.TABLE);

  private final MarketFile file;
  private final LargeMarketDesign design;
  private final Facts facts;
  private final List<RoundReport> rounds;

  SolveFiles(MarketFile file, LargeMarketDesign design, Facts facts, List<RoundReport> rounds) {
    this.file = file;
    this.design = design;
    this.facts = facts;
    this.rounds = rounds;
  }

  /**
   * Removes the pages about an earlier design: offers that no longer hold must not be handed out.
   *
   * @return the names of those that were there
   */
  static List<String> removePages(OutputFolder folder) throws IOException {
    List<String> removed = new ArrayList<>();
    for (String page : PAGES) {
      if (folder.remove(page)) {
        removed.add(page);
      }
    }
    return removed;
  }

  void write(
      OutputFolder folder,
      SolveOptions options,
      @Nullable Double timeLimit,
      Stopwatch watch,
      int exitStatus)
      throws IOException {
    DesignTables tables = DesignTables.of(design);
    folder.write(DESIGN, out -> DesignWriter.write(out, file, design, facts));
    folder.write(PRICES, tables::prices);
    folder.write(AGENTS, tables::agents);
    folder.write(MENUS, tables::menus);
    folder.write(RAYS, tables::rays);
    folder.write(ASSIGNMENT, tables::assignment);
    folder.write(TRACE, out -> TraceWriter.write(out, rounds));
    folder.write(TRACE_TABLE, out -> TraceWriter.table(out, rounds));
    watch.lap("write");
    folder.write(RUN, out -> run(out, options, timeLimit, watch, exitStatus));
  }

  private void run(
      OutputStream out,
      SolveOptions options,
      @Nullable Double timeLimit,
      Stopwatch watch,
      int exitStatus) {
    try (JsonDocument json = JsonDocument.of(out, 2)) {
      json.object()
          .field("format", "polaray-run/1")
          .field("version", Version.number())
          .field("market", file.path().toString())
          .field("status", design.status().name())
          .field("exitStatus", exitStatus)
          .object("options")
          .field("method", options.method())
          .field("gap", options.relativeGap())
          .field("certifySeconds", options.certifyTime().toNanos() / 1e9)
          .field("timeLimitSeconds", timeLimit == null ? Double.NaN : timeLimit)
          .field("maxRounds", options.maxRounds())
          .field("types", options.types())
          .field("seed", options.seed())
          .field("threads", options.threads())
          .endObject();
      json.object("seconds");
      watch.laps().forEach((name, seconds) -> json.field(name, seconds.doubleValue()));
      json.field("total", watch.total()).endObject();
      MachineFacts.write(json);
      json.endObject();
    }
  }
}
