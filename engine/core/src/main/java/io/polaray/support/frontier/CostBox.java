package io.polaray.support.frontier;

import io.polaray.numeric.SymmetricShape;
import io.polaray.preference.Family;
import io.polaray.preference.Marginal;
import io.polaray.preference.ProductMeasure;
import io.polaray.preference.SymmetricMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformBoxMeasure;
import java.util.List;
import java.util.Optional;

/**
 * Independent costs on intervals of positive widths, each symmetric about its middle with a
 * log-concave density: uniform, or beta with two equal shapes from 1 to 100.
 */
final class CostBox {
  final int tasks;
  final double[] lower;
  final double[] upper;
  final SymmetricShape[] shapes;

  /** Whether all costs are uniform. */
  final boolean uniform;

  private CostBox(double[] lower, double[] upper, SymmetricShape[] shapes, boolean uniform) {
    tasks = lower.length;
    this.lower = lower;
    this.upper = upper;
    this.shapes = shapes;
    this.uniform = uniform;
  }

  /** Whether {@link #of} has a box for a measure. */
  static boolean suits(TypeMeasure measure) {
    if (measure instanceof UniformBoxMeasure box) {
      boolean wide = true;
      for (int i = 0; i < box.tasks(); i++) {
        wide &= box.upper(i) > box.lower(i) && Double.isFinite(box.upper(i));
      }
      return wide;
    }
    List<Marginal> costs = marginals(measure);
    return !costs.isEmpty() && costs.stream().allMatch(CostBox::suits);
  }

  private static List<Marginal> marginals(TypeMeasure measure) {
    if (measure instanceof SymmetricMeasure symmetric) {
      return symmetric.marginals();
    }
    return measure instanceof ProductMeasure product ? product.marginals() : List.of();
  }

  private static boolean suits(Marginal cost) {
    return !cost.isKnown() && SymmetricMeasure.suits(cost);
  }

  /** The costs of a measure that has such; empty for others. */
  static Optional<CostBox> of(TypeMeasure measure) {
    if (!suits(measure)) {
      return Optional.empty();
    }
    if (measure instanceof UniformBoxMeasure box) {
      return Optional.of(of(box));
    }
    return Optional.of(of(marginals(measure)));
  }

  /** Uniform costs. */
  static CostBox of(UniformBoxMeasure box) {
    double[] lower = new double[box.tasks()];
    double[] upper = new double[lower.length];
    SymmetricShape[] shapes = new SymmetricShape[lower.length];
    for (int i = 0; i < lower.length; i++) {
      lower[i] = box.lower(i);
      upper[i] = box.upper(i);
      shapes[i] = SymmetricShape.of(1);
    }
    return new CostBox(lower, upper, shapes, true);
  }

  private static CostBox of(List<Marginal> costs) {
    double[] lower = new double[costs.size()];
    double[] upper = new double[lower.length];
    SymmetricShape[] shapes = new SymmetricShape[lower.length];
    boolean uniform = true;
    for (int i = 0; i < lower.length; i++) {
      Marginal cost = costs.get(i);
      lower[i] = cost.lower();
      upper[i] = cost.upper();
      double shape = cost.family() == Family.UNIFORM ? 1 : cost.parameters().get(0);
      shapes[i] = SymmetricShape.of(shape);
      uniform &= shape == 1;
    }
    return new CostBox(lower, upper, shapes, uniform);
  }
}
