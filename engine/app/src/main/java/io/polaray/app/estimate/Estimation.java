package io.polaray.app.estimate;

import io.polaray.app.folder.AtomicFile;
import io.polaray.app.marketfile.BesideMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads cases, estimates costs and writes a market with its tables. */
public final class Estimation {
  private final Path cases;
  private final Path market;
  private final String name;
  private final CostRule cost;
  private final PreferenceChoice preferences;
  private final ThinCells thinCells;
  private final Columns columns;
  private final Period period;

  /**
   * Checks a request.
   *
   * @throws IllegalArgumentException if it asks for something impossible; the message starts with
   *     the name of the field
   */
  public Estimation(Request request) {
    cases = request.cases();
    market = request.out().toAbsolutePath().normalize();
    if (market.equals(cases.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException("out is the file that is read; name another");
    }
    String given = request.name();
    name = given == null ? BesideMarket.stem(market) : given;
    cost = CostRule.parse(request.cost());
    preferences = PreferenceChoice.parse(request.preferences());
    thinCells =
        new ThinCells(
            request.drop() ? ThinCells.Action.DROP : ThinCells.Action.POOL, request.minCases());
    columns = request.columns();
    period = new Period(request.since(), request.until());
  }

  /**
   * What is asked for.
   *
   * @param cases the file to read
   * @param out the market file to write
   * @param name of the market; null for that of its file
   * @param cost the cost of an outcome, as {@code outcome}, {@code A-outcome} or {@code
   *     A+B*outcome}
   * @param preferences as {@code uniform:LOWER:UPPER}, {@code
   *     lognormal:MEAN:SD:CORRELATION:LOWER:UPPER} or the name of a CSV file of types
   * @param drop whether agents with a thin cell are left out instead of pooled
   * @param minCases cells with fewer cases are thin
   * @param columns headings of a case log
   * @param since the first day; null for no limit
   * @param until the last day; null for no limit
   */
  public record Request(
      Path cases,
      Path out,
      @Nullable String name,
      String cost,
      String preferences,
      boolean drop,
      long minCases,
      Columns columns,
      @Nullable LocalDate since,
      @Nullable LocalDate until) {}

  /**
   * Writes the market, its types if there are any, and two tables: the cells with their weights and
   * the tasks with their variance components.
   *
   * @throws io.polaray.app.input.BadInputException with all problems of the files
   */
  public EstimateReport run() throws IOException {
    CellRows rows = new CellReader(cases, columns, cost, period).read();
    Support support = Support.of(cases, rows.table(), thinCells);
    Estimate estimate = Shrinkage.of(support.kept(), thinCells);
    Path folder = market.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    String text = preferences.text(estimate.table().tasks(), market);
    AtomicFile.write(market, out -> estimate.write(out, name, text));
    EstimateReport report = new EstimateReport(rows, support, estimate);
    AtomicFile.write(BesideMarket.of(market, "-cells.csv"), report::writeCells);
    AtomicFile.write(BesideMarket.of(market, "-tasks.csv"), report::writeTasks);
    return report;
  }
}
