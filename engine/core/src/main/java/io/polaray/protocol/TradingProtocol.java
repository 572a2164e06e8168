package io.polaray.protocol;

import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trading protocol with finitely many trading sets and a selection rule given as a table (paper,
 * section 1.1).
 *
 * <p>Profiles of choices are numbered with the first agent's choice running fastest.
 */
public final class TradingProtocol {
  private static final double CLEARING_RELATIVE_TOLERANCE = 1e-9;

  private final List<Vector> endowments;
  private final int[] choices;
  private final List<List<Vector>> selections;

  private TradingProtocol(List<Vector> endowments, int[] choices, List<List<Vector>> selections) {
    this.endowments = endowments;
    this.choices = choices;
    this.selections = selections;
  }

  /**
   * A protocol.
   *
   * @param endowments eta_j
   * @param choices the number of trading sets of each agent
   * @param selections for every profile, one assignment an agent; each profile must clear the
   *     market like the endowments
   */
  public static TradingProtocol of(
      List<Vector> endowments, List<Integer> choices, List<List<Vector>> selections) {
    int profiles = choices.stream().reduce(1, Math::multiplyExact);
    if (endowments.isEmpty()
        || choices.size() != endowments.size()
        || selections.size() != profiles) {
      throw new IllegalArgumentException(
          "there are "
              + endowments.size()
              + " endowments, "
              + choices.size()
              + " numbers of choices and "
              + selections.size()
              + " selections; there must be one selection for each of "
              + profiles
              + " profiles");
    }
    for (int p = 0; p < profiles; p++) {
      requireClearing(endowments, selections.get(p), p);
    }
    return new TradingProtocol(
        List.copyOf(endowments),
        choices.stream().mapToInt(Integer::intValue).toArray(),
        selections.stream().map(List::copyOf).toList());
  }

  /**
   * A protocol whose trading sets are given too.
   *
   * @param menus for each agent its trading sets, {eta_j} among them
   * @param selections as above; each assignment must lie in the chosen set
   */
  public static TradingProtocol ofMenus(List<AgentMenu> menus, List<List<Vector>> selections) {
    TradingProtocol protocol =
        of(
            menus.stream().map(AgentMenu::endowment).toList(),
            menus.stream().map(menu -> menu.sets().size()).toList(),
            selections);
    for (int p = 0; p < selections.size(); p++) {
      int rest = p;
      for (int j = 0; j < menus.size(); j++) {
        int k = rest % menus.get(j).sets().size();
        rest /= menus.get(j).sets().size();
        if (!menus.get(j).sets().get(k).contains(selections.get(p).get(j))) {
          throw new IllegalArgumentException(
              "selections["
                  + p
                  + "] gives agent "
                  + j
                  + " "
                  + selections.get(p).get(j)
                  + ", which is not in its trading set "
                  + k);
        }
      }
    }
    return protocol;
  }

  private static void requireClearing(
      List<Vector> endowments, List<Vector> selection, int profile) {
    if (selection.size() != endowments.size()) {
      throw new IllegalArgumentException(
          "selections["
              + profile
              + "] has "
              + selection.size()
              + " assignments; there are "
              + endowments.size()
              + " agents");
    }
    for (int i = 0; i < endowments.get(0).size(); i++) {
      double supply = 0;
      double used = 0;
      for (int j = 0; j < endowments.size(); j++) {
        supply += endowments.get(j).get(i);
        used += selection.get(j).get(i);
      }
      if (Math.abs(used - supply) > CLEARING_RELATIVE_TOLERANCE * supply) {
        throw new IllegalArgumentException(
            "selections["
                + profile
                + "] assigns "
                + used
                + " of task "
                + i
                + "; the endowments have "
                + supply);
      }
    }
  }

  /**
   * The bilateral trade of two agents (choice 0 stays, choice 1 trades): it takes place iff both
   * choose it.
   */
  public static TradingProtocol bilateral(Vector first, Vector second, Vector gamma) {
    List<Vector> stay = List.of(first, second);
    List<Vector> trade = List.of(first.plus(1, gamma), second.plus(-1, gamma));
    return of(stay, List.of(2, 2), List.of(stay, stay, stay, trade));
  }

  /** What is selected for a profile of choices, one assignment an agent. */
  public List<Vector> selection(int profile) {
    return selections.get(profile);
  }

  /** The number of agents. */
  public int agents() {
    return endowments.size();
  }

  /** The essential reduction of an agent's menu: in each set, what is selected for some profile. */
  public AgentMenu essentialReduction(int agent) {
    int stride = 1;
    for (int j = 0; j < agent; j++) {
      stride *= choices[j];
    }
    List<List<Vector>> reached = new ArrayList<>();
    for (int k = 0; k < choices[agent]; k++) {
      reached.add(new ArrayList<>());
    }
    for (int p = 0; p < selections.size(); p++) {
      List<Vector> own = reached.get(p / stride % choices[agent]);
      Vector assignment = selections.get(p).get(agent);
      if (!own.contains(assignment)) {
        own.add(assignment);
      }
    }
    return AgentMenu.of(endowments.get(agent), reached.stream().map(TradingSet::points).toList());
  }

  /** A witness that the protocol is not OSP for some agent, the first one that has any. */
  public Optional<AgentMenu.Witness> witness(TypeSpace space) {
    for (int j = 0; j < agents(); j++) {
      Optional<AgentMenu.Witness> witness = essentialReduction(j).witness(space);
      if (witness.isPresent()) {
        return witness;
      }
    }
    return Optional.empty();
  }
}
