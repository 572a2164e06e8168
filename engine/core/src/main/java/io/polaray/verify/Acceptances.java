package io.polaray.verify;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses how acceptance probabilities of a distribution are recomputed. */
final class Acceptances {
  private Acceptances() {}

  static Acceptance of(PreferenceClaim claim) {
    if (claim instanceof PreferenceClaim.UniformBox box) {
      BoxAcceptance exact = new BoxAcceptance(box.lower().exact(), box.upper().exact());
      return new Acceptance() {
        @Override
        public @Nullable Probability of(List<BigDecimal> kappa) {
          return exact.canCompute(kappa) ? exact.of(kappa) : null;
        }
      };
    }
    if (claim instanceof PreferenceClaim.FiniteTypes types) {
      return new TypesAcceptance(types);
    }
    return kappa -> null;
  }
}
