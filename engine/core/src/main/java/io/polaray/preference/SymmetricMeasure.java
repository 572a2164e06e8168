package io.polaray.preference;

import io.polaray.numeric.SymmetricShape;
import io.polaray.numeric.SymmetricSum;
import io.polaray.numeric.Vector;
import java.util.Arrays;
import java.util.List;

/**
 * The exact measure of any number of independent costs that are uniform, known, or beta with two
 * equal shapes from 1 to 100: acceptance probabilities with an error bound for each ray.
 *
 * <p>{@code c . kappa} is its middle value plus a sum of independent symmetric terms, whose
 * distribution function has a fast sine series ({@link SymmetricSum}). Uniform costs are cut where
 * nobody accepts any more, so that the few who accept long take-ons are counted well. Immutable and
 * safe for use by many threads; every thread brings its own work space.
 */
public final class SymmetricMeasure implements TypeMeasure {
  private static final double UNIT = 0x1p-53;
  private static final double PROBABILITY_ERROR = 1e-8;

  /** Rays valued from below with a larger error are not worth anything to a search. */
  private static final double RELATIVE_ERROR = 1e-3;

  private final List<Marginal> marginals;
  private final double[] lower;
  private final double[] upper;

  /** Null-free: known and uniform costs have the shape 1. */
  private final SymmetricShape[] shapes;

  /** The same ends with uniform costs, for rays that concern no others. */
  private final UniformBoxMeasure uniform;

