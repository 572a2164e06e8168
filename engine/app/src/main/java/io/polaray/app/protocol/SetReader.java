package io.polaray.app.protocol;

import io.polaray.app.input.Fields;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.ProblemList;
import io.polaray.numeric.Vector;
import io.polaray.protocol.TradingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one trading set of a protocol file. */
final class SetReader {
  private static final List<String> KINDS = List.of("points", "segment", "ray", "box", "union");
  private static final int MAX_BOX_TASKS = 8;
  private static final int MAX_POINTS = 256;

  private final String file;
  private final int tasks;
  private final Vector endowment;
  private final ProblemList problems;

  /**
   * A reader.
   *
   * @param endowment of the agent that is offered the set
   */
  SetReader(String file, Vector endowment, ProblemList problems) {
    this.file = file;
    this.tasks = endowment.size();
    this.endowment = endowment;
    this.problems = problems;
  }

  /** The set, which must hold the endowment; empty after a problem. */
  Optional<TradingSet> read(Fields fields, JsonValue value, String place) {
    Optional<TradingSet> set = oneSet(fields, place);
    if (set.isPresent() && set.get().points().size() > MAX_POINTS) {
      fields.report(
          place,
          value,
          "it has " + set.get().points().size() + " vertices",
          "use at most " + MAX_POINTS);
      return Optional.empty();
    }
    if (set.isPresent() && !set.get().contains(endowment)) {
      fields.report(
          place,
          value,
          "it does not hold the endowment, the only assignment that clears the market when"
              + " everybody else keeps theirs",
          "make it a union with the point " + endowment);
      return Optional.empty();
    }
    return set;
  }

  private Optional<TradingSet> oneSet(Fields fields, String place) {
    Optional<JsonValue> given = fields.required("kind", "one of " + String.join(", ", KINDS));
    Optional<String> kind = given.flatMap(value -> fields.text(place + ".kind", value));
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    Optional<TradingSet> set =
        switch (kind.get()) {
          case "points" -> points(fields);
          case "segment" -> segment(fields);
          case "ray" -> ray(fields);
          case "box" -> box(fields);
          case "union" -> union(fields);
          default -> {
            String near =
                NearestName.of(kind.get(), KINDS)
                    .map(name -> "write " + name + " if that is meant")
                    .orElse("write one of " + String.join(", ", KINDS));
            fields.report(place + ".kind", given.get(), "there is no such kind", near);
            yield Optional.empty();
          }
        };
    if (KINDS.contains(kind.get())) {
      fields.reportUnknown();
    }
    return set;
  }

  private Optional<Vector> vector(Fields fields, String name, NumberRule rule, String what) {
    return fields.requiredNumbers(name, tasks, rule, what).map(Vector::of);
  }

  private Optional<TradingSet> points(Fields fields) {
    Optional<JsonValue> list = fields.required("points", "assignments, [[...], [...]]");
    String place = fields.place("points");
    Optional<List<JsonValue>> items = list.flatMap(value -> fields.items(place, value));
    if (items.isEmpty()) {
      return Optional.empty();
    }
    if (items.get().isEmpty()) {
      fields.report(place, list.get(), "it is empty", "give at least one assignment");
    }
    List<Vector> points = new ArrayList<>();
    for (int k = 0; k < items.get().size(); k++) {
      fields
          .numbers(place + "[" + k + "]", items.get().get(k), tasks, NumberRule.NONNEGATIVE)
          .ifPresent(numbers -> points.add(Vector.of(numbers)));
    }
    return points.isEmpty() || points.size() < items.get().size()
        ? Optional.empty()
        : Optional.of(TradingSet.points(points));
  }

  private Optional<TradingSet> segment(Fields fields) {
    Optional<Vector> from = vector(fields, "from", NumberRule.NONNEGATIVE, "an assignment, [...]");
    Optional<Vector> to = vector(fields, "to", NumberRule.NONNEGATIVE, "an assignment, [...]");
    return from.isEmpty() || to.isEmpty()
        ? Optional.empty()
        : Optional.of(TradingSet.segment(from.get(), to.get()));
  }

  private Optional<TradingSet> ray(Fields fields) {
    Optional<JsonValue> value = fields.required("direction", "what is taken on less what is shed");
    String place = fields.place("direction");
    Optional<Vector> kappa =
        value.flatMap(v -> fields.numbers(place, v, tasks, NumberRule.ANY)).map(Vector::of);
    if (kappa.isEmpty()) {
      return Optional.empty();
    }
    boolean sheds = false;
    for (int i = 0; i < tasks; i++) {
      sheds |= kappa.get().get(i) < 0;
    }
    if (!sheds) {
      fields.report(
          place,
          value.get(),
          "it sheds nothing, so the ray has no end",
          "make an entry negative, or use a segment");
      return Optional.empty();
    }
    return Optional.of(TradingSet.ray(endowment, kappa.get()));
  }

  private Optional<TradingSet> box(Fields fields) {
    Optional<Vector> lower = vector(fields, "lower", NumberRule.NONNEGATIVE, "least amounts");
    Optional<JsonValue> value = fields.required("upper", "largest amounts");
    String place = fields.place("upper");
    Optional<Vector> upper =
        value.flatMap(v -> fields.numbers(place, v, tasks, NumberRule.NONNEGATIVE)).map(Vector::of);
    if (lower.isEmpty() || upper.isEmpty()) {
      return Optional.empty();
    }
    int before = problems.count();
    for (int i = 0; i < tasks; i++) {
      if (!(lower.get().get(i) <= upper.get().get(i))) {
        fields.report(
            place + "[" + i + "]",
            value.get(),
            "the upper end " + upper.get().get(i) + " is below the lower, " + lower.get().get(i),
            "exchange the two");
      }
    }
    if (tasks > MAX_BOX_TASKS) {
      fields.reportHere(
          "a box of " + tasks + " tasks has too many corners",
          "use points or segments; boxes may have " + MAX_BOX_TASKS + " tasks");
    }
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(TradingSet.box(lower.get(), upper.get()));
  }

  private Optional<TradingSet> union(Fields fields) {
    Optional<JsonValue> list = fields.required("sets", "trading sets, [{...}, {...}]");
    String place = fields.place("sets");
    Optional<List<JsonValue>> items = list.flatMap(value -> fields.items(place, value));
    if (items.isEmpty()) {
      return Optional.empty();
    }
    if (items.get().isEmpty()) {
      fields.report(place, list.get(), "it is empty", "give at least one set");
      return Optional.empty();
    }
    List<TradingSet> sets = new ArrayList<>();
    for (int k = 0; k < items.get().size(); k++) {
      String at = place + "[" + k + "]";
      Fields.of(file, at, items.get().get(k), problems)
          .flatMap(one -> oneSet(one, at))
          .ifPresent(sets::add);
    }
    return sets.size() < items.get().size()
        ? Optional.empty()
        : Optional.of(TradingSet.union(sets));
  }
}
