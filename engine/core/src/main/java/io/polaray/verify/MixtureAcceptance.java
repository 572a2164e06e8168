package io.polaray.verify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Acceptance probabilities of a mixture: the weighted mean of those of its components. Standard
 * errors of sampled components add as those of independent draws; bounds on errors add as they are,
 * to a standard error too.
 */
final class MixtureAcceptance implements Acceptance {
  private final List<Acceptance> components;
  private final List<BigDecimal> weights;

  MixtureAcceptance(PreferenceClaim.Mixture claim) {
    components = claim.components().stream().map(Acceptances::of).toList();
    weights = claim.weights().exact();
  }

  @Override
  public @Nullable Probability of(List<BigDecimal> kappa) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal total = BigDecimal.ZERO;
    for (BigDecimal weight : weights) {
      total = total.add(weight);
    }
    double bounds = 0;
    double allowance = 0;
    double variance = 0;
    boolean statistical = false;
    for (int g = 0; g < components.size(); g++) {
      Probability part = components.get(g).of(kappa);
      if (part == null) {
        return null;
      }
      sum = sum.add(weights.get(g).multiply(part.value()));
      double share = weights.get(g).doubleValue() / total.doubleValue();
      allowance += share * part.allowance();
      if (part.statistical()) {
        statistical = true;
        variance += share * share * part.error() * part.error();
      } else {
        bounds += share * part.error();
      }
    }
    BigDecimal mean = sum.divide(total, MathContext.DECIMAL128);
    double standardError = Math.sqrt(variance);
    return statistical
        ? new Probability(mean, standardError + bounds, true, allowance)
        : new Probability(mean, bounds + 1e-33, false, allowance);
  }
}
