package io.polaray.app.design;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Fields;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.ProblemList;
import io.polaray.dual.oracle.WarmStart;
import io.polaray.menu.Menu;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads prices and rays of the design of a neighbouring market, to start a solve from. Ids that the
 * new market does not have are skipped later; probabilities, costs and bounds are not even read.
 */
public final class WarmStartReader {
  /**
   * A warm start and where it is from.
   *
   * @param start prices and menus
   * @param sha256 digest of the design file, lower-case hexadecimal
   */
  public record Source(WarmStart start, String sha256) {}

  private final String file;
  private final int tasks;
  private final ProblemList problems = new ProblemList();

  private WarmStartReader(String file, int tasks) {
    this.file = file;
    this.tasks = tasks;
  }

  /**
   * Reads a design file.
   *
   * @param tasks the number of tasks that the new market has
   * @throws BadInputException with every problem found
   */
  public static Source read(Path path, int tasks) {
    return new WarmStartReader(path.toString(), tasks).read(path);
  }

  private Source read(Path path) {
    Optional<InputFile> input = InputFile.read(path, file, problems);
    Optional<WarmStart> start =
        input
            .flatMap(text -> JsonText.parse(text, problems))
            .flatMap(root -> Fields.of(file, "", root, problems))
            .flatMap(this::design);
    problems.throwIfAny();
    return new Source(start.orElseThrow(), input.orElseThrow().sha256());
  }

  private Optional<WarmStart> design(Fields fields) {
    Optional<JsonValue> format =
        fields.required("format", "\"format\": \"" + DesignWriter.FORMAT + "\"");
    Optional<String> name = format.flatMap(value -> fields.text("format", value));
    if (name.isPresent() && !name.get().equals(DesignWriter.FORMAT)) {
      fields.report(
          "format",
          format.orElseThrow(),
          "this program does not read that format",
          "give the folder of an earlier solve");
    }
    Optional<double[]> prices =
        fields.requiredNumbers("taskPrices", tasks, NumberRule.ANY, "one price a task");
    Map<String, List<Menu>> menus = new HashMap<>();
    Optional<JsonValue> agents = fields.required("agents", "one object an agent, [{...}, ...]");
    List<JsonValue> items =
        agents.flatMap(value -> fields.items("agents", value)).orElse(List.of());
    for (int k = 0; k < items.size(); k++) {
      Fields.of(file, "agents[" + k + "]", items.get(k), problems)
          .ifPresent(agent -> agent(agent, menus));
    }
    return prices.map(values -> new WarmStart(Vector.of(values), menus));
  }

  private void agent(Fields agent, Map<String, List<Menu>> menus) {
    Optional<String> id =
        agent
            .required("id", "the agent's id")
            .flatMap(value -> agent.text(agent.place("id"), value));
    List<Menu> found = new ArrayList<>();
    for (Fields entry : objects(agent, "lottery", "the menus, [{...}]")) {
      entry
          .required("menu", "the menu, {...}")
          .flatMap(value -> Fields.of(file, entry.place("menu"), value, problems))
          .ifPresent(
              menu -> {
                List<Ray> rays = new ArrayList<>();
                for (Fields ray : objects(menu, "rays", "the rays, [{...}]")) {
                  ray(ray).ifPresent(rays::add);
                }
                if (!rays.isEmpty()) {
                  found.add(new Menu.Rays(rays));
                }
              });
    }
    id.ifPresent(name -> menus.put(name, found));
  }

  private List<Fields> objects(Fields parent, String name, String wanted) {
    String place = parent.place(name);
    List<JsonValue> items =
        parent
            .required(name, wanted)
            .flatMap(value -> parent.items(place, value))
            .orElse(List.of());
    List<Fields> objects = new ArrayList<>();
    for (int k = 0; k < items.size(); k++) {
      Fields.of(file, place + "[" + k + "]", items.get(k), problems).ifPresent(objects::add);
    }
    return objects;
  }

  private Optional<Ray> ray(Fields ray) {
    Optional<JsonValue> value = ray.required("direction", "kappa, one number a task");
    Optional<double[]> direction =
        value.flatMap(v -> ray.numbers(ray.place("direction"), v, tasks, NumberRule.ANY));
    if (direction.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Ray(Vector.of(direction.get())));
    } catch (IllegalArgumentException monotone) {
      ray.report(
          ray.place("direction"),
          value.orElseThrow(),
          "a ray sheds some task and takes on some other",
          "give the folder of an earlier solve");
      return Optional.empty();
    }
  }
}
