package io.polaray.verify;

import static io.polaray.verify.CheckResult.Outcome.FAILS;
import static io.polaray.verify.CheckResult.Outcome.HOLDS;
import static io.polaray.verify.CheckResult.Outcome.NOT_CONFIRMED;
import static io.polaray.verify.Claims.marginal;
import static io.polaray.verify.Claims.ray;
import static io.polaray.verify.Claims.rays;
import static io.polaray.verify.Claims.unused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims that are compared with random draws, quadrature, or the joint choices of types. */
class SampledClaimsTest {
  private static Claims threeTasks(PreferenceClaim preferences, double probability) {
    Claims claims = new Claims("a", "b", "c");
    double[] ones = {1, 1, 1};
    claims.agents.add(
        new Claims.Agent("p", ones, ones, preferences)
            .offered(1, rays(ray(probability, -1, 0.5, 0.5))));
    return claims;
  }

  /** Five standard errors of the draws of the verifier, and of a sample of the design besides. */
  @ParameterizedTest
  @CsvSource({
    "4.9, 0, HOLDS_STATISTICALLY",
    "-4.9, 0, HOLDS_STATISTICALLY",
    "5.1, 0, FAILS",
    "-5.1, 0, FAILS",
    "4.9, 400, HOLDS_STATISTICALLY",
    "5.1, 400, FAILS",
    "0, 0, HOLDS_STATISTICALLY"
  })
  void standardErrors(double errors, int types, CheckResult.Outcome outcome) {
    ClaimedVector zeros = ClaimedVector.of(0, 0, 0);
    PreferenceClaim claim =
        new PreferenceClaim.Lognormal(
            zeros,
            List.of(
                ClaimedVector.of(1, 0.5, 0),
                ClaimedVector.of(0.5, 1, 0),
                ClaimedVector.of(0, 0, 1)),
            zeros,
            null);
    Acceptance.Probability drawn = Acceptances.of(claim).of(ClaimedVector.of(-1, 0.5, 0.5).exact());
    assertThat(drawn).isNotNull();
    double sampling = types == 0 ? 0 : 0.5 / Math.sqrt(types);
    Claims claims =
        threeTasks(claim, drawn.value().doubleValue() + errors * (drawn.error() + sampling));
    claims.sample = types;
    CheckResult result = claims.result(Check.CHOICE_PROBABILITIES);
    assertThat(result.outcome()).isEqualTo(outcome);
    if (outcome == FAILS) {
      assertThat(claims.verify().failures().get(0).reason()).contains("independent sample");
    }
  }

  /** Three independent costs: (1 + 1/2)^-2 accept, which is recomputed up to a small error. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, HOLDS",
    "1e-7, 0, HOLDS",
    "1e-3, 0, FAILS",
    "-1e-3, 0, FAILS",
    "1e-3, 400, HOLDS_STATISTICALLY",
    "0.2, 400, FAILS"
  })
  void errorsOfTheLattice(double off, int types, CheckResult.Outcome outcome) {
    PreferenceClaim.Marginal one = marginal("exponential", 0, null, "mean", 1.0);
    PreferenceClaim claim = new PreferenceClaim.Independent(List.of(one, one, one));
    Claims claims = threeTasks(claim, 4.0 / 9 + off);
    claims.sample = types;
    double p = 4.0 / 9 + off;
    claims.agents.get(0).expected = new double[] {1 - p, 1 + 0.5 * p, 1 + 0.5 * p};
    CheckResult result = claims.result(Check.CHOICE_PROBABILITIES);
    assertThat(result.outcome()).isEqualTo(outcome);
    if (outcome == HOLDS) {
      assertThat(result.summary()).contains("1 recomputed up to an error, largest difference");
      // The claim enters the assignment.
      assertThat(claims.result(Check.ASSIGNMENTS).outcome()).isEqualTo(HOLDS);
    }
  }

  /** On the support, types that two rays suit alike are counted with one of them. */
  @Test
  void typesThatTwoRaysSuit() {
    Claims claims = Claims.pair();
    claims.agents.get(0).preferences =
        new PreferenceClaim.FiniteTypes(
            List.of(ClaimedVector.of(1, 1), ClaimedVector.of(2, 1), ClaimedVector.of(1, 3)),
            ClaimedVector.of(1, 3, 4));
    claims.menuClass = "support";
    claims.menu(0, 0, rays(ray(0.5, -1, 1), ray(0.5, 1, -1)));
    assertThat(claims.result(Check.CHOICE_PROBABILITIES).outcome()).isEqualTo(HOLDS);
    claims.menu(0, 0, rays(unused(0.5, -1, 1), ray(0.625, 1, -1)));
    assertThat(claims.result(Check.CHOICE_PROBABILITIES).outcome()).isEqualTo(HOLDS);
    claims.menu(0, 0, rays(ray(0.5, -1, 1), ray(0.625, 1, -1)));
    assertThat(claims.result(Check.CHOICE_PROBABILITIES).outcome()).isEqualTo(FAILS);
    claims.menuClass = "orthant";
    assertThat(claims.result(Check.CHOICE_PROBABILITIES).outcome()).isEqualTo(HOLDS);
    // An unused ray between two that are used keeps the others in their places.
    claims.menuClass = "support";
    claims.menu(0, 0, rays(ray(0.5, -1, 1), unused(0, 9, -1), ray(0.5, 1, -1)));
    assertThat(claims.result(Check.CHOICE_PROBABILITIES).outcome()).isEqualTo(HOLDS);
  }

