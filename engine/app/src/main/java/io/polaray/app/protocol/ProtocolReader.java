package io.polaray.app.protocol;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Fields;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.ProblemList;
import io.polaray.app.protocol.ProtocolFile.Rule;
import io.polaray.numeric.Vector;
import io.polaray.protocol.AgentMenu;
import io.polaray.protocol.ExPostOptimum;
import io.polaray.protocol.TradingProtocol;
import io.polaray.protocol.TradingSet;
import io.polaray.protocol.TypeSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a trading protocol and reports everything that is wrong at once. */
final class ProtocolReader {
  /** The name of the format. */
  public static final String FORMAT = "polaray-protocol/1";

  private static final String ORTHANT = "orthant";
  private static final List<String> RULES = List.of(Rule.ANY.word(), Rule.EX_POST_OPTIMUM.word());
  private static final int MAX_TASKS = 64;
  private static final int MAX_AGENTS = 1000;
  private static final int MAX_SETS = 64;
  private static final int MAX_PROFILES = 1 << 16;

  private final String file;
  private final ProblemList problems = new ProblemList();

  private ProtocolReader(String file) {
    this.file = file;
  }

  /**
   * Reads a protocol.
   *
   * @throws BadInputException with every problem found
   */
  static ProtocolFile read(Path path) {
    ProtocolReader reader = new ProtocolReader(path.toString());
    Optional<InputFile> input = InputFile.read(path, reader.file, reader.problems);
    Optional<ProtocolFile> protocol =
        input
            .flatMap(text -> JsonText.parse(text, reader.problems))
            .flatMap(root -> Fields.of(reader.file, "", root, reader.problems))
            .flatMap(fields -> reader.protocol(fields, input.get().sha256()));
    reader.problems.throwIfAny();
    return protocol.orElseThrow(
        () -> new IllegalStateException("a protocol was neither read nor refused"));
  }

  private Optional<ProtocolFile> protocol(Fields fields, String sha256) {
    Optional<JsonValue> format = fields.required("format", "\"format\": \"" + FORMAT + "\"");
    Optional<String> given = format.flatMap(value -> fields.text("format", value));
    if (given.isPresent() && !given.get().equals(FORMAT)) {
      fields.report(
          "format",
          format.get(),
          "this program does not read that format",
          "write \"" + FORMAT + "\" if the file follows it");
    }
    Optional<String> name = fields.requiredName("name", "what people call the protocol");
    List<String> tasks = names(fields, "tasks", 2, MAX_TASKS);
    boolean orthant = isOrthant(fields);
    Optional<TypeSpace> types = tasks.isEmpty() ? Optional.empty() : types(fields, tasks.size());
    List<Player> players = tasks.isEmpty() ? List.of() : players(fields, tasks.size());
    Optional<JsonValue> selection = fields.optional("selection");
    fields.has("agents");
    fields.reportUnknown();
    Rule rule = selection.map(value -> rule(fields, value)).orElse(Rule.ANY);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    Optional<TradingProtocol> table =
        selection.flatMap(value -> table(fields, value, rule, players));
    if (!problems.isEmpty() || name.isEmpty() || types.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProtocolFile(name.get(), sha256, tasks, types.get(), orthant, rule, players, table));
  }

  /** A list of different names; empty when even its length is not known. */
  private List<String> names(Fields fields, String field, int least, int most) {
    Optional<JsonValue> value = fields.required(field, "names, [\"...\", \"...\"]");
    Optional<List<JsonValue>> items = value.flatMap(v -> fields.items(field, v));
    if (items.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < items.get().size(); i++) {
      String place = field + "[" + i + "]";
      JsonValue item = items.get().get(i);
      Optional<String> one = fields.name(place, item);
      if (one.isPresent() && names.contains(one.get())) {
        fields.report(place, item, "the name occurs twice", "give every one of them its own name");
      }
      names.add(one.orElse("number " + i));
    }
    if (names.size() < least || names.size() > most) {
      fields.report(
          field,
          value.get(),
          "there are " + names.size(),
          "give between " + least + " and " + most);
    }
    return names;
  }

  private static boolean isOrthant(Fields fields) {
    Optional<JsonValue> value = fields.optional("types");
    return value.isEmpty()
        || (value.get() instanceof JsonValue.Text text && text.value().equals(ORTHANT));
  }

