package io.polaray.app.market;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Fields;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.PrintableText;
import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import io.polaray.app.text.NumberText;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.numbers.core.Sum;

/**
 * Reads a market file of the format {@code polaray-market/1} (docs/formats.md) and reports
 * everything that is wrong with it at once.
 *
 * <p>Endowments must be an allocation of the same instances as the status quo: for every task the
 * two population-weighted sums may differ by a relative 1e-9, unless the file gives {@code
 * instances} itself. Agents without their own preferences share the market's one object, and equal
 * preferences are one object.
 */
public final class MarketReader {
  static final double BALANCE_RELATIVE_TOLERANCE = 1e-9;
  private static final int MAX_TASKS = 1000;

  private final Path path;
  private final String file;
  private final ProblemList problems = new ProblemList();
  private final PreferencesReader preferencesReader;

  private MarketReader(Path path) {
    this.path = path;
    this.file = path.toString();
    this.preferencesReader = new PreferencesReader(path, problems);
  }

  /**
   * Reads a market.
   *
   * @throws BadInputException with every problem found
   */
  public static MarketFile read(Path path) {
    return new MarketReader(path).read();
  }

  private MarketFile read() {
    Optional<InputFile> input = InputFile.read(path, file, problems);
    Optional<MarketFile> market =
        input
            .flatMap(text -> JsonText.parse(text, problems))
            .flatMap(root -> Fields.of(file, "", root, problems))
            .flatMap(fields -> market(fields, input.get().sha256()));
    problems.throwIfAny();
    return market.orElseThrow(
        () -> new IllegalStateException("a market was neither read nor refused"));
  }

  private Optional<MarketFile> market(Fields fields, String sha256) {
    checkFormat(fields);
    String name =
        fields.has("name")
            ? fields.optional("name").flatMap(v -> fields.name("name", v)).orElse("")
            : defaultName();
    List<String> tasks = tasks(fields);
    int size = tasks.isEmpty() ? Fields.ANY_LENGTH : tasks.size();
    Optional<JsonValue> preferences = fields.optional("preferences");
    Optional<PreferenceDistribution> shared =
        preferences.flatMap(v -> preferencesReader.read("preferences", v, tasks));
    List<AgentEntry> agents = agents(fields, tasks, shared, preferences.isPresent());
    Optional<double[]> instances =
        fields.optionalNumbers("instances", size, NumberRule.NONNEGATIVE);
    boolean instancesGiven = fields.has("instances");
    fields.reportUnknown();
    if (problems.isEmpty()) {
      checkTotals(fields, tasks, agents, instances);
    }
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    List<Task> marketTasks = tasks.stream().map(Task::of).toList();
    List<Agent> marketAgents = agents.stream().map(AgentEntry::build).toList();
    Market market =
        instances
            .map(n -> new Market(name, marketTasks, marketAgents, Vector.of(n)))
            .orElseGet(() -> Market.of(name, marketTasks, marketAgents));
    return Optional.of(
        new MarketFile(path, market, sha256, preferencesReader.typesFiles(), instancesGiven));
  }

  private void checkFormat(Fields fields) {
    Optional<JsonValue> value =
        fields.required("format", "\"format\": \"" + MarketFile.FORMAT + "\"");
    Optional<String> format = value.flatMap(v -> fields.text("format", v));
    if (format.isPresent() && !format.get().equals(MarketFile.FORMAT)) {
      fields.report(
          "format",
          value.get(),
          "this program does not read that format",
          "write \"" + MarketFile.FORMAT + "\" if the file follows it");
    }
  }

  private String defaultName() {
    Path last = path.getFileName();
    String name = last == null ? "market" : PrintableText.of(last.toString(), 200);
    return name.endsWith(".json") && name.length() > 5
        ? name.substring(0, name.length() - 5)
        : name;
  }

