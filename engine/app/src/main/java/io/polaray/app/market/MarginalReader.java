package io.polaray.app.market;

import io.polaray.app.input.Fields;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.ProblemList;
import io.polaray.preference.Marginal;
import java.util.List;
import java.util.Optional;

/** Reads one entry of {@code marginals}: the distribution of the cost of one task. */
final class MarginalReader {
  private static final List<String> NAMES =
      List.of("uniform", "lognormal", "gamma", "beta", "exponential");

  private MarginalReader() {}

  /** Reads a marginal; empty after a problem. */
  static Optional<Marginal> read(
      String file, String place, JsonValue value, ProblemList problems) {
    return Optional.empty();
  }
}