  private Optional<TypeSpace> types(Fields fields, int tasks) {
    Optional<JsonValue> value = fields.optional("types");
    if (isOrthant(fields)) {
      return Optional.of(TypeSpace.orthant(tasks));
    }
    if (value.isPresent() && !(value.get() instanceof JsonValue.Members)) {
      fields.report(
          "types",
          value.get(),
          "it is neither \"" + ORTHANT + "\" nor a box",
          "write \"" + ORTHANT + "\", or {\"lower\": [...], \"upper\": [...]}");
      return Optional.empty();
    }
    return value
        .flatMap(v -> Fields.of(file, "types", v, problems))
        .flatMap(box -> box(box, tasks, value.get()));
  }

  private static Optional<TypeSpace> box(Fields box, int tasks, JsonValue value) {
    Optional<double[]> lower =
        box.requiredNumbers("lower", tasks, NumberRule.NONNEGATIVE, "least costs");
    Optional<double[]> upper =
        box.requiredNumbers("upper", tasks, NumberRule.POSITIVE, "largest costs");
    box.reportUnknown();
    if (lower.isEmpty() || upper.isEmpty()) {
      return Optional.empty();
    }
    boolean ordered = true;
    for (int i = 0; i < tasks; i++) {
      if (!(lower.get()[i] <= upper.get()[i])) {
        ordered = false;
        box.report(
            "types.upper[" + i + "]",
            box.optional("upper").orElse(value),
            "the upper end " + upper.get()[i] + " is below the lower, " + lower.get()[i],
            "exchange the two");
      }
    }
    return ordered
        ? Optional.of(TypeSpace.box(Vector.of(lower.get()), Vector.of(upper.get())))
        : Optional.empty();
  }

  private List<Player> players(Fields fields, int tasks) {
    Optional<JsonValue> value = fields.required("agents", "one object an agent, [{...}, ...]");
    Optional<List<JsonValue>> items = value.flatMap(v -> fields.items("agents", v));
    List<Player> players = new ArrayList<>();
    if (items.isEmpty()) {
      return players;
    }
    if (items.get().isEmpty() || items.get().size() > MAX_AGENTS) {
      fields.report(
          "agents",
          value.get(),
          "there are " + items.get().size() + " agents",
          "give between 1 and " + MAX_AGENTS);
    }
    List<String> ids = new ArrayList<>();
    for (int j = 0; j < items.get().size(); j++) {
      String place = "agents[" + j + "]";
      Fields.of(file, place, items.get().get(j), problems)
          .flatMap(agent -> player(agent, tasks, ids))
          .ifPresent(players::add);
    }
    return players;
  }

  private Optional<Player> player(Fields agent, int tasks, List<String> ids) {
    Optional<JsonValue> idValue = agent.required("id", "a name of the agent");
    Optional<String> id = idValue.flatMap(value -> agent.name(agent.place("id"), value));
    if (id.isPresent() && ids.contains(id.get())) {
      agent.report(
          agent.place("id"),
          idValue.get(),
          "another agent has the same id",
          "give every agent its own");
    }
    id.ifPresent(ids::add);
    Optional<Vector> endowment =
        agent
            .requiredNumbers("endowment", tasks, NumberRule.NONNEGATIVE, "one number a task")
            .map(Vector::of);
    Optional<Vector> cost =
        agent.optionalNumbers("socialCost", tasks, NumberRule.ANY).map(Vector::of);
    Optional<JsonValue> list = agent.required("sets", "trading sets, [{...}, ...], or []");
    Optional<List<JsonValue>> items =
        list.flatMap(value -> agent.items(agent.place("sets"), value));
    agent.reportUnknown();
    if (items.isEmpty() || endowment.isEmpty()) {
      return Optional.empty();
    }
    if (items.get().size() > MAX_SETS) {
      agent.report(
          agent.place("sets"),
          list.get(),
          "it has " + items.get().size() + " sets",
          "give at most " + MAX_SETS);
      return Optional.empty();
    }
    return sets(agent, items.get(), endowment.get())
        .flatMap(named -> id.map(known -> build(known, named, endowment.get(), cost)));
  }

