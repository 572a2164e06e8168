package io.polaray.market;

import io.polaray.numeric.Vector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.numbers.core.Sum;

/**
 * A market: tasks, agents and the number of instances n(i) of each task that must be done (paper,
 * sections 1 and 4).
 *
 * @param name for people
 * @param tasks at least two, with different names
 * @param agents at least one, with different ids
 * @param instances n, one nonnegative number a task
 */
public record Market(String name, List<Task> tasks, List<Agent> agents, Vector instances) {
  /** Checks sizes, uniqueness and signs. */
  public Market {
    tasks = List.copyOf(tasks);
    agents = List.copyOf(agents);
    if (tasks.size() < 2) {
      throw new IllegalArgumentException(
          "a market has " + tasks.size() + " tasks; it needs at least two");
    }
    if (agents.isEmpty()) {
      throw new IllegalArgumentException("a market needs at least one agent");
    }
    Set<String> names = new HashSet<>();
    for (Task task : tasks) {
      if (!names.add(task.name())) {
        throw new IllegalArgumentException("two tasks are called " + task.name());
      }
    }
    Set<String> ids = new HashSet<>();
    for (Agent agent : agents) {
      if (!ids.add(agent.id())) {
        throw new IllegalArgumentException("two agents have the id " + agent.id());
      }
      if (agent.socialCost().size() != tasks.size()) {
        throw new IllegalArgumentException(
            "agent "
                + agent.id()
                + " has "
                + agent.socialCost().size()
                + " tasks, the market "
                + tasks.size());
      }
    }
    if (instances.size() != tasks.size() || !instances.isFinite()) {
      throw new IllegalArgumentException("instances must have one finite number a task");
    }
  }

  /** A market whose instances are the sum of the endowments, {@code n = sum_j m_j eta_j}. */
  public static Market of(String name, List<Task> tasks, List<Agent> agents) {
    double[] instances = new double[tasks.size()];
    for (int i = 0; i < instances.length; i++) {
      Sum sum = Sum.create();
      for (Agent agent : agents) {
        sum.addProduct(agent.population(), agent.endowment().get(i));
      }
      instances[i] = sum.getAsDouble();
    }
    return new Market(name, tasks, agents, Vector.of(instances));
  }

  /** Cost of the status quo, {@code sum_j m_j pi_j . sigma_j}. */
  public double statusQuoCost() {
    Sum sum = Sum.create();
    for (Agent agent : agents) {
      for (int i = 0; i < tasks.size(); i++) {
        sum.add(agent.population() * agent.socialCost().get(i) * agent.statusQuo().get(i));
      }
    }
    return sum.getAsDouble();
  }

  /** Cost of the first best, {@code sum_i n(i) min_j pi_j(i)}: only market clearing binds. */
  public double firstBestCost() {
    Sum sum = Sum.create();
    for (int i = 0; i < tasks.size(); i++) {
      double min = Double.POSITIVE_INFINITY;
      for (Agent agent : agents) {
        min = Math.min(min, agent.socialCost().get(i));
      }
      sum.addProduct(instances.get(i), min);
    }
    return sum.getAsDouble();
  }
}
