package io.polaray.app.market;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Fields;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import io.polaray.app.text.NumberText;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.numbers.core.Sum;

/**
 * Reads endowments for a market: {@code {"format": "polaray-endowment/1", "agents": [{"id": ...,
 * "endowment": [...]}]}}, and reports everything that is wrong at once. Agents that are not named
 * keep theirs.
 */
public final class EndowmentReader {
  /** The name of the format. */
  public static final String FORMAT = "polaray-endowment/1";

  private final String file;
  private final Market market;
  private final ProblemList problems = new ProblemList();

  private EndowmentReader(String file, Market market) {
    this.file = file;
    this.market = market;
  }

  /**
   * Reads the endowments of a market's agents, in its order.
   *
   * @throws BadInputException with every problem found
   */
  public static List<Vector> read(Path path, MarketFile file) {
    Market market = file.market();
    EndowmentReader reader = new EndowmentReader(path.toString(), market);
    Optional<Map<String, Vector>> found =
        InputFile.read(path, reader.file, reader.problems)
            .flatMap(text -> JsonText.parse(text, reader.problems))
            .flatMap(root -> Fields.of(reader.file, "", root, reader.problems))
            .map(reader::endowments);
    reader.problems.throwIfAny();
    Map<String, Vector> byId = found.orElseThrow();
    List<Vector> endowments =
        market.agents().stream()
            .map(agent -> byId.getOrDefault(agent.id(), agent.endowment()))
            .toList();
    if (!file.instancesGiven()) {
      reader.requireBalance(endowments);
      reader.problems.throwIfAny();
    }
    return endowments;
  }

  private void requireBalance(List<Vector> endowments) {
    for (int i = 0; i < market.tasks().size(); i++) {
      Sum status = Sum.create();
      Sum endowed = Sum.create();
      for (int j = 0; j < endowments.size(); j++) {
        Agent agent = market.agents().get(j);
        status.addProduct(agent.population(), agent.statusQuo().get(i));
        endowed.addProduct(agent.population(), endowments.get(j).get(i));
      }
      double sigma = status.getAsDouble();
      double eta = endowed.getAsDouble();
      if (Math.abs(sigma - eta) > MarketReader.BALANCE_RELATIVE_TOLERANCE * Math.max(sigma, eta)) {
        problems.add(
            new Problem(
                file,
                "task " + market.tasks().get(i).name(),
                0,
                0,
                "",
                "the endowments add up to "
                    + NumberText.of(eta)
                    + " and the status quo to "
                    + NumberText.of(sigma)
                    + " (sums of population times entry over agents; they may differ by a"
                    + " relative 1e-9)",
                "make them allocate the same instances"));
      }
    }
  }

  private Map<String, Vector> endowments(Fields fields) {
    Optional<JsonValue> format = fields.required("format", "\"format\": \"" + FORMAT + "\"");
    Optional<String> name = format.flatMap(value -> fields.text("format", value));
    if (name.isPresent() && !name.get().equals(FORMAT)) {
      fields.report(
          "format",
          format.orElseThrow(),
          "this program does not read that format",
          "write \"" + FORMAT + "\"");
    }
    List<JsonValue> items =
        fields
            .required("agents", "one object an agent, [{...}, ...]")
            .flatMap(value -> fields.items("agents", value))
            .orElse(List.of());
    fields.reportUnknown();
    Map<String, Vector> found = new HashMap<>();
    Set<String> ids = new TreeSet<>();
    market.agents().forEach(agent -> ids.add(agent.id()));
    for (int k = 0; k < items.size(); k++) {
      Fields.of(file, "agents[" + k + "]", items.get(k), problems)
          .ifPresent(agent -> agent(agent, ids, found));
    }
    return found;
  }

  private void agent(Fields agent, Set<String> ids, Map<String, Vector> found) {
    Optional<JsonValue> value = agent.required("id", "the agent's id in the market");
    Optional<String> id = value.flatMap(v -> agent.text(agent.place("id"), v));
    Optional<double[]> endowment =
        agent.requiredNumbers(
            "endowment", market.tasks().size(), NumberRule.NONNEGATIVE, "one number a task");
    agent.reportUnknown();
    if (id.isEmpty()) {
      return;
    }
    if (!ids.contains(id.get())) {
      agent.report(
          agent.place("id"),
          value.orElseThrow(),
          "no agent of the market has this id",
          NearestName.of(id.get(), ids)
              .map(near -> "write " + near + " if that is meant")
              .orElse("give ids of the market"));
    } else if (found.containsKey(id.get())) {
      agent.report(
          agent.place("id"),
          value.orElseThrow(),
          "the id occurs twice",
          "give each agent one entry");
    } else {
      found.put(id.get(), endowment.map(Vector::of).orElse(Vector.zeros(0)));
    }
  }
}
