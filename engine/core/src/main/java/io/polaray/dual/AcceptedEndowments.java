package io.polaray.dual;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.FinitePreferences;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Endowments from the best mechanism without choice (paper, footnote 14): the assignments it gives,
 * from which rays then start. Every type accepts them in exact arithmetic,
 *
 * <pre>
 *   sum_i [ hi_j(i) (eta_j(i) - beta_j sigma_j(i))+
 *           - lo_j(i) (beta_j sigma_j(i) - eta_j(i))+ ] &lt;= 0
 * </pre>
 *
 * <p>what an agent takes on is cut by a relative 1e-12 or a little more where rounding would break
 * that; the instances change by as little.
 */
public final class AcceptedEndowments {
  private static final double FIRST_CUT = 1e-12;
  private static final double LAST_CUT = 1e-9;

  private AcceptedEndowments() {}

  /**
   * The endowments, in the market's order.
   *
   * @param relativeGap of the program without choice
   * @return empty if an agent's types are a list or the program has no solution
   */
  public static Optional<List<Vector>> of(Market market, double relativeGap, WorkerPool workers) {
    if (!NonChoiceProgram.isClosedForm(market)) {
      return Optional.empty();
    }
    return NonChoiceProgram.solve(market, relativeGap, workers)
        .map(
            solution -> {
              List<Vector> endowments = new ArrayList<>();
              for (int j = 0; j < market.agents().size(); j++) {
                endowments.add(accepted(market.agents().get(j), solution.assignments().get(j)));
              }
              return endowments;
            });
  }

  private static Vector accepted(Agent agent, Vector assignment) {
    Vector endowment = assignment;
    for (double cut = FIRST_CUT; cut <= LAST_CUT && !isAccepted(agent, endowment); cut *= 10) {
      double[] entries = assignment.toArray();
      for (int i = 0; i < entries.length; i++) {
        double right = agent.slack() * agent.statusQuo().get(i);
        if (entries[i] > right) {
          entries[i] -= cut * (entries[i] - right) + Math.ulp(entries[i]);
        }
      }
      endowment = Vector.of(entries);
    }
    return isAccepted(agent, endowment) ? endowment : agent.statusQuo();
  }

  /**
   * Whether every type of the agent's box weakly prefers an assignment to slack times the status
   * quo; of a list, every type. Exact.
   */
  public static boolean isAccepted(Agent agent, Vector assignment) {
    BigDecimal slack = new BigDecimal(agent.slack());
    int tasks = assignment.size();
    BigDecimal[] excess = new BigDecimal[tasks];
    for (int i = 0; i < tasks; i++) {
      BigDecimal right = slack.multiply(new BigDecimal(agent.statusQuo().get(i)));
      excess[i] = new BigDecimal(assignment.get(i)).subtract(right);
    }
    if (agent.preferences() instanceof FinitePreferences types) {
      for (int m = 0; m < types.types().types(); m++) {
        BigDecimal burden = BigDecimal.ZERO;
        for (int i = 0; i < tasks; i++) {
          burden = burden.add(excess[i].multiply(new BigDecimal(types.types().cost(m, i))));
        }
        if (burden.signum() > 0) {
          return false;
        }
      }
      return true;
    }
    BigDecimal burden = BigDecimal.ZERO;
    for (int i = 0; i < tasks; i++) {
      Vector end =
          excess[i].signum() > 0 ? agent.preferences().upper() : agent.preferences().lower();
      if (excess[i].signum() != 0) {
        if (Double.isInfinite(end.get(i))) {
          return false;
        }
        burden = burden.add(excess[i].multiply(new BigDecimal(end.get(i))));
      }
    }
    return burden.signum() <= 0;
  }
}