  private SymmetricMeasure(List<Marginal> marginals) {
    this.marginals = marginals;
    lower = marginals.stream().mapToDouble(Marginal::lower).toArray();
    upper = marginals.stream().mapToDouble(Marginal::upper).toArray();
    shapes = new SymmetricShape[lower.length];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = SymmetricShape.of(shape(marginals.get(i)));
    }
    uniform = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
  }

  private static double shape(Marginal cost) {
    return cost.isKnown() || cost.family() == Family.UNIFORM ? 1 : cost.parameters().get(0);
  }

  /** Whether the costs have such a measure. */
  static boolean suits(List<Marginal> marginals) {
    return marginals.stream().allMatch(SymmetricMeasure::suits);
  }

  /** Whether a cost is known, uniform or beta with two equal shapes from 1 to 100. */
  public static boolean suits(Marginal cost) {
    return cost.isKnown()
        || cost.family() == Family.UNIFORM
        || (cost.isSymmetricBeta() && cost.parameters().get(0) <= SymmetricShape.LARGEST);
  }

  /** The measure of costs that {@link #suits(List) suit}. */
  static SymmetricMeasure of(List<Marginal> marginals) {
    if (!suits(marginals)) {
      throw new IllegalArgumentException(
          "marginals are " + marginals + "; they must be uniform, known or symmetric beta");
    }
    return new SymmetricMeasure(List.copyOf(marginals));
  }

  /** Scratch space of one thread, with the error bound of the last probability. */
  public static final class Work {
    private final SymmetricSum sum;
    private final UniformBoxMeasure.Work box;
    private final int[] task;
    private final double[] cap;
    private double middle;
    private double reach;
    private double shift;
    private double likely;
    private double error;
    private int count;

    private Work(UniformBoxMeasure uniform) {
      sum = new SymmetricSum(uniform.tasks());
      box = uniform.newWork();
      task = new int[uniform.tasks()];
      cap = new double[uniform.tasks()];
    }

    /** Bound on the absolute error of the last probability. */
    public double error() {
      return error;
    }
  }

  /** Scratch space for one thread. */
  public Work newWork() {
    return new Work(uniform);
  }

  /** The distributions of the costs, one a task. */
  public List<Marginal> marginals() {
    return marginals;
  }

  @Override
  public int tasks() {
    return lower.length;
  }

  @Override
  public Kind kind() {
    return Kind.EXACT;
  }

  /** A bound for rays that are not valued from below; those are off by more, on the low side. */
  @Override
  public double probabilityError() {
    return PROBABILITY_ERROR;
  }

  @Override
  public double acceptanceProbability(double[] kappa) {
    return valueFromBelow(kappa, newWork());
  }

  /**
   * The probability; with its error bound taken off where that is large and for rays that take on a
   * task whose cost may be 0, whose take-ons, and with them what an error is multiplied by, have no
   * limit. It is 0 for such rays if the error is more than a thousandth of it.
   */
  public double valueFromBelow(double[] kappa, Work work) {
    double p = probability(kappa, work);
    boolean endless = false;
    for (int i = 0; i < kappa.length; i++) {
      endless |= kappa[i] > 0 && lower[i] == 0;
    }
    if (!endless && work.error <= PROBABILITY_ERROR) {
      return p;
    }
    return work.error <= RELATIVE_ERROR * p ? p - work.error : 0;
  }

  /** At least the probability. */
  public double atMost(double[] kappa, Work work) {
    return Math.min(1, probability(kappa, work) + work.error);
  }

  /** The probability; its error bound is in the work space afterwards. */
  public double probability(double[] kappa, Work work) {
    if (!open(kappa, work)) {
      work.error = uniform.probabilityError();
      return uniform.acceptanceProbability(kappa, work.box);
    }
    work.error = 0;
    if (work.middle >= work.reach + work.shift) {
      return 0;
    }
    if (-work.middle >= work.reach + work.shift) {
      return work.likely;
    }
    double inside = work.reach * (1 - 4 * UNIT);
    double p = work.sum.atLeast(Math.max(-inside, Math.min(inside, -work.middle)));
    double error = work.sum.error() + work.shift * work.sum.peak();
    work.error = Math.min(1, work.likely * (error + 8 * UNIT));
    return work.likely * p;
  }

  /**
   * The probability as {@link #valueFromBelow} has it, and its partial derivatives, which carry no
   * error bound: {@code dP / d kappa_i = -E[c_i; c . kappa = 0]}.
   */
  public double probabilityAndGradient(double[] kappa, double[] gradient, Work work) {
    double p = valueFromBelow(kappa, work);
    Arrays.fill(gradient, 0, kappa.length, 0);
    if (!open(kappa, work)) {
      return uniform.probabilityAndGradient(kappa, gradient, work.box);
    }
    if (Math.abs(work.middle) >= work.reach) {
      return p;
    }
    double[] means = work.sum.means(work.middle);
    double density = work.sum.density();
    for (int i = 0; i < kappa.length; i++) {
      gradient[i] = -0.5 * (lower[i] + work.cap[i]) * density * work.likely;
    }
    for (int n = 0; n < work.count; n++) {
      int i = work.task[n];
      double half = 0.5 * (work.cap[i] - lower[i]) * work.likely;
      gradient[i] -= kappa[i] < 0 ? -half * means[n] : half * means[n];
    }
    return p;
  }

  /** Collects the terms; false if all of them are uniform or known. */
  private boolean open(double[] kappa, Work work) {
    if (kappa.length != lower.length) {
      throw new IllegalArgumentException(
          "kappa has length " + kappa.length + "; it must be " + lower.length);
    }
    double budget = 0;
    boolean allUniform = true;
    for (int i = 0; i < kappa.length; i++) {
      budget -= kappa[i] * (kappa[i] < 0 ? upper[i] : lower[i]);
      allUniform &= kappa[i] == 0 || shapes[i].isUniform();
    }
    if (allUniform) {
      return false;
    }
    work.sum.clear();
    work.count = 0;
    work.middle = 0;
    work.reach = 0;
    work.likely = 1;
    double magnitude = 0;
    for (int i = 0; i < kappa.length; i++) {
      double size = Math.abs(kappa[i]);
      work.cap[i] = upper[i];
      if (kappa[i] > 0 && shapes[i].isUniform() && upper[i] > lower[i]) {
        cut(i, lower[i] + Math.max(0, budget / kappa[i]) * (1 + 1e-12), work);
      }
      work.middle += kappa[i] * (0.5 * lower[i] + 0.5 * work.cap[i]);
      magnitude += size * work.cap[i];
      double range = size * (0.5 * work.cap[i] - 0.5 * lower[i]);
      if (range > 0) {
        work.task[work.count++] = i;
        work.sum.add(shapes[i], range);
        work.reach += range;
      }
    }
    work.shift = 4 * (kappa.length + 4) * UNIT * magnitude;
    return true;
  }

  private void cut(int task, double cap, Work work) {
    if (cap < upper[task]) {
      work.likely *= (cap - lower[task]) / (upper[task] - lower[task]);
      work.cap[task] = cap;
    }
  }

  @Override
  public double fullInformationBound(double[] v, double[] eta) {
    return IndependentFullInformation.bound(marginals, v, eta);
  }
}
