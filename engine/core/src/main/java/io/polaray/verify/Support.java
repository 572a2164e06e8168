package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The smallest box that holds the support of a distribution. */
final class Support {
  private Support() {}

  static List<BigDecimal> lower(PreferenceClaim claim) {
    if (claim instanceof PreferenceClaim.UniformBox box) {
      return box.lower().exact();
    }
    if (claim instanceof PreferenceClaim.Lognormal lognormal) {
      return lognormal.lower().exact();
    }
    if (claim instanceof PreferenceClaim.Independent independent) {
      return independent.marginals().stream().map(marginal -> marginal.lower().exact()).toList();
    }
    return ends((PreferenceClaim.FiniteTypes) claim, -1);
  }

  static List<BigDecimal> upper(PreferenceClaim claim) {
    if (claim instanceof PreferenceClaim.UniformBox box) {
      return box.upper().exact();
    }
    if (claim instanceof PreferenceClaim.Lognormal lognormal) {
      return lognormal.upper().exact();
    }
    if (claim instanceof PreferenceClaim.Independent independent) {
      return independent.marginals().stream().map(marginal -> marginal.upper().exact()).toList();
    }
    return ends((PreferenceClaim.FiniteTypes) claim, 1);
  }

  private static List<BigDecimal> ends(PreferenceClaim.FiniteTypes claim, int side) {
    List<BigDecimal> ends = new ArrayList<>();
    for (int i = 0; i < claim.tasks(); i++) {
      double end = claim.types().get(0).value(i);
      for (ClaimedVector type : claim.types()) {
        end = side < 0 ? Math.min(end, type.value(i)) : Math.max(end, type.value(i));
      }
      ends.add(new BigDecimal(end));
    }
    return ends;
  }
}