  private static Claims planar(PreferenceClaim preferences, double bound) {
    Claims claims = Claims.pair();
    claims.agents.forEach(
        agent -> {
          agent.preferences = preferences;
          agent.lottery.clear();
          agent.offered(1, new MenuClaim.StatusQuo());
          agent.expected = agent.endowment;
        });
    claims.cost = 4.5;
    claims.lowerBound = bound;
    return claims;
  }

  /** Quadrature confirms a bound up to its own looseness. */
  @Test
  void boundsByQuadrature() {
    PreferenceClaim.Marginal one = marginal("gamma", 0.5, null, "shape", 3.0, "scale", 1.0);
    PreferenceClaim claim = new PreferenceClaim.Independent(List.of(one, one));
    Claims claims = planar(claim, 4.4);
    CheckResult high = claims.result(Check.LOWER_BOUND);
    assertThat(high.outcome()).isEqualTo(FAILS);
    double found = claims.verify().recomputed().lowerBound();
    assertThat(found).isBetween(1.05, 4.0);
    claims.lowerBound = found - 1e-6;
    CheckResult result = claims.result(Check.LOWER_BOUND);
    assertThat(result.outcome()).isEqualTo(HOLDS);
    assertThat(result.summary()).endsWith("for quadrature");
    claims.lowerBound = found + 1e-5;
    assertThat(claims.result(Check.LOWER_BOUND).outcome()).isEqualTo(FAILS);
  }

  /** A tail that leaves the bound open refutes nothing. */
  @Test
  void heavyTails() {
    PreferenceClaim claim =
        new PreferenceClaim.Independent(
            List.of(
                marginal("uniform", 1, 2.0),
                marginal("gamma", 0, null, "shape", 0.3, "scale", 1.0)));
    Claims claims = planar(claim, 1.5);
    CheckResult result = claims.result(Check.LOWER_BOUND);
    assertThat(result.outcome()).isEqualTo(NOT_CONFIRMED);
    assertThat(result.summary()).contains("not recomputed here");
    assertThat(claims.verify().recomputed().lowerBound()).isNaN();
  }

  /** Two tasks whose best price is not bounded here. */
  @Test
  void otherFamilies() {
    PreferenceClaim box = Claims.box(new double[] {1, 1}, new double[] {2, 2});
    PreferenceClaim mixture =
        new PreferenceClaim.Mixture(List.of(box, box), ClaimedVector.of(1, 1));
    PreferenceClaim steep =
        new PreferenceClaim.Independent(
            List.of(
                marginal("uniform", 1, 2.0), marginal("beta", 1, 2.0, "alpha", 0.5, "beta", 1.0)));
    for (PreferenceClaim claim : List.of(mixture, steep)) {
      CheckResult result = planar(claim, 1.5).result(Check.LOWER_BOUND);
      assertThat(result.outcome()).isEqualTo(NOT_CONFIRMED);
      assertThat(result.summary()).contains("not recomputed here (2 tasks");
    }
    Claims boxes = planar(box, 4.4);
    assertThat(boxes.result(Check.LOWER_BOUND).outcome()).isEqualTo(FAILS);
    boxes.lowerBound = boxes.verify().recomputed().lowerBound();
    assertThat(boxes.result(Check.LOWER_BOUND).outcome()).isEqualTo(HOLDS);
  }
}
