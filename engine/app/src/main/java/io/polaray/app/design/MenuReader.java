package io.polaray.app.design;

import io.polaray.app.input.Fields;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.ProblemList;
import io.polaray.market.Agent;
import io.polaray.menu.CostBox;
import io.polaray.menu.Menu;
import io.polaray.menu.MenuClass;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Polarisation;
import io.polaray.menu.Ray;
import io.polaray.menu.RayChoice;
import io.polaray.menu.SupportPolarisation;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the MENU object of a design for one agent. */
public final class MenuReader {
  /** How much more than the endowment a ray may shed, or a remedial assignment hold. */
  private static final double ENDOWMENT_RELATIVE_TOLERANCE = 1e-9;

  private final String file;
  private final Agent agent;
  private final ProblemList problems;
  private final MenuClass menuClass;

  /**
   * A reader for the menus of one agent.
   *
   * @param menuClass for which costs the rays must be polarised
   */
  public MenuReader(String file, Agent agent, MenuClass menuClass, ProblemList problems) {
    this.menuClass = menuClass;
    this.file = file;
    this.agent = agent;
    this.problems = problems;
  }

  /** The menu in the field {@code menu}; empty after a problem. */
  public Optional<MenuColumn> read(Fields entry) {
    Optional<Fields> menu =
        entry
            .required("menu", "the menu, {...}")
            .flatMap(value -> Fields.of(file, entry.place("menu"), value, problems));
    if (menu.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = menu.get();
    Optional<JsonValue> value = fields.required("kind", "rays, remedial or statusQuo");
    Optional<String> kind = value.flatMap(v -> fields.text(fields.place("kind"), v));
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    return switch (kind.get()) {
      case "rays" -> rays(fields);
      case "remedial" -> remedial(fields);
      case "statusQuo" -> Optional.of(MenuColumn.statusQuo(agent.endowment()));
      default -> {
        fields.report(
            fields.place("kind"),
            value.get(),
            "there is no such kind of menu",
            "write rays, remedial or statusQuo");
        yield Optional.empty();
      }
    };
  }

  private Optional<MenuColumn> remedial(Fields fields) {
    Optional<JsonValue> value = fields.required("assignment", "one number a task");
    Optional<double[]> assignment =
        value.flatMap(
            v ->
                fields.numbers(
                    fields.place("assignment"),
                    v,
                    agent.endowment().size(),
                    NumberRule.NONNEGATIVE));
    if (assignment.isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; i < assignment.get().length; i++) {
      double eta = agent.endowment().get(i);
      if (assignment.get()[i] > eta * (1 + ENDOWMENT_RELATIVE_TOLERANCE)) {
        fields.report(
            fields.place("assignment") + "[" + i + "]",
            value.get(),
            "a remedial menu leaves at most the endowment of " + eta,
            "give the design of this market");
        return Optional.empty();
      }
    }
    return Optional.of(new MenuColumn(new Menu.Remedial(), List.of(), Vector.of(assignment.get())));
  }

  private Optional<MenuColumn> rays(Fields fields) {
    int before = problems.count();
    Optional<JsonValue> value = fields.required("rays", "the rays, [{...}]");
    String at = fields.place("rays");
    List<JsonValue> items = value.flatMap(v -> fields.items(at, v)).orElse(List.of());
    List<RayChoice> choices = new ArrayList<>();
    for (int k = 0; k < items.size(); k++) {
      Fields.of(file, at + "[" + k + "]", items.get(k), problems)
          .flatMap(this::ray)
          .ifPresent(choices::add);
    }
    if (value.isPresent() && problems.count() == before) {
      if (items.isEmpty()) {
        fields.report(at, value.get(), "there is no ray", "give at least one");
      } else if (!polarised(choices.stream().map(RayChoice::ray).toList())) {
        fields.report(
            at,
            value.get(),
            "the rays are not polarised, so that people could regret their choice",
            "give a design that polaray verify accepts");
      }
    }
    return problems.count() == before ? Optional.of(column(choices)) : Optional.empty();
  }

  private boolean polarised(List<Ray> rays) {
    return Polarisation.holds(rays)
        || (menuClass == MenuClass.SUPPORT && SupportPolarisation.holds(rays, box()));
  }

  private CostBox box() {
    return new CostBox(agent.preferences().lower(), agent.preferences().upper());
  }

  /** The class of menus that a file claims for itself; empty after a problem. */
  public static Optional<MenuClass> menuClass(Fields fields) {
    Optional<JsonValue> value = fields.optional("menuClass");
    if (value.isEmpty()) {
      return Optional.of(MenuClass.ORTHANT);
    }
    Optional<String> name = fields.text("menuClass", value.get());
    for (MenuClass menuClass : MenuClass.values()) {
      if (name.isPresent() && name.get().equals(MenuJson.name(menuClass))) {
        return Optional.of(menuClass);
      }
    }
    if (name.isPresent()) {
      fields.report(
          "menuClass", value.get(), "there is no such class of menus", "write orthant or support");
    }
    return Optional.empty();
  }

  private Optional<RayChoice> ray(Fields fields) {
    Optional<JsonValue> value = fields.required("direction", "kappa, one number a task");
    String at = fields.place("direction");
    Optional<double[]> direction =
        value.flatMap(v -> fields.numbers(at, v, agent.endowment().size(), NumberRule.FINITE));
    Optional<Double> probability =
        fields.requiredNumber("choiceProbability", NumberRule.ANY, "a share");
    if (probability.isPresent()
        && !(probability.get() >= 0 && probability.get() <= 1 + ENDOWMENT_RELATIVE_TOLERANCE)) {
      fields.report(
          fields.place("choiceProbability"),
          fields.optional("choiceProbability").orElseThrow(),
          "a probability lies between 0 and 1",
          "give the design of this market");
      return Optional.empty();
    }
    if (direction.isEmpty() || probability.isEmpty()) {
      return Optional.empty();
    }
    boolean sheds = false;
    boolean takesOn = false;
    boolean within = true;
    for (int i = 0; i < direction.get().length; i++) {
      double entry = direction.get()[i];
      double eta = agent.endowment().get(i);
      sheds |= entry < 0;
      takesOn |= entry > 0;
      within &= entry >= -eta * (1 + ENDOWMENT_RELATIVE_TOLERANCE);
    }
    if (!sheds || !takesOn || !within) {
      fields.report(
          at,
          value.get(),
          within
              ? "a ray sheds some task and takes on some other"
              : "the ray sheds more than the endowment " + agent.endowment(),
          "give the design of this market");
      return Optional.empty();
    }
    Ray ray = new Ray(Vector.of(direction.get()));
    boolean taken =
        fields
            .optional("taken")
            .map(v -> v instanceof JsonValue.Word w && w.word().equals("true"))
            .orElse(true);
    return Optional.of(new RayChoice(ray, Math.min(1, probability.get()), taken));
  }

  private MenuColumn column(List<RayChoice> choices) {
    Vector assignment = agent.endowment();
    List<Ray> rays = new ArrayList<>();
    for (RayChoice choice : choices) {
      rays.add(choice.ray());
      if (choice.taken()) {
        assignment = assignment.plus(choice.probability(), choice.ray().direction());
      }
    }
    return new MenuColumn(new Menu.Rays(rays), choices, assignment);
  }
}
