package io.polaray.app.diagnose;

import io.polaray.dual.oracle.AgentProgram;
import io.polaray.market.Agent;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeSample;
import io.polaray.support.BoundKind;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.screening.BayesianProgram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One agent before a designer bound by Bayesian incentive compatibility, on a sample of types. */
final class BayesianAgent implements AgentProgram {
  private final Vector endowment;
  private final TypeSample types;
  private final BayesianProgram program;
  private @Nullable Vector solved;
  private BayesianProgram.@Nullable Solution solution;

  BayesianAgent(Agent agent, TypeSample types) {
    this.endowment = agent.endowment();
    this.types = types;
    this.program = BayesianProgram.of(endowment, types);
  }

  @Override
  public Vector endowment() {
    return endowment;
  }

  @Override
  public Vector point(Vector weights) {
    List<Vector> assignments = solve(weights).assignments();
    double[] mean = new double[weights.size()];
    for (int m = 0; m < types.types(); m++) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += types.weight(m) * assignments.get(m).get(i);
      }
    }
    return Vector.of(mean);
  }

  @Override
  public UpperBound upperBound(
      Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
    return new UpperBound(solve(weights).upperBound(), BoundKind.RELAXED, "bayesian");
  }

  private BayesianProgram.Solution solve(Vector weights) {
    BayesianProgram.Solution known = solution;
    if (known == null || solved == null || !solved.equals(weights)) {
      known = program.solve(weights);
      solved = weights;
      solution = known;
    }
    return known;
  }
}
