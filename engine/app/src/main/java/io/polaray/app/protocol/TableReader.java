package io.polaray.app.protocol;

import io.polaray.app.input.Fields;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.ProblemList;
import io.polaray.numeric.Vector;
import io.polaray.protocol.TradingProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a selection rule that is given as a table: what everybody gets for each profile. */
final class TableReader {
  private static final double CLEARING_RELATIVE_TOLERANCE = 1e-9;
  private static final int MAX_MISSING = 5;

  private final String file;
  private final List<Player> players;
  private final int tasks;
  private final ProblemList problems;
  private final @Nullable List<Vector>[] selections;
  private final String[] places;

  @SuppressWarnings({"unchecked", "rawtypes"})
  TableReader(String file, List<Player> players, int profiles, ProblemList problems) {
    this.file = file;
    this.players = players;
    this.tasks = players.get(0).menu().endowment().size();
    this.problems = problems;
    this.selections = new List[profiles];
    this.places = new String[profiles];
  }

  /** The protocol; empty after a problem. */
  Optional<TradingProtocol> read(Fields fields, JsonValue table, List<JsonValue> rows) {
    int before = problems.count();
    for (int r = 0; r < rows.size(); r++) {
      String place = "selection[" + r + "]";
      JsonValue value = rows.get(r);
      Fields.of(file, place, value, problems).ifPresent(row -> row(row, value, place));
    }
    if (problems.count() > before) {
      return Optional.empty();
    }
    List<Integer> missing = new ArrayList<>();
    for (int p = 0; p < selections.length; p++) {
      if (selections[p] == null) {
        missing.add(p);
      }
    }
    for (int p : missing.subList(0, Math.min(MAX_MISSING, missing.size()))) {
      fields.report(
          "selection", table, "the profile " + profile(p) + " is missing", "add a row for it");
    }
    if (missing.size() > MAX_MISSING) {
      fields.report(
          "selection",
          table,
          missing.size() - MAX_MISSING + " more profiles are missing",
          "add a row for each; there are " + selections.length + " profiles");
    }
    if (problems.count() > before) {
      return Optional.empty();
    }
    List<List<Vector>> all = new ArrayList<>();
    for (List<Vector> selection : selections) {
      all.add(selection == null ? List.of() : selection);
    }
    return Optional.of(TradingProtocol.ofMenus(players.stream().map(Player::menu).toList(), all));
  }

  private void row(Fields row, JsonValue value, String place) {
    Optional<JsonValue> choices = row.required("choices", "the name of one set an agent");
    Optional<JsonValue> assignments = row.required("assignments", "one assignment an agent");
    row.reportUnknown();
    int[] chosen = choices.map(v -> choices(row, v)).orElse(new int[0]);
    List<Vector> given = assignments.map(v -> assignments(row, v)).orElse(List.of());
    if (chosen.length == 0 || given.isEmpty()) {
      return;
    }
    int profile = 0;
    int stride = 1;
    for (int j = 0; j < chosen.length; j++) {
      profile += stride * chosen[j];
      stride *= players.get(j).setNames().size();
    }
    if (selections[profile] != null) {
      row.report(
          place,
          value,
          places[profile] + " is for the same choices",
          "give every profile of choices one row");
      return;
    }
    selections[profile] = given;
    places[profile] = place;
    check(row, value, place, chosen, given);
  }

  private int[] choices(Fields row, JsonValue value) {
    String place = row.place("choices");
    Optional<List<JsonValue>> items = row.items(place, value);
    if (items.isEmpty() || !oneEach(row, place, value, items.get().size())) {
      return new int[0];
    }
    int[] chosen = new int[players.size()];
    boolean sound = true;
    for (int j = 0; j < chosen.length; j++) {
      JsonValue item = items.get().get(j);
      String at = place + "[" + j + "]";
      Optional<String> name = row.text(at, item);
      List<String> names = players.get(j).setNames();
      chosen[j] = name.map(names::indexOf).orElse(-1);
      sound &= chosen[j] >= 0;
      if (name.isPresent() && chosen[j] < 0) {
        row.report(
            at,
            item,
            "agent " + players.get(j).id() + " has no such set",
            NearestName.of(name.get(), names)
                .map(near -> "write " + near + " if that is meant")
                .orElse("its sets are " + String.join(", ", names)));
      }
    }
    return sound ? chosen : new int[0];
  }

  private List<Vector> assignments(Fields row, JsonValue value) {
    String place = row.place("assignments");
    Optional<List<JsonValue>> items = row.items(place, value);
    if (items.isEmpty() || !oneEach(row, place, value, items.get().size())) {
      return List.of();
    }
    List<Vector> given = new ArrayList<>();
    for (int j = 0; j < players.size(); j++) {
      row.numbers(place + "[" + j + "]", items.get().get(j), tasks, NumberRule.NONNEGATIVE)
          .ifPresent(numbers -> given.add(Vector.of(numbers)));
    }
    return given.size() == players.size() ? given : List.of();
  }

  private boolean oneEach(Fields row, String place, JsonValue value, int size) {
    if (size != players.size()) {
      row.report(
          place,
          value,
          "it has " + size + " entries where " + players.size() + " belong",
          "write one for each agent, in the order of agents");
    }
    return size == players.size();
  }

  private void check(Fields row, JsonValue value, String place, int[] chosen, List<Vector> given) {
    double[] supply = new double[tasks];
    double[] used = new double[tasks];
    for (int j = 0; j < chosen.length; j++) {
      Player player = players.get(j);
      Vector assignment = given.get(j);
      if (!player.menu().sets().get(chosen[j]).contains(assignment)) {
        row.report(
            place + ".assignments[" + j + "]",
            value,
            "agent "
                + player.id()
                + " gets "
                + assignment
                + ", which is not in its set "
                + player.setNames().get(chosen[j]),
            "select an assignment of the chosen set");
      }
      for (int i = 0; i < tasks; i++) {
        supply[i] += player.menu().endowment().get(i);
        used[i] += assignment.get(i);
      }
    }
    for (int i = 0; i < tasks; i++) {
      if (Math.abs(used[i] - supply[i]) > CLEARING_RELATIVE_TOLERANCE * Math.max(1, supply[i])) {
        row.report(
            place + ".assignments",
            value,
            "they add up to " + used[i] + " of task " + i + ", the endowments to " + supply[i],
            "make every task's sum the same as that of the endowments");
      }
    }
  }

  private String profile(int profile) {
    String[] names = new String[players.size()];
    int rest = profile;
    for (int j = 0; j < names.length; j++) {
      List<String> own = players.get(j).setNames();
      names[j] = own.get(rest % own.size());
      rest /= own.size();
    }
    return Arrays.toString(names);
  }
}
