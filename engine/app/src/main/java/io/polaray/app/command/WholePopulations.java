package io.polaray.app.command;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import io.polaray.app.market.MarketFile;
import io.polaray.app.text.NumberText;
import io.polaray.finite.replica.ReplicaEconomy;
import io.polaray.market.Agent;
import java.util.List;

/** The check that finite markets have whole numbers of people. */
final class WholePopulations {
  private static final double MAX_PEOPLE = 1e12;
  private static final double MAX_PERSONS = 1e7;

  private WholePopulations() {}

  /**
   * Requires a whole number of people in every group for every number of copies.
   *
   * @throws BadInputException with every problem found
   */
  static void require(MarketFile file, List<Integer> copies) {
    ProblemList problems = new ProblemList();
    List<Agent> agents = file.market().agents();
    for (int j = 0; j < agents.size(); j++) {
      double population = agents.get(j).population();
      for (int number : copies) {
        if (ReplicaEconomy.people(agents.get(j), number) < 0) {
          problems.add(
              problem(
                  file,
                  j,
                  population,
                  number == 1
                      ? "that is no whole number of people"
                      : "with " + number + " copies that is no whole number of people",
                  "use whole populations, or numbers of copies that make them whole"));
        } else if (population * number > MAX_PEOPLE) {
          problems.add(
              problem(file, j, population * number, "these are too many people", "use fewer"));
        }
      }
    }
    problems.throwIfAny();
  }

  /**
   * Requires whole numbers of people that can be listed one by one.
   *
   * @throws BadInputException with every problem found
   */
  static void requireList(MarketFile file) {
    require(file, List.of(1));
    List<Agent> agents = file.market().agents();
    double people = agents.stream().mapToDouble(Agent::population).sum();
    if (people > MAX_PERSONS) {
      int largest = 0;
      for (int j = 1; j < agents.size(); j++) {
        largest = agents.get(j).population() > agents.get(largest).population() ? j : largest;
      }
      throw BadInputException.of(
          problem(
              file,
              largest,
              agents.get(largest).population(),
              "with this group, the largest, there are " + NumberText.of(people) + " people",
              "a round has at most 1e7; divide the market"));
    }
  }

  private static Problem problem(
      MarketFile file, int j, double value, String fault, String remedy) {
    return new Problem(
        file.path().toString(),
        "agents[" + j + "].population",
        0,
        0,
        NumberText.of(value),
        fault,
        remedy);
  }
}
