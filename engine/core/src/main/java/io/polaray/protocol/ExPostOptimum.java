package io.polaray.protocol;

import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ex-post optimal selection rule (paper, Corollary 3): for every profile of choices the
 * allocation of least social cost that lies in the chosen sets and clears the market.
 */
public final class ExPostOptimum {
  /*
   * A set is a union of convex pieces, so a profile is as many linear programs as there are ways to
   * pick a piece for each agent, in weights of the vertices. The first cheapest one counts, and
   * nobody moves where no move is cheaper. What the program returns is freed of rounding, so that
   * an agent who stays gets exactly its endowment: obvious dominance is a comparison of burdens.
   */
  private static final int MAX_PROGRAMS = 1 << 16;
  private static final int MAX_ITERATIONS = 100_000;
  private static final double TIE_RELATIVE_TOLERANCE = 1e-12;
  private static final double SAME_TOLERANCE = 1e-12;

  private final List<AgentMenu> menus;
  private final List<Vector> socialCosts;
  private final TaskUnits units;
  private final double largestCost;

  private ExPostOptimum(List<AgentMenu> menus, List<Vector> socialCosts) {
    this.menus = menus;
    this.socialCosts = socialCosts;
    double largest = Double.MIN_NORMAL;
    List<Vector> points = new ArrayList<>();
    for (int j = 0; j < menus.size(); j++) {
      for (TradingSet set : menus.get(j).sets()) {
        for (Vector point : set.points()) {
          points.add(point);
          largest = Math.max(largest, Math.abs(socialCosts.get(j).dot(point)));
        }
      }
    }
    this.units = TaskUnits.of(points);
    this.largestCost = largest;
  }

  /**
   * The protocol of the menus with the optimal selection as its table.
   *
   * @param socialCosts pi_j, one vector an agent
   * @throws IllegalArgumentException if some profile has no allocation that clears the market, or
   *     there are more than 65536 combinations of pieces
   */
  public static TradingProtocol protocol(List<AgentMenu> menus, List<Vector> socialCosts) {
    if (menus.isEmpty() || menus.size() != socialCosts.size()) {
      throw new IllegalArgumentException(
          "there are " + menus.size() + " menus and " + socialCosts.size() + " social costs");
    }
    ExPostOptimum optimum = new ExPostOptimum(menus, socialCosts);
    long programs = 1;
    int profiles = 1;
    for (AgentMenu menu : menus) {
      int pieces = menu.sets().stream().mapToInt(set -> set.pieces().size()).sum();
      programs = Math.min(programs * pieces, 1 << 30);
      profiles *= programs <= MAX_PROGRAMS ? menu.sets().size() : 1;
    }
    if (programs > MAX_PROGRAMS) {
      throw new IllegalArgumentException(
          "the menus have more than " + MAX_PROGRAMS + " combinations of pieces");
    }
    List<List<Vector>> selections = new ArrayList<>();
    for (int p = 0; p < profiles; p++) {
      selections.add(optimum.select(p));
    }
    return TradingProtocol.ofMenus(menus, selections);
  }

  private List<Vector> select(int profile) {
    List<TradingSet> chosen = new ArrayList<>();
    int rest = profile;
    for (AgentMenu menu : menus) {
      chosen.add(menu.sets().get(rest % menu.sets().size()));
      rest /= menu.sets().size();
    }
    int[] piece = new int[chosen.size()];
    Optional<List<Vector>> best = nobodyMoves(chosen);
    double least = best.map(this::cost).orElse(Double.POSITIVE_INFINITY);
    int agent = 0;
    while (agent < piece.length) {
      List<List<Vector>> hulls = new ArrayList<>();
      for (int j = 0; j < piece.length; j++) {
        hulls.add(chosen.get(j).pieces().get(piece[j]));
      }
      Optional<List<Vector>> found = cheapest(hulls);
      double cost = found.map(this::cost).orElse(Double.POSITIVE_INFINITY);
      if (cost < least - TIE_RELATIVE_TOLERANCE * Math.abs(cost) || best.isEmpty()) {
        best = found;
        least = cost;
      }
      agent = 0;
      while (agent < piece.length && ++piece[agent] == chosen.get(agent).pieces().size()) {
        piece[agent++] = 0;
      }
    }
    return best.orElseThrow(
        () ->
            new IllegalArgumentException(
                "profile " + profile + " has no allocation in the chosen sets that clears"));
  }

