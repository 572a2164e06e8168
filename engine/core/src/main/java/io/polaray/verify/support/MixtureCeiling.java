package io.polaray.verify.support;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bounds for a mixture: the weighted sums of those of its components. */
public final class MixtureCeiling implements AcceptanceCeiling {
  private final List<AcceptanceCeiling> components;
  private final double[] shares;

  private MixtureCeiling(List<AcceptanceCeiling> components, double[] shares) {
    this.components = components;
    this.shares = shares;
  }

  /**
   * Bounds for a mixture.
   *
   * @param components the components
   * @param shares their probabilities, each known to a relative 1e-15
   */
  public static MixtureCeiling of(List<AcceptanceCeiling> components, double[] shares) {
    return new MixtureCeiling(List.copyOf(components), shares.clone());
  }

  @Override
  public double ceiling(double[] kappa) {
    double sum = 0;
    for (int g = 0; g < shares.length; g++) {
      sum += shares[g] * components.get(g).ceiling(kappa);
    }
    return Math.min(1, sum * (1 + 1e-13));
  }

  @Override
  public double floor(double[] kappa) {
    double sum = 0;
    for (int g = 0; g < shares.length; g++) {
      sum += shares[g] * components.get(g).floor(kappa);
    }
    return sum * (1 - 1e-13);
  }

  @Override
  public double levelCost(int task) {
    return components.stream().mapToDouble(part -> part.levelCost(task)).min().orElse(0);
  }

  /** What holds of all components; in the limit each has the uniform cost of its own. */
  @Override
  public @Nullable EndlessTask endless(int task) {
    List<AcceptanceCeiling> limits = new ArrayList<>();
    EndlessTask all = null;
    for (AcceptanceCeiling component : components) {
      EndlessTask own = component.endless(task);
      if (own == null) {
        double level = component.levelCost(task);
        if (!(level > 0)) {
          return null;
        }
        own = new EndlessTask(level, level, 1, false, level, component);
      }
      limits.add(own.limit());
      all = all == null ? own : all.and(own);
    }
    return all == null ? null : all.with(of(limits, shares));
  }

  @Override
  public double aim(double width) {
    return components.stream().mapToDouble(part -> part.aim(width)).max().orElse(0);
  }

  @Override
  public double leastWidth() {
    return components.stream().mapToDouble(AcceptanceCeiling::leastWidth).max().orElse(0);
  }

  @Override
  public double gainBeyond(double[] weights, double[] endowment) {
    double sum = 0;
    for (int g = 0; g < shares.length; g++) {
      sum += shares[g] * components.get(g).gainBeyond(weights, endowment);
    }
    return sum * (1 + 1e-13);
  }

  @Override
  public int effort() {
    return components.stream().mapToInt(AcceptanceCeiling::effort).max().orElse(1);
  }

  @Override
  public List<Part> logConcaveParts() {
    List<Part> parts = new ArrayList<>();
    for (int g = 0; g < shares.length; g++) {
      List<Part> own = components.get(g).logConcaveParts();
      if (own.isEmpty()) {
        return List.of();
      }
      for (Part part : own) {
        parts.add(new Part(part.chances(), part.share() * shares[g] * (1 + 1e-13)));
      }
    }
    return parts;
  }
}
