package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One agent of the market with its part of the design, and what was recomputed for it. */
final class AgentAudit {
  private final MarketClaim.AgentClaim agent;
  private final DesignClaim.AgentDesignClaim design;
  private final List<BigDecimal> endowment;
  private final List<List<BigDecimal>> probabilities = new ArrayList<>();
  private List<BigDecimal> assignment = List.of();
  private List<List<BigDecimal>> menuAssignments = List.of();

  AgentAudit(MarketClaim.AgentClaim agent, DesignClaim.AgentDesignClaim design) {
    this.agent = agent;
    this.design = design;
    this.endowment = agent.endowment().exact();
  }

  MarketClaim.AgentClaim agent() {
    return agent;
  }

  DesignClaim.AgentDesignClaim design() {
    return design;
  }

  List<BigDecimal> endowment() {
    return endowment;
  }

  Recorder.Place place() {
    return Recorder.Place.agent(agent.id());
  }

  /** Adds the probabilities of the next menu's rays. */
  void addProbabilities(List<BigDecimal> rays) {
    probabilities.add(List.copyOf(rays));
  }

  /** The probability used for a ray: recomputed, or claimed when the measure is a sample. */
  BigDecimal probability(int menu, int ray) {
    return probabilities.get(menu).get(ray);
  }

  void setAssignments(List<List<BigDecimal>> ofMenus, List<BigDecimal> mixture) {
    menuAssignments = List.copyOf(ofMenus);
    assignment = List.copyOf(mixture);
  }

  /** x_j, recomputed. */
  List<BigDecimal> assignment() {
    return assignment;
  }

  /** The recomputed expected assignment of each menu. */
  List<List<BigDecimal>> menuAssignments() {
    return menuAssignments;
  }
}
