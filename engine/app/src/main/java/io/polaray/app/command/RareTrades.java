package io.polaray.app.command;

import io.polaray.app.input.PrintableText;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.menu.RayChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trades that hardly anybody makes: where costs may be 0, the best menus may take on a task at a
 * rate without limit, and a design comes as close to that as numbers allow.
 */
final class RareTrades {
  private static final double RARE = 1e-4;

  private RareTrades() {}

  /** A warning that names the first agent and what to do; none without such trades. */
  static Optional<String> warning(LargeMarketDesign design) {
    List<String> agents = new ArrayList<>();
    for (AgentDesign agent : design.agents()) {
      if (agent.lottery().stream().anyMatch(entry -> hasRareTrade(agent, entry))) {
        agents.add(agent.agent().id());
      }
    }
    if (agents.isEmpty()) {
      return Optional.empty();
    }
    int count = agents.size();
    return Optional.of(
        count
            + (count == 1 ? " agent is" : " agents are")
            + " offered trades that fewer than one person in ten thousand makes (first: "
            + PrintableText.of(agents.get(0), 60)
            + "): some costs have 0 as their lower end, where higher and higher rates pay;"
            + " give positive lower ends if that is not meant");
  }

  private static boolean hasRareTrade(AgentDesign agent, LotteryEntry entry) {
    for (RayChoice choice : entry.column().choices()) {
      if (choice.taken() && choice.probability() < RARE && takesOnWhatMayBeFree(agent, choice)) {
        return true;
      }
    }
    return false;
  }

  private static boolean takesOnWhatMayBeFree(AgentDesign agent, RayChoice choice) {
    for (int i = 0; i < choice.ray().direction().size(); i++) {
      if (choice.ray().direction().get(i) > 0 && agent.agent().preferences().lower().get(i) == 0) {
        return true;
      }
    }
    return false;
  }
}
