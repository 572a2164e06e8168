package io.polaray.app.report;

import io.polaray.app.explain.Explanation;
import io.polaray.app.report.Html.Column;
import io.polaray.app.text.Figures;
import io.polaray.app.text.JsonDocument;
import io.polaray.dual.AgentDesign;
import io.polaray.market.Agent;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The expected flow of tasks: who does less of a task, and who does more. */
final class FlowSection implements Section {
  private static final int CHARTED = 8;
  private static final int LISTED = 3;

  private final Explanation explanation;
  private final Names names;
  private final int tasks;

  FlowSection(Explanation explanation, Names names) {
    this.explanation = explanation;
    this.names = names;
    this.tasks = names.tasks().size();
  }

  /** What all people of an agent do more of a task than today. */
  private static double more(AgentDesign design, int task) {
    Agent agent = design.agent();
    return agent.population()
        * (design.expectedAssignment().get(task) - agent.statusQuo().get(task));
  }

  /** More, or less for sign -1, of a task; never negative. */
  private static double change(AgentDesign design, int task, int sign) {
    double change = sign * more(design, task);
    double scale = design.agent().population() * design.agent().statusQuo().get(task);
    return change > 1e-9 * Math.max(1, scale) ? change : 0;
  }

  private double change(AgentDesign design, int sign) {
    double sum = 0;
    for (int i = 0; i < tasks; i++) {
      sum += change(design, i, sign);
    }
    return sum;
  }

  private List<AgentDesign> ranked(int sign) {
    List<AgentDesign> ranked = new ArrayList<>(explanation.agents());
    ranked.sort(Comparator.comparingDouble((AgentDesign design) -> -change(design, sign)));
    return ranked;
  }

  @Override
  public void write(Html page) {
    page.raw("<section id=\"flow\">\n").element("h2", "How tasks move");
    page.element(
        "p",
        "On the left who is expected to do less of a task than today, on the right who does more."
            + " Every task is still done exactly as often as it must be.");
    page.chart("chart-flow", "Flow of tasks from agents who do less to agents who do more");
    Html.Table table =
        page.table(
            List.of(
                Column.words("task"),
                Column.number("moves"),
                Column.number("of all"),
                Column.words("most is given up by"),
                Column.words("most is taken on by")));
    for (int i = 0; i < tasks; i++) {
      double all = explanation.market().instances().get(i);
      table.row(
          names.task(i),
          Figures.of(explanation.moved(i), 5),
          all > 0 ? Figures.percent(explanation.moved(i) / all, 3) : "-",
          most(i, -1),
          most(i, 1));
    }
    table.end();
    page.raw("</section>\n");
  }

  private String most(int task, int sign) {
    List<AgentDesign> ranked = new ArrayList<>(explanation.agents());
    ranked.removeIf(design -> change(design, task, sign) == 0);
    ranked.sort(Comparator.comparingDouble((AgentDesign design) -> -change(design, task, sign)));
    List<String> words = new ArrayList<>();
    for (AgentDesign design : ranked.subList(0, Math.min(LISTED, ranked.size()))) {
      words.add(names.agent(design.agent()) + " " + Figures.of(change(design, task, sign), 3));
    }
    if (ranked.size() > LISTED) {
      words.add((ranked.size() - LISTED) + " more");
    }
    return words.isEmpty() ? "nobody" : String.join(", ", words);
  }

  @Override
  public void data(JsonDocument json) {
    json.object("flow").field("tasks", names.tasks());
    side(json, "givers", -1);
    side(json, "takers", 1);
    json.endObject();
  }

  /** The agents that change most and the rest together, with the amounts task by task. */
  private void side(JsonDocument json, String name, int sign) {
    List<AgentDesign> ranked = ranked(sign);
    ranked.removeIf(design -> change(design, sign) == 0);
    int count = ranked.size() <= CHARTED + 1 ? ranked.size() : CHARTED;
    json.array(name);
    for (AgentDesign design : ranked.subList(0, count)) {
      entry(json, names.agent(design.agent()), List.of(design), sign);
    }
    if (count < ranked.size()) {
      entry(json, (ranked.size() - count) + " more", ranked.subList(count, ranked.size()), sign);
    }
    json.endArray();
  }

  private void entry(JsonDocument json, String name, List<AgentDesign> designs, int sign) {
    double[] amounts = new double[tasks];
    for (AgentDesign design : designs) {
      for (int i = 0; i < tasks; i++) {
        amounts[i] += change(design, i, sign);
      }
    }
    json.object().field("name", name).field("amounts", Vector.of(amounts)).endObject();
  }
}
