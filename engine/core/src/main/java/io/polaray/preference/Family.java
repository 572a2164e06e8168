package io.polaray.preference;

import java.util.List;
import java.util.Optional;

/** Families of distributions of one cost. */
public enum Family {
  /** Uniform on [lower, upper]; no parameters. */
  UNIFORM("uniform", false, List.of()),

  /** log c normal with mean mu (any sign) and standard deviation sigma &gt; 0. */
  LOGNORMAL("lognormal", true, List.of("mu", "sigma")),

  /** Gamma with density proportional to {@code c^(shape - 1) exp(-c / scale)}. */
  GAMMA("gamma", true, List.of("shape", "scale")),

  /**
   * Beta stretched over the interval: {@code c = lower + (upper - lower) B} with the density of B
   * proportional to {@code b^(alpha - 1) (1 - b)^(beta - 1)} on [0, 1].
   */
  BETA("beta", false, List.of("alpha", "beta")),

  /** Exponential with the given mean before truncation. */
  EXPONENTIAL("exponential", true, List.of("mean")),

  /** Weibull: {@code P(c > x) = exp(-(x / scale)^shape)} before truncation. */
  WEIBULL("weibull", true, List.of("shape", "scale"));

  private final String label;
  private final boolean unbounded;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> parameterNames;

  Family(String label, boolean unbounded, List<String> parameterNames) {
    this.label = label;
    this.unbounded = unbounded;
    this.parameterNames = parameterNames;
  }

  /** The name in market files, in lower case. */
  public String label() {
    return label;
  }

  /** Whether {@code upper} may be infinite. */
  public boolean allowsInfiniteUpper() {
    return unbounded;
  }

  /** The names of the parameters in the order {@link Marginal} takes them. */
  public List<String> parameterNames() {
    return parameterNames;
  }

  /** The family with the given label. */
  public static Optional<Family> ofLabel(String label) {
    for (Family family : values()) {
      if (family.label.equals(label)) {
        return Optional.of(family);
      }
    }
    return Optional.empty();
  }
}
