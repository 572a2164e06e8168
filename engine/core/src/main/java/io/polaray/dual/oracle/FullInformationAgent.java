package io.polaray.dual.oracle;

import io.polaray.numeric.Vector;
import io.polaray.preference.TypeSample;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.FullInformationBound;

/**
 * One agent before a designer who sees its type: type c is given any assignment that it finds no
 * worse than the endowment,
 *
 * <pre>
 *   S(w) = E[(c . eta) max_i max(w_i, 0) / c(i)]
 * </pre>
 *
 * <p>Points are those of the problem's sample of types, upper bounds those of its measure. The two
 * agree when the measure is the sample.
 */
public final class FullInformationAgent implements AgentProgram {
  private final SupportProblem support;
  private final BoundSession bound;

  private FullInformationAgent(SupportProblem support) {
    this.support = support;
    this.bound = new FullInformationBound().open(support);
  }

  /** An agent with the endowment, the sample and the measure of a problem. */
  public static FullInformationAgent of(SupportProblem support) {
    return new FullInformationAgent(support);
  }

  @Override
  public Vector endowment() {
    return support.endowment();
  }

  /** Every type does the task with the best ratio of weight to cost, the first one on a tie. */
  @Override
  public Vector point(Vector weights) {
    TypeSample sample = support.sample();
    int tasks = sample.tasks();
    double[] point = new double[tasks];
    for (int m = 0; m < sample.types(); m++) {
      double burden = 0;
      double best = 0;
      int chosen = -1;
      for (int i = 0; i < tasks; i++) {
        double cost = sample.cost(m, i);
        burden += cost * support.endowment().get(i);
        if (weights.get(i) > best * cost) {
          best = weights.get(i) / cost;
          chosen = i;
        }
      }
      if (chosen >= 0) {
        point[chosen] += sample.weight(m) * burden / sample.cost(m, chosen);
      }
    }
    return Vector.of(point);
  }

  @Override
  public UpperBound upperBound(
      Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
    return bound.upperBound(weights, lowerValue, relativeGap, budget);
  }
}
