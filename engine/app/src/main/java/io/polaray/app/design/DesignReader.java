package io.polaray.app.design;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Fields;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.ProblemList;
import io.polaray.app.market.MarketFile;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.market.Agent;
import io.polaray.menu.MenuClass;
import io.polaray.numeric.Vector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a design file of the format {@code polaray-design/1} (docs/formats.md) for use with its
 * market, and reports everything that is wrong with it at once.
 *
 * <p>Read are the market's digest, the cost, the prices and the menus with their probabilities;
 * what a menu needs to be obviously strategy-proof is checked. Fields that are not needed are not
 * looked at: {@code verify} does that.
 */
public final class DesignReader {
  private static final double PROBABILITY_SUM_TOLERANCE = 1e-6;

  private final String file;
  private final Path path;
  private final MarketFile market;
  private final int tasks;
  private final ProblemList problems = new ProblemList();
  private MenuClass menuClass = MenuClass.ORTHANT;

  private DesignReader(Path path, MarketFile market) {
    this.path = path;
    this.file = path.toString();
    this.market = market;
    this.tasks = market.market().tasks().size();
  }

  /**
   * Reads the design of a market.
   *
   * @throws BadInputException with every problem found
   */
  public static DesignFile read(Path path, MarketFile market) {
    return new DesignReader(path, market).read();
  }

  private DesignFile read() {
    Optional<InputFile> input = InputFile.read(path, file, problems);
    Optional<DesignFile> design =
        input
            .flatMap(text -> JsonText.parse(text, problems))
            .flatMap(root -> Fields.of(file, "", root, problems))
            .flatMap(fields -> design(fields, input.get().sha256()));
    problems.throwIfAny();
    return design.orElseThrow(
        () -> new IllegalStateException("a design was neither read nor refused"));
  }

