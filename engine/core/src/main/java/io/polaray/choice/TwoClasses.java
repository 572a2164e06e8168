package io.polaray.choice;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.Vector;
import io.polaray.preference.ClassPreferences;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.core.Sum;

/**
 * Binary classification of tasks (Baron et al. 2025; paper, section 1.1, footnote 12): every task
 * belongs to one of two classes, and who gets a unit of a class gets the market's mixture of its
 * tasks, {@code q_k(i) = n(i) / n(k)}. With one mixture for everybody, allocations that clear the
 * two classes clear every task.
 *
 * @param names of the two classes, different
 * @param second for each task whether it belongs to the second class; both classes have tasks
 */
public record TwoClasses(List<String> names, List<Boolean> second) {
  /** Checks names and membership. */
  public TwoClasses {
    names = List.copyOf(names);
    second = List.copyOf(second);
    if (names.size() != 2 || names.get(0).equals(names.get(1))) {
      throw new IllegalArgumentException(
          "names is " + names + "; two classes need two different names");
    }
    if (!second.contains(true) || !second.contains(false)) {
      throw new IllegalArgumentException(
          "second is " + second + "; each of the two classes needs a task");
    }
  }

  /** The tasks of a class, 0 or 1, as positions in the market. */
  public List<Integer> tasks(int which) {
    List<Integer> tasks = new ArrayList<>();
    for (int i = 0; i < second.size(); i++) {
      if (second.get(i) == (which == 1)) {
        tasks.add(i);
      }
    }
    return tasks;
  }

  /**
   * The market's mixture of each class, q_k.
   *
   * @throws IllegalArgumentException if the market has other tasks, or no instances of a class
   */
  public List<Vector> mixtures(Market market) {
    if (market.tasks().size() != second.size()) {
      throw new IllegalArgumentException(
          "the market has "
              + market.tasks().size()
              + " tasks, the classification "
              + second.size());
    }
    List<Vector> mixtures = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      double total = sum(market.instances(), k);
      if (!(total > 0)) {
        throw new IllegalArgumentException(
            "class " + names.get(k) + " has no instances in the market");
      }
      double[] mixture = new double[second.size()];
      for (int i : tasks(k)) {
        mixture[i] = market.instances().get(i) / total;
      }
      mixtures.add(Vector.of(mixture));
    }
    return mixtures;
  }

  /**
   * The market of the two classes: holdings are added up over the tasks of a class, costs are those
   * of the mixtures.
   *
   * @throws IllegalArgumentException as {@link #mixtures}
   */
  public Market classified(Market market) {
    List<Vector> mixtures = mixtures(market);
    List<Agent> agents = new ArrayList<>();
    for (Agent agent : market.agents()) {
      agents.add(
          new Agent(
              agent.id(),
              Vector.of(
                  agent.socialCost().dot(mixtures.get(0)), agent.socialCost().dot(mixtures.get(1))),
              sums(agent.statusQuo()),
              sums(agent.endowment()),
              agent.population(),
              agent.slack(),
              ClassPreferences.of(agent.preferences(), mixtures)));
    }
    return new Market(
        market.name(), names.stream().map(Task::of).toList(), agents, sums(market.instances()));
  }

  /** What an assignment over classes is over tasks. */
  public Vector tasksOf(Vector classes, List<Vector> mixtures) {
    Vector none = Vector.zeros(second.size());
    return none.plus(classes.get(0), mixtures.get(0)).plus(classes.get(1), mixtures.get(1));
  }

  private Vector sums(Vector tasks) {
    return Vector.of(sum(tasks, 0), sum(tasks, 1));
  }

  private double sum(Vector tasks, int which) {
    Sum sum = Sum.create();
    for (int i : tasks(which)) {
      sum.add(tasks.get(i));
    }
    return sum.getAsDouble();
  }
}
