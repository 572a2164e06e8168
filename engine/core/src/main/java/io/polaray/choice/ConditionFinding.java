package io.polaray.choice;

import java.util.List;

/**
 * Whether a condition of Theorem 1 holds, and who decides.
 *
 * @param condition the condition
 * @param holds whether it holds
 * @param deciders positions of agents that decide: for {@link Condition#PERFORMANCE_DIFFERS} two
 *     that differ; otherwise the first few that violate the condition, empty if it holds. For
 *     {@link Condition#COMMON_SUPPORT} the first is the one that the others are compared with
 * @param tasks the task that decides for each of the deciders, -1 where no single task does
 * @param violations the number of agents, or agent and task pairs, that violate the condition
 */
public record ConditionFinding(
    Condition condition,
    boolean holds,
    List<Integer> deciders,
    List<Integer> tasks,
    long violations) {
  /** Copies the lists. */
  public ConditionFinding {
    deciders = List.copyOf(deciders);
    tasks = List.copyOf(tasks);
    if (deciders.size() != tasks.size()) {
      throw new IllegalArgumentException(
          "deciders has "
              + deciders.size()
              + " entries, tasks "
              + tasks.size()
              + "; they must agree");
    }
  }
}
