package io.polaray.app.round;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.ProblemList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the result of a selection rule of one's own: CSV with the columns agent, person and extent,
 * how far each person is moved along what they chose, from 0 to 1.
 */
final class ExtentsReader {
  private static final Pattern NUMBER = Pattern.compile("(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private ExtentsReader() {}

  /**
   * One number a person in the order of the market.
   *
   * @throws BadInputException with every problem found
   */
  static List<Double> read(Path path, Offers offers, Choices choices) {
    ProblemList problems = new ProblemList();
    PeopleTable table = new PeopleTable(path, offers, "extent", problems);
    double[][] extents = new double[offers.agents().size()][];
    for (int j = 0; j < extents.length; j++) {
      extents[j] = new double[offers.agents().get(j).menuOf().size()];
    }
    table.read(
        path,
        (agent, person, line, text) -> {
          double extent = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
          boolean keeps = choices.ofPerson().get(agent).get(person - 1) == 0;
          if (!(extent >= 0 && extent <= 1)) {
            table.report(
                line,
                "extent",
                text.isEmpty() ? "empty" : text,
                "an extent is a number from 0 to 1",
                "write how far the person is moved");
          } else if (keeps && extent > 0) {
            table.report(
                line, "extent", text, "the person has chosen to keep everything", "write 0");
          } else {
            extents[agent][person - 1] = extent;
          }
        });
    problems.throwIfAny();
    List<Double> all = new ArrayList<>();
    for (double[] agent : extents) {
      for (double extent : agent) {
        all.add(extent);
      }
    }
    return all;
  }
}