  private Optional<DesignFile> design(Fields fields, String sha256) {
    Optional<JsonValue> format =
        fields.required("format", "\"format\": \"" + DesignWriter.FORMAT + "\"");
    Optional<String> name = format.flatMap(value -> fields.text("format", value));
    if (name.isPresent() && !name.get().equals(DesignWriter.FORMAT)) {
      fields.report(
          "format",
          format.get(),
          "this program does not read that format",
          "give a design written by polaray solve");
    }
    checkMarket(fields);
    Optional<Double> cost =
        fields
            .required("cost", "the costs, {...}")
            .flatMap(value -> Fields.of(file, "cost", value, problems))
            .flatMap(costs -> costs.requiredNumber("design", NumberRule.ANY, "the cost"));
    Optional<double[]> prices =
        fields.requiredNumbers("taskPrices", tasks, NumberRule.ANY, "one price a task");
    MenuReader.menuClass(fields).ifPresent(claimed -> menuClass = claimed);
    List<AgentDesign> agents = agents(fields);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DesignFile(
            sha256, cost.orElseThrow(), Vector.of(prices.orElseThrow()), isExact(fields), agents));
  }

  private boolean isExact(Fields fields) {
    return fields
        .optional("measure")
        .filter(value -> value instanceof JsonValue.Members)
        .flatMap(value -> Fields.of(file, "measure", value, problems))
        .flatMap(measure -> measure.optional("kind"))
        .filter(kind -> kind instanceof JsonValue.Text text && text.value().equals("exact"))
        .isPresent();
  }

  private void checkMarket(Fields fields) {
    Optional<Fields> about =
        fields
            .required("market", "the market the design is for, {...}")
            .flatMap(value -> Fields.of(file, "market", value, problems));
    if (about.isEmpty()) {
      return;
    }
    Optional<JsonValue> value = about.get().required("sha256", "the digest of the market file");
    Optional<String> digest = value.flatMap(v -> about.get().text("market.sha256", v));
    if (digest.isPresent() && !digest.get().equals(market.sha256())) {
      about
          .get()
          .report(
              "market.sha256",
              value.get(),
              "the design is for another market file, or the market has changed since (its digest"
                  + " is "
                  + market.sha256()
                  + ")",
              "give the market it was solved for, or solve this one");
    }
  }

  private List<AgentDesign> agents(Fields fields) {
    List<Agent> expected = market.market().agents();
    Map<String, Agent> byId = new HashMap<>();
    expected.forEach(agent -> byId.put(agent.id(), agent));
    Map<String, AgentDesign> found = new HashMap<>();
    Map<String, String> places = new HashMap<>();
    Optional<JsonValue> value = fields.required("agents", "one object an agent, [{...}, ...]");
    List<JsonValue> items = value.flatMap(v -> fields.items("agents", v)).orElse(List.of());
    for (int k = 0; k < items.size(); k++) {
      String place = "agents[" + k + "]";
      Optional<Fields> entry = Fields.of(file, place, items.get(k), problems);
      Optional<JsonValue> idValue =
          entry.flatMap(agent -> agent.required("id", "the agent's id in the market"));
      Optional<String> id = idValue.flatMap(v -> entry.get().text(place + ".id", v));
      if (id.isEmpty()) {
        continue;
      }
      Agent agent = byId.get(id.get());
      if (agent == null) {
        entry
            .get()
            .report(
                place + ".id",
                idValue.get(),
                "no agent of the market has this id",
                NearestName.of(id.get(), byId.keySet().stream().sorted().toList())
                    .map(near -> "write " + near + " if that is meant")
                    .orElse("give the design of this market"));
        continue;
      }
      String earlier = places.putIfAbsent(agent.id(), place);
      if (earlier != null) {
        entry
            .get()
            .report(
                place + ".id",
                idValue.get(),
                earlier + " has the same id",
                "give every agent one entry");
        continue;
      }
      lottery(entry.get(), place, agent)
          .ifPresent(
              lottery ->
                  found.put(agent.id(), new AgentDesign(agent, assignment(lottery), lottery)));
    }
    if (value.isPresent() && problems.isEmpty()) {
      for (Agent agent : expected) {
        if (!found.containsKey(agent.id())) {
          fields.report(
              "agents",
              value.get(),
              "agent " + agent.id() + " of the market is missing",
              "give the design of this market");
        }
      }
    }
    return problems.isEmpty()
        ? expected.stream().map(agent -> found.get(agent.id())).toList()
        : List.of();
  }

  private Optional<List<LotteryEntry>> lottery(Fields agentFields, String place, Agent agent) {
    int before = problems.count();
    Optional<JsonValue> value = agentFields.required("lottery", "the menus, [{...}]");
    String at = place + ".lottery";
    List<JsonValue> items = value.flatMap(v -> agentFields.items(at, v)).orElse(List.of());
    List<LotteryEntry> entries = new ArrayList<>();
    double total = 0;
    for (int k = 0; k < items.size(); k++) {
      Optional<Fields> entry = Fields.of(file, at + "[" + k + "]", items.get(k), problems);
      Optional<Double> probability =
          entry.flatMap(
              fields -> fields.requiredNumber("probability", NumberRule.ANY, "its share"));
      if (probability.isPresent() && !(probability.get() > 0 && probability.get() <= 1.000001)) {
        agentFields.report(
            at + "[" + k + "].probability",
            items.get(k),
            "the probability is " + probability.get(),
            "write a number above 0, at most 1");
      }
      total += probability.orElse(0.0);
      if (entry.isPresent()) {
        new MenuReader(file, agent, menuClass, problems)
            .read(entry.get())
            .filter(column -> probability.isPresent())
            .ifPresent(column -> entries.add(new LotteryEntry(probability.get(), column)));
      }
    }
    if (value.isPresent() && problems.count() == before) {
      if (items.isEmpty()) {
        agentFields.report(at, value.get(), "there is no menu", "give at least one");
      } else if (!(Math.abs(total - 1) <= PROBABILITY_SUM_TOLERANCE)) {
        agentFields.report(
            at,
            value.get(),
            "the probabilities sum to " + total,
            "make them sum to 1 (up to 1e-6)");
      }
    }
    return problems.count() == before ? Optional.of(entries) : Optional.empty();
  }

  private static Vector assignment(List<LotteryEntry> lottery) {
    Vector sum = Vector.zeros(lottery.get(0).column().assignment().size());
    for (LotteryEntry entry : lottery) {
      sum = sum.plus(entry.probability(), entry.column().assignment());
    }
    return sum;
  }
}