  private static Player build(
      String id, NamedSets named, Vector endowment, Optional<Vector> socialCost) {
    AgentMenu menu = AgentMenu.of(endowment, named.sets());
    List<String> names = new ArrayList<>(named.names());
    if (menu.sets().size() > names.size()) {
      names.add(Player.ENDOWMENT);
    }
    return new Player(id, names, menu, socialCost);
  }

  private record NamedSets(List<String> names, List<TradingSet> sets) {}

  private Optional<NamedSets> sets(Fields agent, List<JsonValue> items, Vector endowment) {
    SetReader reader = new SetReader(file, endowment, problems);
    List<String> names = new ArrayList<>();
    List<TradingSet> sets = new ArrayList<>();
    for (int k = 0; k < items.size(); k++) {
      String place = agent.place("sets") + "[" + k + "]";
      JsonValue value = items.get(k);
      Optional<Fields> fields = Fields.of(file, place, value, problems);
      Optional<String> name =
          fields.flatMap(set -> set.requiredName("name", "what people call the set"));
      Optional<TradingSet> set = fields.flatMap(one -> reader.read(one, value, place));
      JsonValue given = fields.flatMap(one -> one.optional("name")).orElse(value);
      if (name.isPresent() && names.contains(name.get())) {
        agent.report(
            place + ".name", given, "the agent has two sets " + name.get(), "rename one of them");
      }
      boolean stays = set.isPresent() && set.get().points().stream().allMatch(endowment::equals);
      if (name.isPresent() && name.get().equals(Player.ENDOWMENT) && set.isPresent() && !stays) {
        agent.report(
            place + ".name",
            given,
            "that is the name of the set of the endowment alone, which everybody has",
            "give this set another name");
      }
      name.ifPresent(names::add);
      set.ifPresent(sets::add);
    }
    return names.size() == items.size() && sets.size() == items.size()
        ? Optional.of(new NamedSets(names, sets))
        : Optional.empty();
  }

  private static Rule rule(Fields fields, JsonValue value) {
    if (!(value instanceof JsonValue.Text text)) {
      fields.items("selection", value);
      return Rule.TABLE;
    }
    if (!RULES.contains(text.value())) {
      fields.report(
          "selection",
          value,
          "there is no such rule",
          NearestName.of(text.value(), RULES)
              .map(near -> "write \"" + near + "\" if that is meant")
              .orElse("write one of " + String.join(", ", RULES) + ", or a table [{...}, ...]"));
    }
    return text.value().equals(Rule.ANY.word()) ? Rule.ANY : Rule.EX_POST_OPTIMUM;
  }

  private Optional<TradingProtocol> table(
      Fields fields, JsonValue value, Rule rule, List<Player> players) {
    if (rule == Rule.ANY) {
      return Optional.empty();
    }
    long profiles = 1;
    long programs = 1;
    for (Player player : players) {
      int pieces = player.menu().sets().stream().mapToInt(set -> set.pieces().size()).sum();
      profiles = Math.min(profiles * player.setNames().size(), 1 << 30);
      programs = Math.min(programs * pieces, 1 << 30);
    }
    if (rule == Rule.TABLE) {
      if (profiles > MAX_PROFILES) {
        fields.report(
            "selection",
            value,
            "there are more than " + MAX_PROFILES + " profiles of choices",
            "write \"" + Rule.ANY.word() + "\", which does not depend on the rule");
        return Optional.empty();
      }
      return new TableReader(file, players, (int) profiles, problems)
          .read(fields, value, fields.items("selection", value).orElse(List.of()));
    }
    if (programs > MAX_PROFILES) {
      fields.report(
          "selection",
          value,
          "there are more than " + MAX_PROFILES + " combinations of convex pieces",
          "write \"" + Rule.ANY.word() + "\", which does not depend on the rule");
    }
    List<Vector> costs = players.stream().flatMap(player -> player.socialCost().stream()).toList();
    for (int j = 0; j < players.size(); j++) {
      if (players.get(j).socialCost().isEmpty()) {
        fields.report(
            "selection",
            value,
            "agents[" + j + "] has no socialCost, which this rule needs",
            "add it: one number a task");
      }
    }
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ExPostOptimum.protocol(players.stream().map(Player::menu).toList(), costs));
    } catch (IllegalArgumentException e) {
      fields.report(
          "selection",
          value,
          "no optimum was found: amounts of one task or social costs lie too far apart",
          "use amounts of similar size");
      return Optional.empty();
    }
  }
}
