package io.polaray.support.bound;

import io.polaray.numeric.Vector;
import io.polaray.preference.MixtureMeasure;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;

/**
 * A bound for mixtures from bounds for their components: {@code S(w) <= max { remedial value, w .
 * eta + sum_g s_g (U_g(w) - w . eta) }}, U_g an upper bound of the support value if everybody
 * belonged to component g.
 *
 * <p>A menu of rays is worth {@code w . eta + sum_k P(c . kappa^k <= 0) max(0, w . kappa^k)}, which
 * is linear in the distribution, and the same menu is allowed for each component. The bound is
 * relaxed: every component may have a menu of its own.
 */
public final class ComponentBound implements SupportBound {
  private static final String NAME = "by-component";
  private static final double ROUNDING = 1e-14;

  private final SupportBound method;

  private ComponentBound(SupportBound method) {
    this.method = method;
  }

  /** The bound of mixtures to whose components a method applies. */
  public static ComponentBound of(SupportBound method) {
    return new ComponentBound(method);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean applies(SupportProblem problem) {
    return problem.measure() instanceof MixtureMeasure
        && problem.preferences() instanceof MixturePreferences mixture
        && components(problem, mixture).stream().allMatch(method::applies);
  }

  private static List<SupportProblem> components(
      SupportProblem problem, MixturePreferences mixture) {
    List<SupportProblem> problems = new ArrayList<>();
    List<TypeMeasure> measures = ((MixtureMeasure) problem.measure()).components();
    for (int g = 0; g < measures.size(); g++) {
      problems.add(
          new SupportProblem(
              problem.endowment(),
              mixture.components().get(g),
              measures.get(g),
              problem.sample(),
              problem.menuClass()));
    }
    return problems;
  }

  @Override
  public BoundSession open(SupportProblem problem) {
    if (!applies(problem)) {
      throw new IllegalArgumentException(
          "preferences are "
              + problem.preferences()
              + "; the method needs a mixture to whose components "
              + method.name()
              + " applies");
    }
    MixturePreferences mixture = (MixturePreferences) problem.preferences();
    List<BoundSession> sessions = components(problem, mixture).stream().map(method::open).toList();
    return new Session(problem.endowment(), mixture.shares(), sessions, method.name());
  }

  private static final class Session implements BoundSession {
    private final Vector endowment;
    private final Vector shares;
    private final List<BoundSession> sessions;
    private final String methodName;

    Session(Vector endowment, Vector shares, List<BoundSession> sessions, String componentMethod) {
      this.endowment = endowment;
      this.shares = shares;
      this.sessions = sessions;
      methodName = NAME + " (" + componentMethod + ")";
    }

    @Override
    public UpperBound upperBound(
        Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
      double base = weights.dot(endowment);
      double remedial = 0;
      double size = 0;
      for (int i = 0; i < weights.size(); i++) {
        remedial += Math.max(0, weights.get(i)) * endowment.get(i);
        size += Math.abs(weights.get(i)) * endowment.get(i);
      }
      double gain = 0;
      WorkBudget part = new WorkBudget(budget.maxNodes() / shares.size(), budget.deadlineNanos());
      for (int g = 0; g < shares.size(); g++) {
        UpperBound upper =
            sessions.get(g).upperBound(weights, Double.NEGATIVE_INFINITY, relativeGap, part);
        gain += shares.get(g) * Math.max(0, upper.value() - base);
      }
      double slack = ROUNDING * (size + gain) * (weights.size() + shares.size());
      return new UpperBound(Math.max(remedial, base + gain) + slack, BoundKind.RELAXED, methodName);
    }

    @Override
    public long nominalNanos() {
      return sessions.stream().mapToLong(BoundSession::nominalNanos).sum();
    }
  }
}