  /** The task names, sound or not; nothing when even their number is not known. */
  private List<String> tasks(Fields fields) {
    Optional<JsonValue> value =
        fields.required("tasks", "the names of the tasks, [\"...\", \"...\"]");
    Optional<List<JsonValue>> items = value.flatMap(v -> fields.items("tasks", v));
    if (items.isEmpty()) {
      return List.of();
    }
    List<String> tasks = new ArrayList<>();
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < items.get().size(); i++) {
      String place = "tasks[" + i + "]";
      JsonValue item = items.get().get(i);
      Optional<String> task = fields.name(place, item);
      Integer earlier = task.isPresent() ? first.putIfAbsent(task.get(), i) : null;
      if (earlier != null) {
        fields.report(
            place,
            item,
            "tasks[" + earlier + "] has the same name",
            "give every task its own name");
      }
      tasks.add(task.orElse("task " + i));
    }
    if (items.get().size() < 2 || items.get().size() > MAX_TASKS) {
      fields.report(
          "tasks",
          value.get(),
          "there are " + items.get().size() + " tasks",
          "name between 2 and " + MAX_TASKS + "; with one task there is nothing to exchange");
    }
    return tasks;
  }

  private List<AgentEntry> agents(
      Fields fields,
      List<String> tasks,
      Optional<PreferenceDistribution> shared,
      boolean sharedGiven) {
    Optional<JsonValue> value = fields.required("agents", "one object an agent, [{...}, ...]");
    Optional<List<JsonValue>> items = value.flatMap(v -> fields.items("agents", v));
    List<AgentEntry> agents = new ArrayList<>();
    if (items.isEmpty()) {
      return agents;
    }
    if (items.get().isEmpty()) {
      fields.report("agents", value.get(), "there is no agent", "add at least one");
    }
    Map<String, Integer> first = new HashMap<>();
    for (int j = 0; j < items.get().size(); j++) {
      String place = "agents[" + j + "]";
      Optional<Fields> agent = Fields.of(file, place, items.get().get(j), problems);
      if (agent.isPresent()) {
        Optional<AgentEntry> entry =
            AgentEntry.read(agent.get(), tasks, shared, sharedGiven, preferencesReader);
        Optional<JsonValue> id = agent.get().optional("id");
        if (id.isPresent() && id.get() instanceof JsonValue.Text text) {
          Integer earlier = first.putIfAbsent(text.value(), j);
          if (earlier != null) {
            agent
                .get()
                .report(
                    place + ".id",
                    text,
                    "agents[" + earlier + "] has the same id",
                    "give every agent its own id");
          }
        }
        entry.ifPresent(agents::add);
      }
    }
    return agents;
  }

  /** Endowments allocate the same instances as the status quo, and no total overflows. */
  private void checkTotals(
      Fields fields, List<String> tasks, List<AgentEntry> agents, Optional<double[]> instances) {
    Set<Integer> tooLarge = new HashSet<>();
    for (int i = 0; i < tasks.size(); i++) {
      Sum status = Sum.create();
      Sum endowed = Sum.create();
      for (AgentEntry agent : agents) {
        status.addProduct(agent.population(), agent.statusQuo().get(i));
        endowed.addProduct(agent.population(), agent.endowment().get(i));
      }
      double sigma = status.getAsDouble();
      double eta = endowed.getAsDouble();
      if (!NumberRule.NONNEGATIVE.allows(sigma) || !NumberRule.NONNEGATIVE.allows(eta)) {
        tooLarge.add(i);
      } else if (instances.isEmpty()
          && Math.abs(sigma - eta) > BALANCE_RELATIVE_TOLERANCE * Math.max(sigma, eta)) {
        problems.add(
            new Problem(
                file,
                "task " + tasks.get(i),
                0,
                0,
                "",
                "the endowments add up to "
                    + NumberText.of(eta)
                    + " and the status quo to "
                    + NumberText.of(sigma)
                    + " (sums of population times entry over agents; they may differ by a"
                    + " relative 1e-9)",
                "make them allocate the same instances, or give \"instances\" at the top"));
      }
    }
    if (!tooLarge.isEmpty()) {
      fields.reportHere(
          "the total of population times status quo or endowment is not within 1e-30 and 1e30",
          "count in another unit");
    }
  }
}