  private Optional<List<Vector>> nobodyMoves(List<TradingSet> chosen) {
    List<Vector> endowments = menus.stream().map(AgentMenu::endowment).toList();
    for (int j = 0; j < endowments.size(); j++) {
      if (!chosen.get(j).contains(endowments.get(j))) {
        return Optional.empty();
      }
    }
    return Optional.of(endowments);
  }

  private double cost(List<Vector> allocation) {
    double cost = 0;
    for (int j = 0; j < allocation.size(); j++) {
      cost += socialCosts.get(j).dot(allocation.get(j));
    }
    return cost;
  }

  private Optional<List<Vector>> cheapest(List<List<Vector>> hulls) {
    LinearProgram program = LinearProgram.create();
    int tasks = socialCosts.get(0).size();
    List<int[]> weights = new ArrayList<>();
    int count = 0;
    for (int j = 0; j < hulls.size(); j++) {
      int[] own = new int[hulls.get(j).size()];
      double[] ones = new double[own.length];
      for (int v = 0; v < own.length; v++) {
        double cost = socialCosts.get(j).dot(hulls.get(j).get(v)) / largestCost;
        own[v] = program.addVariable(cost, 0, 1);
        ones[v] = 1;
      }
      program.addRow(own, ones, 1, 1);
      weights.add(own);
      count += own.length;
    }
    for (int i = 0; i < tasks; i++) {
      int[] indices = new int[count];
      double[] row = new double[count];
      double supply = 0;
      for (int j = 0; j < hulls.size(); j++) {
        supply += units.amounts(menus.get(j).endowment()).get(i);
        for (int v = 0; v < hulls.get(j).size(); v++) {
          int at = weights.get(j)[v];
          indices[at] = at;
          row[at] = units.amounts(hulls.get(j).get(v)).get(i);
        }
      }
      program.addRow(indices, row, supply, supply);
    }
    LinearProgram.Solution solution = program.solve(MAX_ITERATIONS, Duration.ofMinutes(1));
    if (solution.status() != LinearProgram.Status.OPTIMAL) {
      return Optional.empty();
    }
    List<Vector> allocation = new ArrayList<>();
    for (int j = 0; j < hulls.size(); j++) {
      Vector first = hulls.get(j).get(0);
      Vector sum = first;
      for (int v = 1; v < hulls.get(j).size(); v++) {
        double weight = snap(solution.values().get(weights.get(j)[v]));
        sum = sum.plus(weight, hulls.get(j).get(v).minus(first));
      }
      allocation.add(snap(sum, menus.get(j).endowment()));
    }
    return Optional.of(allocation);
  }

  private static double snap(double weight) {
    return weight <= SAME_TOLERANCE ? 0 : weight >= 1 - SAME_TOLERANCE ? 1 : weight;
  }

  /**
   * An assignment whose entries are exactly 0 or the endowment's where rounding is the difference.
   */
  private Vector snap(Vector assignment, Vector endowment) {
    Vector away = units.amounts(assignment.minus(endowment));
    Vector size = units.amounts(assignment);
    double[] snapped = assignment.toArray();
    for (int i = 0; i < snapped.length; i++) {
      if (Math.abs(away.get(i)) <= SAME_TOLERANCE) {
        snapped[i] = endowment.get(i);
      } else if (Math.abs(size.get(i)) <= SAME_TOLERANCE) {
        snapped[i] = 0;
      }
    }
    return Vector.of(snapped);
  }
}
