package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.DualProblem;
import io.polaray.numeric.Vector;

/** Certificates that every market-clearing combination must carry. */
public final class DesignChecks {
  private DesignChecks() {}

  /** Clearing to 1e-12, positive weights summing to 1, at most J + I of them, the stated cost. */
  public static void assertClearingVertex(DualOracle oracle, PrimalSolution primal) {
    DualProblem problem = oracle.problem();
    int lotteries = 0;
    double cost = 0;
    double[] assigned = new double[problem.tasks()];
    for (int j = 0; j < problem.agents(); j++) {
      double sum = 0;
      lotteries += primal.support(j) > 1 ? 1 : 0;
      for (int k = 0; k < primal.support(j); k++) {
        double probability = primal.probability(j, k);
        assertThat(probability).isPositive();
        sum += probability;
        Vector x = oracle.column(j, primal.column(j, k));
        double mass = problem.populations().get(j) * probability;
        cost += mass * problem.socialCosts().get(j).dot(x);
        for (int i = 0; i < assigned.length; i++) {
          assigned[i] += mass * x.get(i);
        }
      }
      assertThat(Math.abs(sum - 1)).isLessThan(1e-14);
    }
    for (int i = 0; i < assigned.length; i++) {
      double n = problem.instances().get(i);
      assertThat(Math.abs(assigned[i] - n)).isLessThanOrEqualTo(1e-12 * Math.max(n, 1e-300));
    }
    assertThat(primal.support()).isLessThanOrEqualTo(problem.agents() + problem.tasks());
    assertThat(lotteries).isLessThanOrEqualTo(problem.tasks());
    assertThat(Math.abs(primal.cost() - cost)).isLessThanOrEqualTo(1e-12 * Math.abs(cost) + 1e-12);
  }
}
