package io.polaray.app.protocol;

import io.polaray.app.input.PrintableText;
import io.polaray.app.text.Figures;
import io.polaray.menu.Menu;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.protocol.AgentMenu;
import io.polaray.protocol.SetKind;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result of a check for a terminal. */
final class ProtocolTable {
  private static final int DIGITS = 6;
  private static final int MAX_AGENTS = 20;

  private final ProtocolFile file;
  private final PrintWriter out;

  private ProtocolTable(ProtocolFile file, PrintWriter out) {
    this.file = file;
    this.out = out;
  }

  static void print(ProtocolFile file, List<AgentVerdict> verdicts, PrintWriter out) {
    new ProtocolTable(file, out).print(verdicts);
    out.flush();
  }

  private void print(List<AgentVerdict> verdicts) {
    line(
        "%s: %d %s, %d tasks",
        show(file.name()),
        verdicts.size(),
        verdicts.size() == 1 ? "agent" : "agents",
        file.tasks().size());
    line(
        "types: %s; selection: %s",
        file.orthant()
            ? "all positive costs"
            : "costs from "
                + amounts(file.types().lower())
                + " to "
                + amounts(file.types().upper()),
        switch (file.rule()) {
          case ANY -> "any assignment of a chosen set";
          case EX_POST_OPTIMUM -> "the cheapest allocation";
          case TABLE -> "a table";
        });
    List<AgentVerdict> failing =
        verdicts.stream().filter(verdict -> verdict.witness().isPresent()).toList();
    line(
        failing.isEmpty()
            ? "OBVIOUSLY STRATEGY-PROOF: every type of every agent has an obviously dominant choice"
            : "NOT obviously strategy-proof for "
                + failing.size()
                + " of "
                + verdicts.size()
                + " agents");
    List<AgentVerdict> shown = new ArrayList<>(failing);
    verdicts.stream().filter(verdict -> verdict.witness().isEmpty()).forEach(shown::add);
    shown.subList(0, Math.min(MAX_AGENTS, shown.size())).forEach(this::agent);
    if (shown.size() > MAX_AGENTS) {
      out.println();
      line("... and %d more (see --json)", shown.size() - MAX_AGENTS);
    }
  }

  private void agent(AgentVerdict verdict) {
    Player player = verdict.player();
    out.println();
    line(
        "%s, endowment %s: %s",
        show(player.id()),
        amounts(player.menu().endowment()),
        verdict.witness().isEmpty() ? "yes" : "NO");
    for (int k = 0; k < player.setNames().size(); k++) {
      SetKind given = player.menu().kind(k);
      SetKind reduced = verdict.reduced().kind(k);
      int points = verdict.reduced().sets().get(k).points().size();
      line(
          "  %-24s %-10s%s",
          show(player.setNames().get(k)),
          word(given),
          file.table().isEmpty()
              ? ""
              : " selected: "
                  + points
                  + (points == 1 ? " assignment" : " assignments")
                  + (given == reduced ? "" : ", " + word(reduced)));
    }
    verdict.witness().ifPresent(witness -> witness(player, witness));
    verdict.dominating().ifPresent(this::dominating);
    if (verdict.witness().isEmpty() && !verdict.orthant()) {
      line("  not for all positive costs, so Theorem 2 names no menu of rays for it");
    }
  }

  private void witness(Player player, AgentMenu.Witness witness) {
    Vector type = witness.type();
    line("  a type without an obviously dominant choice has the costs %s", amounts(type));
    line(
        "    after %s it may get %s, a burden of %s",
        show(player.setNames().get(witness.choice())),
        amounts(witness.worst()),
        Figures.of(type.dot(witness.worst()), DIGITS));
    line(
        "    after %s it may get %s, a burden of %s",
        show(player.setNames().get(witness.other())),
        amounts(witness.best()),
        Figures.of(type.dot(witness.best()), DIGITS));
  }

  private void dominating(Menu menu) {
    if (menu instanceof Menu.Rays rays) {
      line("  dominated by the polarised rays");
      for (Ray ray : rays.rays()) {
        line("    %s", amounts(ray.direction()));
      }
    } else {
      line(
          menu instanceof Menu.Remedial
              ? "  dominated by the remedial menu: any tasks may be taken away"
              : "  dominated by the endowment alone: nobody chooses another set");
    }
  }

  private String amounts(Vector amounts) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < amounts.size(); i++) {
      parts.add(show(file.tasks().get(i)) + " " + Figures.of(amounts.get(i), DIGITS));
    }
    return "(" + String.join(", ", parts) + ")";
  }

  private static String word(SetKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String show(String name) {
    return PrintableText.of(name, 40);
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
  }
}
