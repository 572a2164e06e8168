package io.polaray.app.round;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.PrintableText;
import io.polaray.app.input.ProblemList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the choices of a round, CSV with the columns agent, person and choice. */
public final class ChoicesReader {
  private ChoicesReader() {}

  /**
   * Reads everybody's choice.
   *
   * @throws BadInputException with every problem found
   */
  public static Choices read(Path path, Offers offers) {
    ProblemList problems = new ProblemList();
    PeopleTable table = new PeopleTable(path, offers, "choice", problems);
    List<Integer[]> chosen = new ArrayList<>();
    for (Offers.AgentOffers agent : offers.agents()) {
      Integer[] none = new Integer[agent.menuOf().size()];
      Arrays.fill(none, 0);
      chosen.add(none);
    }
    table.read(
        path,
        (agent, person, line, text) -> {
          Offers.AgentOffers of = offers.agents().get(agent);
          int trades = of.menus().get(of.menuOf().get(person - 1)).trades();
          int choice = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
          if (text.equalsIgnoreCase(OffersWriter.KEEP)) {
            chosen.get(agent)[person - 1] = 0;
          } else if (choice >= 1 && choice <= trades) {
            chosen.get(agent)[person - 1] = choice;
          } else {
            table.report(
                line,
                "choice",
                text.isEmpty() ? "empty" : text,
                "person "
                    + person
                    + " of agent "
                    + PrintableText.of(of.agent().id(), 80)
                    + " was not offered that",
                "write one of "
                    + IntStream.rangeClosed(0, trades)
                        .mapToObj(k -> k == 0 ? OffersWriter.KEEP : Integer.toString(k))
                        .collect(Collectors.joining(", ")));
          }
        });
    problems.throwIfAny();
    return new Choices(chosen.stream().map(List::of).toList());
  }
}
