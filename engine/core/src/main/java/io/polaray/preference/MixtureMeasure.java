package io.polaray.preference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exact measure of a mixture: {@code P = sum_g s_g P_g} over the exact measures of the
 * components.
 */
public final class MixtureMeasure implements TypeMeasure {
  private static final double UNIT = 0x1p-53;

  private final List<TypeMeasure> components;
  private final double[] shares;

  private MixtureMeasure(List<TypeMeasure> components, double[] shares) {
    this.components = components;
    this.shares = shares;
  }

  /** The mixture of exact measures with shares that sum to 1. */
  static MixtureMeasure of(List<TypeMeasure> components, double[] shares) {
    return new MixtureMeasure(List.copyOf(components), shares.clone());
  }

  /** Scratch space of one thread. */
  public static final class Work {
    private final UniformBoxMeasure.@Nullable Work[] boxes;
    private final ProductMeasure.@Nullable Work[] products;
    private final SymmetricMeasure.@Nullable Work[] symmetric;
    private final double[] gradient;

    private Work(List<TypeMeasure> components) {
      boxes = new UniformBoxMeasure.Work[components.size()];
      products = new ProductMeasure.Work[components.size()];
      symmetric = new SymmetricMeasure.Work[components.size()];
      gradient = new double[components.get(0).tasks()];
      for (int g = 0; g < boxes.length; g++) {
        if (components.get(g) instanceof UniformBoxMeasure box) {
          boxes[g] = box.newWork();
        } else if (components.get(g) instanceof ProductMeasure product) {
          products[g] = product.newWork();
        } else if (components.get(g) instanceof SymmetricMeasure other) {
          symmetric[g] = other.newWork();
        }
      }
    }
  }

  /** New scratch space for {@link #acceptanceProbability(double[], Work)}. */
  public Work newWork() {
    return new Work(components);
  }

  /** The measures of the components. */
  public List<TypeMeasure> components() {
    return components;
  }

  /** The share of component g, in (0, 1]. */
  public double share(int g) {
    return shares[g];
  }

  @Override
  public int tasks() {
    return components.get(0).tasks();
  }

  @Override
  public Kind kind() {
    return Kind.EXACT;
  }

  @Override
  public double acceptanceProbability(double[] kappa) {
    return acceptanceProbability(kappa, newWork());
  }

  /**
   * As {@link #acceptanceProbability(double[])}, without allocation. Components with a series value
   * rays as they do alone: from below where take-ons have no limit.
   */
  public double acceptanceProbability(double[] kappa, Work work) {
    return Math.min(1, sum(kappa, work, false));
  }

  /** At least the probability, whatever the errors of the components for this ray. */
  public double atMost(double[] kappa, Work work) {
    return Math.min(1, sum(kappa, work, true) * (1 + (shares.length + 2) * UNIT));
  }

  private double sum(double[] kappa, Work work, boolean above) {
    double sum = 0;
    for (int g = 0; g < shares.length; g++) {
      TypeMeasure component = components.get(g);
      UniformBoxMeasure.Work box = work.boxes[g];
      ProductMeasure.Work product = work.products[g];
      SymmetricMeasure.Work symmetric = work.symmetric[g];
      double p;
      if (symmetric != null) {
        SymmetricMeasure series = (SymmetricMeasure) component;
        p = above ? series.atMost(kappa, symmetric) : series.valueFromBelow(kappa, symmetric);
      } else if (product != null) {
        ProductMeasure series = (ProductMeasure) component;
        p = above ? series.atMost(kappa, product) : series.valueFromBelow(kappa, product);
      } else {
        p =
            box != null
                ? ((UniformBoxMeasure) component).acceptanceProbability(kappa, box)
                : component.acceptanceProbability(kappa);
        p += above ? component.probabilityError() : 0;
      }
      sum += shares[g] * p;
    }
    return sum;
  }

  /** Whether all components have gradients ({@link #probabilityAndGradient}). */
  public boolean hasGradients() {
    return components.stream()
        .allMatch(
            c ->
                c instanceof UniformBoxMeasure
                    || c instanceof ProductMeasure
                    || c instanceof SymmetricMeasure);
  }

  /** The probability, and its partial derivatives; see {@link #hasGradients}. */
  public double probabilityAndGradient(double[] kappa, double[] gradient, Work work) {
    java.util.Arrays.fill(gradient, 0, kappa.length, 0);
    double sum = 0;
    for (int g = 0; g < shares.length; g++) {
      UniformBoxMeasure.Work box = work.boxes[g];
      ProductMeasure.Work product = work.products[g];
      SymmetricMeasure.Work symmetric = work.symmetric[g];
      double p;
      if (box != null) {
        UniformBoxMeasure measure = (UniformBoxMeasure) components.get(g);
        p = measure.probabilityAndGradient(kappa, work.gradient, box);
      } else if (product != null) {
        ProductMeasure measure = (ProductMeasure) components.get(g);
        p = measure.probabilityAndGradient(kappa, work.gradient, product);
      } else if (symmetric != null) {
        SymmetricMeasure measure = (SymmetricMeasure) components.get(g);
        p = measure.probabilityAndGradient(kappa, work.gradient, symmetric);
      } else {
        throw new IllegalStateException("component " + g + " has no gradients");
      }
      sum += shares[g] * p;
      for (int i = 0; i < kappa.length; i++) {
        gradient[i] += shares[g] * work.gradient[i];
      }
    }
    return Math.min(1, sum);
  }

  @Override
  public double probabilityError() {
    double error = 0;
    for (int g = 0; g < shares.length; g++) {
      error += shares[g] * components.get(g).probabilityError();
    }
    return error * (1 + 8 * UNIT) + (shares.length + 2) * UNIT;
  }

  @Override
  public double fullInformationBound(double[] v, double[] eta) {
    double sum = 0;
    for (int g = 0; g < shares.length; g++) {
      sum += shares[g] * components.get(g).fullInformationBound(v, eta);
    }
    return sum * (1 + 4 * (shares.length + 2) * UNIT);
  }

  @Override
  public double gainBeyond(double[] weights, double[] endowment) {
    double sum = 0;
    for (int g = 0; g < shares.length; g++) {
      sum += shares[g] * components.get(g).gainBeyond(weights, endowment);
    }
    return sum * (1 + 4 * (shares.length + 2) * UNIT);
  }
}
