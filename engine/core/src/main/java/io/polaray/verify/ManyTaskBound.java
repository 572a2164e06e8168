package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dual value at given prices with upper bounds on the support values of {@link MenuCeilings}.
 *
 * @param value a lower bound on the cost of every design of menus polarised on the orthant
 * @param gross sum of the absolute values of its terms
 */
record ManyTaskBound(BigDecimal value, BigDecimal gross) {
  /** The least share of an agent's value that it may stay away from what its menus attain. */
  private static final double LEAST_SHARE = 1e-7;

  /**
   * The bound, or null where the preferences admit none here.
   *
   * @param claimed the bound to be confirmed; no more than that is aimed at
   * @param seconds nominal seconds of work
   */
  static @Nullable ManyTaskBound at(
      ClaimedVector prices,
      List<AgentAudit> audits,
      MarketSums sums,
      BigDecimal claimed,
      double seconds) {
    int tasks = prices.size();
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal gross = BigDecimal.ZERO;
    for (int i = 0; i < tasks; i++) {
      BigDecimal term = prices.exact(i).multiply(sums.instances(i));
      total = total.add(term);
      gross = gross.add(term.abs());
    }
    List<Agent> agents = audits.stream().map(audit -> Agent.of(audit, prices)).toList();
    BigDecimal slack = total.subtract(claimed);
    double size = 0;
    for (Agent agent : agents) {
      slack = slack.subtract(agent.population().multiply(agent.attained()));
      size += agent.population().doubleValue() * agent.size();
    }
    double share = Math.max(LEAST_SHARE, size > 0 ? slack.doubleValue() / size : 0);
    List<Double> gains =
        new MenuCeilings(seconds)
            .gains(
                audits,
                agents.stream().map(Agent::weights).toList(),
                agents.stream().map(Agent::gain).toList(),
                agents.stream().mapToDouble(agent -> share * agent.size()).toArray());
    if (gains == null) {
      return null;
    }
    BigDecimal value = total;
    for (int j = 0; j < agents.size(); j++) {
      Agent agent = agents.get(j);
      double gain = gains.get(j);
      if (gain == Double.POSITIVE_INFINITY) {
        return null;
      }
      BigDecimal upper = Exact.max(agent.remedial(), agent.base().add(new BigDecimal(gain)));
      value = value.subtract(agent.population().multiply(upper));
      gross = gross.add(agent.population().multiply(upper.abs()));
    }
    return new ManyTaskBound(value, gross);
  }

  /**
   * An agent at its weights.
   *
   * @param weights w = lambda - pi
   * @param population m
   * @param base w . eta
   * @param remedial sum_i max(w_i, 0) eta_i
   * @param attained the most that eta, a remedial menu or a menu of the design yields
   */
  private record Agent(
      List<BigDecimal> weights,
      BigDecimal population,
      BigDecimal base,
      BigDecimal remedial,
      BigDecimal attained) {
    static Agent of(AgentAudit audit, ClaimedVector prices) {
      List<BigDecimal> weights = new ArrayList<>();
      BigDecimal remedial = BigDecimal.ZERO;
      for (int i = 0; i < prices.size(); i++) {
        BigDecimal weight = prices.exact(i).subtract(audit.agent().socialCost().exact(i));
        weights.add(weight);
        remedial = remedial.add(Exact.positivePart(weight).multiply(audit.endowment().get(i)));
      }
      BigDecimal base = Exact.dot(weights, audit.endowment());
      BigDecimal attained = Exact.max(base, remedial);
      for (List<BigDecimal> assignment : audit.menuAssignments()) {
        attained = Exact.max(attained, Exact.dot(weights, assignment));
      }
      return new Agent(
          List.copyOf(weights), audit.agent().population().exact(), base, remedial, attained);
    }

    BigDecimal gain() {
      return attained.subtract(base);
    }

    double size() {
      return Math.max(attained.abs().doubleValue(), gain().doubleValue());
    }
  }
}
