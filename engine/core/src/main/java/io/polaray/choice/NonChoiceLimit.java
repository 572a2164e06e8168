package io.polaray.choice;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.core.Sum;

/**
 * How far a mechanism without choice can move assignments (paper, Lemma 1). With {@code chat(i) =
 * max_j lo_j(i)} and boxes that have a point in common, every allocation z that satisfies the
 * status-quo constraint and clears the market has
 *
 * <pre>
 *   sum_ij m_j (hi_j(i) - chat(i)) (z_j(i) - beta_j sigma_j(i))^+
 *       &lt;= sum_ij m_j chat(i) (beta_j - 1) sigma_j(i)
 * </pre>
 *
 * @param reference chat, one cost a task
 * @param right the right side; 0 when beta = 1
 */
public record NonChoiceLimit(Vector reference, double right) {
  /**
   * The limit for a market; empty if some agent's types do not fill a box, or if the boxes have no
   * point in common.
   */
  public static Optional<NonChoiceLimit> of(Market market) {
    if (market.agents().stream().anyMatch(a -> a.preferences() instanceof FinitePreferences)) {
      return Optional.empty();
    }
    int tasks = market.tasks().size();
    double[] reference = new double[tasks];
    Sum right = Sum.create();
    for (int i = 0; i < tasks; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (Agent agent : market.agents()) {
        reference[i] = Math.max(reference[i], agent.preferences().lower().get(i));
        least = Math.min(least, agent.preferences().upper().get(i));
      }
      if (reference[i] > least) {
        return Optional.empty();
      }
      for (Agent agent : market.agents()) {
        right.add(
            agent.population() * reference[i] * (agent.slack() - 1) * agent.statusQuo().get(i));
      }
    }
    return Optional.of(new NonChoiceLimit(Vector.of(reference), right.getAsDouble()));
  }

  /**
   * The left side for an allocation; terms without an excess count 0 even where hi is infinite.
   *
   * @param assignments z_j, in the market's order
   */
  public double left(Market market, List<Vector> assignments) {
    Sum left = Sum.create();
    for (int j = 0; j < assignments.size(); j++) {
      Agent agent = market.agents().get(j);
      for (int i = 0; i < reference.size(); i++) {
        double excess = assignments.get(j).get(i) - agent.slack() * agent.statusQuo().get(i);
        double weight = agent.preferences().upper().get(i) - reference.get(i);
        if (excess > 0 && weight > 0) {
          left.add(agent.population() * weight * excess);
        }
      }
    }
    return left.getAsDouble();
  }

  /**
   * The most that any agent's assignment of task i can exceed {@code beta_j sigma_j(i)}, {@code
   * right / (m_j (hi_j(i) - chat(i)))}; infinite where hi equals chat.
   */
  public double mostExcess(Agent agent, int task) {
    double width = agent.preferences().upper().get(task) - reference.get(task);
    double weight = agent.population() * width;
    return right == 0 && weight > 0 ? 0 : weight > 0 ? right / weight : Double.POSITIVE_INFINITY;
  }
}
