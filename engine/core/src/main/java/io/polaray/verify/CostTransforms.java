package io.polaray.verify;

import io.polaray.verify.support.CostTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Transforms of the marginals of a market file, made once for each. Safe for several threads. */
final class CostTransforms {
  /** Width of a panel of ten nodes, as a share of the interval's half width, in units of 1 / z. */
  private static final double PANEL = 6 / CostTransform.LARGEST;

  /** Costs so much smaller than most have a distribution function that is almost linear. */
  private static final double SETTLED = 0x1p-15;

  /** Costs that are hardly ever low are taken for ones that are so now and then. */
  private static final double LEAST_DENSITY = 1e-12;

  /** Most of the interval is empty where the density is so many times its mean. */
  private static final double MOST_PEAKED = 1e6;

  private static final double SLACK = 2e-9;

  private final Map<PreferenceClaim.Marginal, CostTransform> known = new ConcurrentHashMap<>();

  /** The transform, or null where the interval or the density is not bounded or has two peaks. */
  @Nullable CostTransform of(PreferenceClaim.Marginal marginal) {
    CostTransform found = known.get(marginal);
    if (found == null) {
      found = make(marginal);
      if (found != null) {
        known.put(marginal, found);
      }
    }
    return found;
  }

  private static @Nullable CostTransform make(PreferenceClaim.Marginal marginal) {
    CostLaw law = CostLaw.of(marginal);
    Numeral end = marginal.upper();
    if (law == null || end == null) {
      return null;
    }
    double lower = marginal.lower().value();
    double upper = end.value();
    if (!(upper > 0)) {
      return null;
    }
    if (lower == upper || law instanceof CostLaw.Uniform) {
      return CostTransform.uniform(lower, upper);
    }
    LawTable table = new LawTable(law, lower, upper);
    double density = table.largestDensity(lower, upper);
    if (!(density * (upper - lower) < MOST_PEAKED)) {
      return null;
    }
    boolean kind = law.isLogConcave(upper);
    CostTransform.FromZero zero = lower == 0 && kind ? fromZero(law, table, upper, density) : null;
    GaussRule.Points nodes = table.nodes(PANEL * (upper - lower) / 2);
    return CostTransform.of(lower, upper, nodes.nodes(), nodes.weights(), density, kind, zero);
  }

  /** F(c) / c rises where the density does, and is largest at 0 where that falls. */
  private static CostTransform.FromZero fromZero(
      CostLaw law, LawTable table, double upper, double density) {
    double mode = law.costMode();
    double useful = Math.min(upper, 1 / density);
    double settled = useful * SETTLED;
    List<CostTransform.Low> lows = lows(law, table, useful);
    if (mode > 0) {
      settled = Math.min(settled, mode);
      double least = Math.max(table.cdf(settled) / settled, LEAST_DENSITY / useful);
      return new CostTransform.FromZero(useful, settled, (1 - SLACK) / least, 1, false, lows);
    }
    double excess = Math.max(1, density * settled / table.cdf(settled)) * (1 + SLACK);
    return new CostTransform.FromZero(useful, settled, (1 - SLACK) / density, excess, true, lows);
  }

  private static List<CostTransform.Low> lows(CostLaw law, LawTable table, double useful) {
    List<CostTransform.Low> lows = new ArrayList<>();
    for (double end : CostTransform.FromZero.ends(useful)) {
      LawTable low = new LawTable(law, 0, end);
      GaussRule.Points nodes = low.nodes(2 * PANEL * end / 2);
      double density = low.largestDensity(0, end);
      CostTransform cost = CostTransform.low(end, nodes.nodes(), nodes.weights(), density);
      lows.add(new CostTransform.Low(cost, table.cdf(end)));
    }
    return lows;
  }
}
