package io.polaray.verify;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how acceptance probabilities of a distribution are recomputed: exactly for uniform boxes
 * of up to {@link BoxAcceptance#MAX_COORDINATES} tasks and for finitely many types, by quadrature
 * for two tasks, on a lattice for more independent costs, component by component for mixtures,
 * otherwise from a random sample.
 */
final class Acceptances {
  private Acceptances() {}

  static Acceptance of(PreferenceClaim claim) {
    if (claim instanceof PreferenceClaim.FiniteTypes types) {
      return new TypesAcceptance(types);
    }
    if (claim instanceof PreferenceClaim.UniformBox box) {
      return new BoxOrSample(box);
    }
    if (claim instanceof PreferenceClaim.Mixture mixture) {
      return new MixtureAcceptance(mixture);
    }
    Acceptance planar = claim.tasks() == 2 ? planar(claim) : null;
    if (planar != null) {
      return planar;
    }
    if (claim instanceof PreferenceClaim.Independent independent) {
      LatticeAcceptance lattice = LatticeAcceptance.of(independent);
      return lattice == null ? kappa -> null : lattice;
    }
    SampledAcceptance sample = SampledAcceptance.of(claim);
    return sample == null ? kappa -> null : sample;
  }

  /** Quadrature for two tasks, or null. */
  static @Nullable RatioProbability planar(PreferenceClaim claim) {
    if (claim instanceof PreferenceClaim.Independent independent) {
      return PlanarAcceptance.of(independent);
    }
    return claim instanceof PreferenceClaim.Lognormal lognormal
        ? LognormalPlane.of(lognormal)
        : null;
  }

  /** Exact where the sum over vertices is short enough, sampled elsewhere. */
  private static final class BoxOrSample implements Acceptance {
    private final PreferenceClaim.UniformBox box;
    private final BoxAcceptance exact;
    private @Nullable SampledAcceptance sample;

    BoxOrSample(PreferenceClaim.UniformBox box) {
      this.box = box;
      this.exact = new BoxAcceptance(box.lower().exact(), box.upper().exact());
    }

    @Override
    public @Nullable Probability of(List<BigDecimal> kappa) {
      if (exact.canCompute(kappa)) {
        return exact.of(kappa);
      }
      SampledAcceptance drawn = sample;
      if (drawn == null) {
        drawn = SampledAcceptance.of(box);
        sample = drawn;
      }
      return drawn == null ? null : drawn.of(kappa);
    }
  }
}
