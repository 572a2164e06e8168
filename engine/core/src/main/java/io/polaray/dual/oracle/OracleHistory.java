package io.polaray.dual.oracle;

import io.polaray.menu.MenuColumn;
import java.util.List;

/**
 * All that a market oracle has found: enough to go through a solve again without searching, to the
 * same bits. Agents are those of the dual, one for each group of {@link AgentGroups}.
 *
 * @param pools every menu found, by agent, in the order of their numbers; number 0 is the endowment
 * @param answers what was answered, in order
 */
public record OracleHistory(List<List<MenuColumn>> pools, List<RecordedAnswer> answers) {
  /** Copies the lists and checks that they fit together. */
  public OracleHistory {
    pools = pools.stream().map(List::copyOf).toList();
    answers = List.copyOf(answers);
    for (RecordedAnswer answer : answers) {
      if (answer.agents() != pools.size()) {
        throw new IllegalArgumentException(
            "an answer has " + answer.agents() + " agents; there are pools for " + pools.size());
      }
      for (int j = 0; j < pools.size(); j++) {
        if (answer.known(j) > pools.get(j).size()) {
          throw new IllegalArgumentException(
              "an answer knows "
                  + answer.known(j)
                  + " menus of agent "
                  + j
                  + "; its pool has "
                  + pools.get(j).size());
        }
      }
    }
  }
}
