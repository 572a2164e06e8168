package io.polaray.app.diagnose;

import io.polaray.dual.BenchmarkProgram;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The price of obviousness, {@code (OSP - BIC) / (status quo - BIC)}: the share of what Bayesian
 * incentive compatible mechanisms can save that the best menus of polarised rays leave on the
 * table. Between 0 and 1 where slack is 1 and all three costs are for the same types.
 *
 * @param atLeast from the lower bound on designs and the cost of Bayesian assignments that exist
 * @param atMost from the design and the lower bound on Bayesian mechanisms
 */
public record PriceOfObviousness(double atLeast, double atMost) {
  static Optional<PriceOfObviousness> of(
      BenchmarkProgram.Solution bayesian, @Nullable DesignCost design, double statusQuo) {
    if (design == null || bayesian.cost().isEmpty()) {
      return Optional.empty();
    }
    double reached = bayesian.cost().getAsDouble();
    double bound = bayesian.bound().value();
    if (!(statusQuo > reached)) {
      return Optional.empty();
    }
    double least = (design.lowerBound() - reached) / (statusQuo - reached);
    double most = (design.cost() - bound) / (statusQuo - bound);
    return Optional.of(new PriceOfObviousness(Math.max(0, least), Math.max(0, most)));
  }
}
