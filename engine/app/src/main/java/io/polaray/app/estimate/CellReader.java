package io.polaray.app.estimate;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.ProblemList;
import java.nio.file.Path;

/** Reads a case log or an aggregate, whichever the header announces. */
final class CellReader {
  private final Path path;
  private final Columns columns;
  private final CostRule cost;
  private final Period period;

  CellReader(Path path, Columns columns, CostRule cost, Period period) {
    this.path = path;
    this.columns = columns;
    this.cost = cost;
    this.period = period;
  }

  /** Reads everything; throws with all problems of the file. */
  CellRows read() {
    ProblemList problems = new ProblemList();
    CaseFile csv = new CaseFile(path, problems);
    CellRows rows = csv.read(header -> rows(csv, header));
    problems.throwIfAny();
    return rows;
  }

  private CellRows rows(CaseFile csv, Header header) {
    if (!Aggregate.recognises(header)) {
      return new CaseLog(csv, header, columns, cost, period);
    }
    if (!period.isAll()) {
      throw BadInputException.of(
          path.toString(), "is an aggregate, which has no dates", "leave out --since and --until");
    }
    return new Aggregate(csv, header, cost);
  }
}
