package io.polaray.app.report;

import io.polaray.app.explain.Explanation;
import io.polaray.app.input.PrintableText;
import io.polaray.dual.AgentDesign;
import io.polaray.market.Agent;
import io.polaray.market.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What agents and tasks are called on the page. Without names, agents are numbered by what the page
 * shows of them anyway, so that a number says nothing about the order of the market file: by what
 * they contribute, then by their cost today.
 */
final class Names {
  private static final int MAX = 60;

  private final Map<String, String> agents = new HashMap<>();
  private final List<String> tasks;
  private final boolean anonymous;

  private Names(List<String> tasks, boolean anonymous) {
    this.tasks = tasks;
    this.anonymous = anonymous;
  }

  static Names of(Explanation explanation, boolean anonymous) {
    List<String> tasks =
        explanation.market().tasks().stream()
            .map(Task::name)
            .map(name -> PrintableText.of(name, MAX))
            .toList();
    Names names = new Names(tasks, anonymous);
    List<AgentDesign> order = new ArrayList<>(explanation.agents());
    order.sort(
        Comparator.comparingDouble((AgentDesign design) -> -explanation.contribution(design))
            .thenComparingDouble(design -> today(design.agent())));
    int width = Integer.toString(order.size()).length();
    for (int k = 0; k < order.size(); k++) {
      String id = order.get(k).agent().id();
      names.agents.put(
          id,
          anonymous
              ? String.format(Locale.ROOT, "agent %0" + width + "d", k + 1)
              : PrintableText.of(id, MAX));
    }
    return names;
  }

  private static double today(Agent agent) {
    return agent.population() * agent.socialCost().dot(agent.statusQuo());
  }

  boolean anonymous() {
    return anonymous;
  }

  String agent(Agent agent) {
    return agents.getOrDefault(agent.id(), "");
  }

  List<String> tasks() {
    return tasks;
  }

  String task(int i) {
    return tasks.get(i);
  }
}
