package io.polaray.benchmarks.gap;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One solve, round by round.
 *
 * @param instance what was solved
 * @param method dual method
 * @param seed of the solve and of a generated market
 * @param status exit status of the program
 * @param wall seconds of the whole program
 * @param points the rows of its trace
 */
record GapTrace(
    Instance instance, String method, int seed, int status, double wall, List<Point> points) {
  GapTrace {
    points = List.copyOf(points);
  }

  /** A row of a trace. */
  record Point(double seconds, double primal, double lowerBound, double estimateGap, double gap) {}

  /** Reads the points of {@code trace.csv}. */
  static List<Point> points(Path file) throws IOException {
    List<Point> points = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : reader) {
        points.add(
            new Point(
                number(row, "seconds"),
                number(row, "primal"),
                number(row, "lowerBound"),
                number(row, "estimateGap"),
                number(row, "gap")));
      }
    }
    return points;
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }

  /** Seconds until the proved gap was at most the given one; infinite if it never was. */
  double secondsToGap(double gap) {
    return points.stream()
        .filter(point -> point.gap() <= gap)
        .mapToDouble(Point::seconds)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Seconds until the gap to the dual estimate was at most the given one. */
  double secondsToEstimate(double gap) {
    return points.stream()
        .filter(point -> point.estimateGap() <= gap)
        .mapToDouble(Point::seconds)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** The last row. */
  Point last() {
    return points.get(points.size() - 1);
  }
}
