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

  /** Share of people with a cost so high that it is left out. */
  private static final double LEFT_OUT = 1e-8;

  /** An upper end so much higher than those costs is replaced. */
  private static final double FAR_ABOVE = 1.25;

  private static final double MORE = 1 + 1e-6;
  private static final double FAR = 1e300;

  /** Of the probability of low costs, which is relatively exact above it. */
  private static final double LEAST_LOW = 1e-22;

  private static final double LOW_PANEL = 6 / CostTransform.LARGEST_IF_LOW;

  private final Map<PreferenceClaim.Marginal, CostTransform> known = new ConcurrentHashMap<>();

  /** The transform, or null where the density is not bounded or has two peaks. */
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
    double lower = marginal.lower().value();
    double upper = end == null ? Double.POSITIVE_INFINITY : end.value();
    if (law == null || !(upper > 0)) {
      return null;
    }
    if (lower == upper || law instanceof CostLaw.Uniform) {
      return upper < Double.POSITIVE_INFINITY ? CostTransform.uniform(lower, upper) : null;
    }
    LawTable table = new LawTable(law, lower, upper);
    double top = table.above(LEFT_OUT);
    CostTransform.Beyond beyond = new CostTransform.Beyond(0, 0, MORE * table.meanAbove(-FAR));
    if (upper > FAR_ABOVE * law.cost(top)) {
      beyond =
          new CostTransform.Beyond(
              MORE * LEFT_OUT, MORE * table.meanAbove(top), MORE * table.meanAbove(-FAR));
      upper = law.cost(top);
      table = new LawTable(law, lower, upper);
    }
    double density = table.largestDensity(lower, upper);
    if (!(density * (upper - lower) < MOST_PEAKED)) {
      return null;
    }
    CostTransform.Concavity kind =
        !law.isLogConcaveInLog()
            ? CostTransform.Concavity.NONE
            : law.isLogConcave(upper)
                ? CostTransform.Concavity.BOTH
                : CostTransform.Concavity.LOGARITHM;
    CostTransform.FromZero zero =
        lower == 0 && kind != CostTransform.Concavity.NONE
            ? fromZero(law, table, upper, density)
            : null;
    List<CostTransform.Low> low =
        low(law, table, lower, CostTransform.LowEnd.ends(lower, upper, 1 / density));
    GaussRule.Points nodes = table.nodes(PANEL * (upper - lower) / 2);
    return CostTransform.of(
        lower,
        upper,
        beyond,
        nodes.nodes(),
        nodes.weights(),
        density(table, lower, upper),
        kind,
        new CostTransform.LowEnd(low, zero));
  }

  private static CostTransform.Density density(LawTable table, double lower, double upper) {
    double bend = MORE * table.slopeVariation(lower, upper);
    return new CostTransform.Density(
        table.largestDensity(lower, upper),
        table.costDensity(lower),
        table.costDensity(upper),
        bend < Double.POSITIVE_INFINITY ? bend : Double.POSITIVE_INFINITY);
  }

  /** F(c) / c rises where the density does, and is largest at 0 where that falls. */
  private static CostTransform.FromZero fromZero(
      CostLaw law, LawTable table, double upper, double density) {
    double mode = law.costMode();
    double useful = Math.min(upper, 1 / density);
    double settled = useful * SETTLED;
    if (mode > 0) {
      settled = Math.min(settled, mode);
      double least = Math.max(table.cdf(settled) / settled, LEAST_DENSITY / useful);
      return new CostTransform.FromZero(useful, settled, (1 - SLACK) / least, 1, false);
    }
    double excess = Math.max(1, density * settled / table.cdf(settled)) * (1 + SLACK);
    return new CostTransform.FromZero(useful, settled, (1 - SLACK) / density, excess, true);
  }

  private static List<CostTransform.Low> low(
      CostLaw law, LawTable table, double lower, double[] ends) {
    List<CostTransform.Low> levels = new ArrayList<>();
    for (double end : ends) {
      double chance = table.cdf(end);
      if (chance > LEAST_LOW) {
        levels.add(new CostTransform.Low(end, chance, () -> low(law, lower, end)));
      }
    }
    return levels;
  }

  private static CostTransform low(CostLaw law, double lower, double end) {
    LawTable table = new LawTable(law, lower, end);
    GaussRule.Points nodes = table.nodes(LOW_PANEL * (end - lower) / 2);
    return CostTransform.low(
        lower, end, nodes.nodes(), nodes.weights(), density(table, lower, end));
  }
}
