package io.polaray.market;

import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;

/**
 * An agent j of the market; in the large market a group of {@code population} identical people
 * (paper, sections 1 and 4).
 *
 * @param id unique within the market
 * @param socialCost pi_j, social cost of one unit of each task, any sign, finite
 * @param statusQuo sigma_j, the assignment the agent has a right to, nonnegative
 * @param endowment eta_j, the assignment that rays start from, nonnegative
 * @param population m_j, positive
 * @param slack beta_j, slack of the status-quo constraint, at least 1
 * @param preferences F_j, the distribution of private costs
 */
public record Agent(
    String id,
    Vector socialCost,
    Vector statusQuo,
    Vector endowment,
    double population,
    double slack,
    PreferenceDistribution preferences) {
  /** Checks sizes, signs and finiteness. */
  public Agent {
    int tasks = socialCost.size();
    if (statusQuo.size() != tasks || endowment.size() != tasks || preferences.tasks() != tasks) {
      throw new IllegalArgumentException(
          "agent "
              + id
              + ": socialCost, statusQuo, endowment and preferences have "
              + tasks
              + ", "
              + statusQuo.size()
              + ", "
              + endowment.size()
              + " and "
              + preferences.tasks()
              + " tasks; they must agree");
    }
    if (!socialCost.isFinite()) {
      throw new IllegalArgumentException("agent " + id + ": socialCost must be finite");
    }
    requireNonnegative(id, "statusQuo", statusQuo);
    requireNonnegative(id, "endowment", endowment);
    if (!(population > 0) || Double.isInfinite(population)) {
      throw new IllegalArgumentException(
          "agent " + id + ": population is " + population + "; it must be positive and finite");
    }
    if (!(slack >= 1) || Double.isInfinite(slack)) {
      throw new IllegalArgumentException(
          "agent " + id + ": slack is " + slack + "; it must be finite and at least 1");
    }
  }

  /** One person whose rays start from the status quo, without slack. */
  public static Agent of(
      String id, Vector socialCost, Vector statusQuo, PreferenceDistribution preferences) {
    return new Agent(id, socialCost, statusQuo, statusQuo, 1, 1, preferences);
  }

  private static void requireNonnegative(String id, String name, Vector vector) {
    for (int i = 0; i < vector.size(); i++) {
      if (!(vector.get(i) >= 0) || Double.isInfinite(vector.get(i))) {
        throw new IllegalArgumentException(
            "agent "
                + id
                + ": "
                + name
                + "["
                + i
                + "] is "
                + vector.get(i)
                + "; it must be finite and nonnegative");
      }
    }
  }
}
