package io.polaray.support.bound;

import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;

/**
 * The value of a designer who knows every type: {@code S(w) <= E[(c . eta) max_i max(w_i, 0) /
 * c_i]}.
 *
 * <p>Whatever a menu induces for type c, an assignment {@code x(c) >= 0} with {@code c . x(c) <= c
 * . eta}, is worth at most {@code max { w . x : x >= 0, c . x <= c . eta }}, which is the
 * integrand. This holds for rays, the remedial menu, and rays that are polarised on the support of
 * the types only. The expectation is the one of the problem's measure, rounded upward.
 */
public final class FullInformationBound implements SupportBound {
  private static final String NAME = "full-information";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean applies(SupportProblem problem) {
    return true;
  }

  @Override
  public boolean holdsForSupportMenus() {
    return true;
  }

  @Override
  public long leastNodes() {
    return 0;
  }

  @Override
  public BoundSession open(SupportProblem problem) {
    double[] eta = problem.endowment().toArray();
    return (weights, lowerValue, relativeGap, budget) -> {
      double[] wanted = weights.toArray();
      boolean any = false;
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = Math.max(0, wanted[i]);
        any |= wanted[i] > 0;
      }
      double value = any ? problem.measure().fullInformationBound(wanted, eta) : 0;
      return new UpperBound(value, BoundKind.RELAXED, NAME);
    };
  }
}
