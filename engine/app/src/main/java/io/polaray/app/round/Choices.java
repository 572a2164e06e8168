package io.polaray.app.round;

import java.util.ArrayList;
import java.util.List;

/**
 * What everybody has chosen.
 *
 * @param ofPerson for each agent, in the market's order, and each person: 0 to keep the endowment,
 *     otherwise the number of the trade on the person's menu
 */
public record Choices(List<List<Integer>> ofPerson) {
  /** Copies the lists. */
  public Choices {
    List<List<Integer>> copy = new ArrayList<>();
    ofPerson.forEach(list -> copy.add(List.copyOf(list)));
    ofPerson = List.copyOf(copy);
  }

  /**
   * SHA-256 of what was chosen: a line {@code agent index, person, choice} for everybody in the
   * order of the market. Spelling and order of the file do not enter, so that they cannot be used
   * to try for another draw.
   */
  String sha256() {
    List<String> lines = new ArrayList<>();
    for (int j = 0; j < ofPerson.size(); j++) {
      for (int a = 0; a < ofPerson.get(j).size(); a++) {
        lines.add(j + "," + (a + 1) + "," + ofPerson.get(j).get(a));
      }
    }
    return Secret.digest(lines.toArray(String[]::new));
  }
}
