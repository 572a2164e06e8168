package io.polaray.verify;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Acceptance probabilities of three and more independent costs, by convolution on a lattice.
 *
 * <p>Each term {@code |kappa_i| c_i}, counted from its lower end, but the one of widest range is
 * put on a lattice of step h: the probability of a cell goes to its two ends such that the middle
 * of the cell is the mean. Convolution gives the distribution of their signed sum, and the
 * distribution function of the last term, which is not discretised, is averaged over it. The error
 * is of the order of h^2 and taken as ten times the change when h is doubled, plus 1e-9 for
 * rounding and for tails that are left out. Terms taken on count up to all that is shed: who would
 * bear more accepts nothing.
 */
final class LatticeAcceptance implements Acceptance {
  private static final int POINTS = 1 << 14;
  private static final double ROUNDING = 1e-9;
  private static final double SAFETY = 10;

  /** Designs know these probabilities up to the error of a series. */
  private static final double ALLOWANCE = 2e-4;

  /** The same where much of a task may be taken on by few, as a share of the probability. */
  private static final double SHARE = 0.01;

  private static final double HARDLY = 1e-12;

  private final double[] lower;
  private final double[] upper;
  private final @Nullable LawTable[] tables;

  private LatticeAcceptance(int tasks) {
    lower = new double[tasks];
    upper = new double[tasks];
    tables = new @Nullable LawTable[tasks];
  }

  /** The costs of a market file, or null when a family is not known here. */
  static @Nullable LatticeAcceptance of(PreferenceClaim.Independent claim) {
    LatticeAcceptance acceptance = new LatticeAcceptance(claim.tasks());
    for (int i = 0; i < claim.tasks(); i++) {
      PreferenceClaim.Marginal marginal = claim.marginals().get(i);
      Numeral end = marginal.upper();
      CostLaw law = CostLaw.of(marginal);
      if (law == null) {
        return null;
      }
      double low = marginal.lower().value();
      double high = end == null ? Double.POSITIVE_INFINITY : end.value();
      if (high > low) {
        LawTable table = new LawTable(law, low, high);
        acceptance.tables[i] = table;
        high = Math.min(high, law.cost(table.above(HARDLY)));
      }
      acceptance.lower[i] = low;
      acceptance.upper[i] = high;
    }
    return acceptance;
  }

  /** What is shed exceeds what is taken on by {@code slack} plus the terms that vary. */
  private static final class Terms {
    final double[] size;
    final double[] range;
    double slack;
    double shed;
    boolean endless;
    int last = -1;

    Terms(int tasks) {
      size = new double[tasks];
      range = new double[tasks];
    }
  }

  @Override
  public Probability of(List<BigDecimal> kappa) {
    Terms terms = new Terms(kappa.size());
    for (int i = 0; i < terms.size.length; i++) {
      terms.size[i] = kappa.get(i).doubleValue();
      terms.slack -= terms.size[i] * lower[i];
      terms.range[i] = Math.abs(terms.size[i]) * (upper[i] - lower[i]);
      terms.shed += terms.size[i] < 0 ? terms.range[i] : 0;
      terms.endless |= terms.size[i] > 0 && lower[i] == 0;
    }
    double most = terms.slack + terms.shed;
    double least = terms.slack;
    for (int i = 0; i < terms.size.length; i++) {
      least -= terms.size[i] > 0 ? terms.range[i] : 0;
      if (terms.range[i] > 0 && (terms.last < 0 || terms.range[i] > terms.range[terms.last])) {
        terms.last = i;
      }
    }
    if (least >= 0 || most <= 0) {
      return new Probability(least >= 0 ? BigDecimal.ONE : BigDecimal.ZERO, 0, false);
    }
    for (int i = 0; i < terms.size.length; i++) {
      if (terms.size[i] > 0) {
        terms.range[i] = Math.min(terms.range[i], most);
      }
    }
    double coarse = onLattice(terms, POINTS / 2);
    double fine = onLattice(terms, POINTS);
    double error = SAFETY * Math.abs(fine - coarse) + ROUNDING;
    double value = Math.min(1, Math.max(0, fine));
    double allowance = terms.endless ? Math.min(ALLOWANCE, SHARE * value) : ALLOWANCE;
    return new Probability(new BigDecimal(value), error, false, allowance);
  }

  private double onLattice(Terms terms, int points) {
    double total = 0;
    int count = 0;
    for (int i = 0; i < terms.range.length; i++) {
      if (i != terms.last && terms.range[i] > 0) {
        total += terms.range[i];
        count++;
      }
    }
    if (count == 0) {
      return average(terms, new double[] {1}, 0, 0);
    }
    double step = total / (points - count);
    double[] sum = {1};
    int below = 0;
    for (int i = 0; i < terms.range.length; i++) {
      if (i != terms.last && terms.range[i] > 0) {
        double[] term = onLattice(terms, i, step);
        below += terms.size[i] > 0 ? term.length - 1 : 0;
        sum = convolve(sum, term);
      }
    }
    return average(terms, sum, step, below);
  }

  /**
   * A term on the lattice: from 0 up for what is shed, from the top down for what is taken on, with
   * an entry for each end of a cell.
   */
  private double[] onLattice(Terms terms, int i, double step) {
    LawTable table = tables[i];
    double scale = Math.abs(terms.size[i]);
    int cells = (int) Math.ceil(terms.range[i] / step);
    boolean reversed = terms.size[i] > 0;
    double[] mass = new double[cells + 1];
    double before = 0;
    for (int k = 0; k < cells && table != null; k++) {
      double end = Math.min((k + 1) * step, terms.range[i]);
      double chance = table.cdf(lower[i] + end / scale);
      double share = 0.5 * (end / step - k);
      int near = reversed ? cells - k : k;
      int far = reversed ? near - 1 : near + 1;
      mass[near] += (chance - before) * (1 - share);
      mass[far] += (chance - before) * share;
      before = chance;
    }
    return mass;
  }

  private static double[] convolve(double[] sum, double[] term) {
    double[] result = new double[sum.length + term.length - 1];
    for (int a = 0; a < sum.length; a++) {
      double weight = sum[a];
      for (int b = 0; b < term.length && weight > 0; b++) {
        result[a + b] += weight * term[b];
      }
    }
    return result;
  }

  /** Point n of the lattice stands for {@code (n - below) step} more shed than taken on. */
  private double average(Terms terms, double[] mass, double step, int below) {
    LawTable table = tables[terms.last];
    double scale = terms.size[terms.last];
    double sum = 0;
    for (int n = 0; n < mass.length && table != null; n++) {
      if (mass[n] > 1e-18) {
        double rest = terms.slack + (n - below) * step;
        double cost = lower[terms.last] + rest / scale;
        sum += mass[n] * (scale > 0 ? table.cdf(cost) : 1 - table.cdf(cost));
      }
    }
    return sum;
  }
}
