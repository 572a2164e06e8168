package io.polaray.verify;

import static io.polaray.verify.CheckResult.Outcome.FAILS;
import static io.polaray.verify.CheckResult.Outcome.HOLDS;
import static io.polaray.verify.CheckResult.Outcome.HOLDS_STATISTICALLY;
import static io.polaray.verify.CheckResult.Outcome.NOT_CONFIRMED;
import static io.polaray.verify.Claims.ray;
import static io.polaray.verify.Claims.rays;
import static io.polaray.verify.Claims.remedial;
import static io.polaray.verify.Claims.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Probabilities, assignments, market clearing, costs, gaps and the lower bound. */
class FigureChecksTest {
  static List<CheckCase> probabilities() {
    Check check = Check.CHOICE_PROBABILITIES;
    return List.of(
        CheckCase.of("within", check, HOLDS, claims -> probability(claims, 0.5 + 0.9e-12, 2)),
        CheckCase.of("beyond", check, FAILS, claims -> probability(claims, 0.5 + 1.1e-12, 2)),
        CheckCase.of("too small", check, FAILS, claims -> probability(claims, 0.5 - 1.1e-12, 2)),
        CheckCase.of("nobody", check, HOLDS, claims -> probability(claims, 0, 5)),
        CheckCase.of("everybody", check, HOLDS, claims -> probability(claims, 1, 0.25)),
        CheckCase.of("negative", check, FAILS, claims -> probability(claims, -1e-13, 5)),
        CheckCase.of("above one", check, FAILS, claims -> probability(claims, 1 + 1e-13, 0.25)),
        CheckCase.of(
            "other sample", check, HOLDS_STATISTICALLY, claims -> sampled(claims, 0.524, 10_000)),
        CheckCase.of("far from it", check, FAILS, claims -> sampled(claims, 0.526, 10_000)),
        CheckCase.of("below it", check, FAILS, claims -> sampled(claims, 0.474, 10_000)),
        CheckCase.of(
            "small sample", check, HOLDS_STATISTICALLY, claims -> sampled(claims, 0.7, 100)),
        CheckCase.of("exact on a sample", check, HOLDS, claims -> sampled(claims, 0.5, 100)),
        CheckCase.of(
            "unknown family",
            check,
            NOT_CONFIRMED,
            claims -> {
              PreferenceClaim.Marginal strange =
                  new PreferenceClaim.Marginal("strange", Map.of(), Numeral.of(1.0), null);
              claims.agents.get(0).preferences =
                  new PreferenceClaim.Independent(List.of(strange, strange));
            }));
  }

  private static void probability(Claims claims, double probability, double taken) {
    claims.menu(0, 0, rays(ray(probability, -1, taken)));
  }

  private static void sampled(Claims claims, double probability, int types) {
    claims.sample = types;
    probability(claims, probability, 2);
  }

  static List<CheckCase> assignments() {
    Check check = Check.ASSIGNMENTS;
    return List.of(
        CheckCase.of("within", check, HOLDS, claims -> claims.agents.get(0).expected[1] += 1.5e-9),
        CheckCase.of("beyond", check, FAILS, claims -> claims.agents.get(0).expected[1] += 1.6e-9),
        CheckCase.of("below", check, FAILS, claims -> claims.agents.get(0).expected[0] -= 1.6e-9),
        CheckCase.of(
            "negative",
            check,
            FAILS,
            claims -> {
              claims.agents.get(0).lottery.clear();
              claims.agents.get(0).offered(1, remedial(0, 1));
              claims.agents.get(0).expected = new double[] {-1e-300, 1};
            }),
        CheckCase.of(
            "zero",
            check,
            HOLDS,
            claims -> {
              claims.agents.get(0).lottery.clear();
              claims.agents.get(0).offered(1, remedial(0, 1));
              claims.agents.get(0).expected = new double[] {0, 1};
            }),
        CheckCase.of(
            "unused rays move nothing",
            check,
            HOLDS,
            claims -> {
              claims.menu(0, 0, rays(unused(0.5, -1, 2)));
              claims.agents.get(0).expected = new double[] {0.8125, 0.8125};
            }));
  }

  static List<CheckCase> clearing() {
    Check check = Check.MARKET_CLEARING;
    return List.of(
        CheckCase.of(
            "own instances", check, HOLDS, claims -> claims.instances = new double[] {4, 4}),
        CheckCase.of(
            "within", check, HOLDS, claims -> claims.instances = new double[] {4, 4 - 3.9e-9}),
        CheckCase.of(
            "beyond", check, FAILS, claims -> claims.instances = new double[] {4, 4 - 4.1e-9}),
        CheckCase.of(
            "short", check, FAILS, claims -> claims.instances = new double[] {4 + 4.1e-9, 4}),
        CheckCase.of("residual within", check, HOLDS, claims -> claims.residual = 3.9e-9),
        CheckCase.of("residual beyond", check, FAILS, claims -> claims.residual = 4.1e-9),
        CheckCase.of("people at hand", check, NOT_CONFIRMED, claims -> claims.finiteMarket = true),
        CheckCase.of(
            "their residual",
            check,
            FAILS,
            claims -> {
              claims.finiteMarket = true;
              claims.residual = 4.1e-9;
            }));
  }

  static List<CheckCase> costs() {
    Check check = Check.COSTS;
    return List.of(
        CheckCase.of("design within", check, HOLDS, claims -> claims.cost += 7e-9),
        CheckCase.of("design beyond", check, FAILS, claims -> claims.cost += 7.1e-9),
        CheckCase.of("status quo within", check, HOLDS, claims -> claims.statusQuo += 4.4e-9),
        CheckCase.of("status quo beyond", check, FAILS, claims -> claims.statusQuo -= 4.6e-9),
        CheckCase.of("first best within", check, HOLDS, claims -> claims.firstBest += 0.9e-9),
        CheckCase.of("first best beyond", check, FAILS, claims -> claims.firstBest += 1.1e-9),
        CheckCase.of("non-choice in between", check, HOLDS, claims -> claims.nonChoice = 2.0),
        CheckCase.of(
            "non-choice at the top", check, HOLDS, claims -> claims.nonChoice = 4.5 + 5.4e-9),
        CheckCase.of("non-choice above", check, FAILS, claims -> claims.nonChoice = 4.5 + 5.6e-9),
        CheckCase.of(
            "non-choice at the bottom", check, HOLDS, claims -> claims.nonChoice = 1 - 5.4e-9),
        CheckCase.of("non-choice below", check, FAILS, claims -> claims.nonChoice = 1 - 5.6e-9),
        CheckCase.of(
            "non-choice for other instances",
            check,
            HOLDS,
            claims -> {
              claims.instances = new double[] {4, 4};
              claims.nonChoice = 9.0;
            }),
        CheckCase.of("people at hand", check, NOT_CONFIRMED, claims -> selected(claims, 2)),
        CheckCase.of(
            "their cost at the top",
            check,
            NOT_CONFIRMED,
            claims -> selected(claims, 4.5 + 5.4e-9)),
        CheckCase.of("their cost above", check, FAILS, claims -> selected(claims, 4.5 + 5.6e-9)),
        CheckCase.of(
            "their cost at the bottom", check, NOT_CONFIRMED, c -> selected(c, 1 - 5.4e-9)),
        CheckCase.of("their cost below", check, FAILS, claims -> selected(claims, 1 - 5.6e-9)));
  }

  private static void selected(Claims claims, double cost) {
    claims.finiteMarket = true;
    claims.cost = cost;
  }

  static List<CheckCase> gaps() {
    Check check = Check.GAPS;
    double gap = 0.78125;
    return List.of(
        CheckCase.of("relative gap within", check, HOLDS, c -> ratios(c, 1 + 0.9e-9, 1, 1)),
        CheckCase.of("relative gap beyond", check, FAILS, c -> ratios(c, 1 + 1.1e-9, 1, 1)),
        CheckCase.of("gain gap within", check, HOLDS, c -> ratios(c, 1, 1 - 0.9e-9, 1)),
        CheckCase.of("gain gap beyond", check, FAILS, c -> ratios(c, 1, 1 - 1.1e-9, 1)),
        CheckCase.of("gain share within", check, HOLDS, c -> ratios(c, 1, 1, 1 + 0.9e-9)),
        CheckCase.of("gain share beyond", check, FAILS, c -> ratios(c, 1, 1, 1 + 1.1e-9)),
        CheckCase.of(
            "null for a number",
            check,
            FAILS,
            claims -> {
              claims.ownRatios = true;
              claims.relativeGap = gap / 2.53125;
              claims.gainGap = gap / 2.75;
            }),
        CheckCase.of("null for 0/0", check, HOLDS, claims -> nothingToGain(claims, null)),
        CheckCase.of("a number for 0/0", check, FAILS, claims -> nothingToGain(claims, 0.5)));
  }

  private static void ratios(Claims claims, double gap, double gainGap, double gainShare) {
    claims.ownRatios = true;
    claims.relativeGap = gap * 0.78125 / 2.53125;
    claims.gainGap = gainGap * 0.78125 / 2.75;
    claims.gainShare = gainShare * 1.96875 / 2.75;
  }

  private static void nothingToGain(Claims claims, Double share) {
    claims.ownRatios = true;
    claims.cost = claims.statusQuo = claims.lowerBound = 4.5;
    claims.relativeGap = 0.0;
    claims.gainGap = null;
    claims.gainShare = share;
  }

  static List<CheckCase> bounds() {
    Check check = Check.LOWER_BOUND;
    return List.of(
        CheckCase.of("within", check, HOLDS, claims -> claims.lowerBound = 1.75 + 6.2e-11),
        CheckCase.of("beyond", check, FAILS, claims -> claims.lowerBound = 1.75 + 6.3e-11),
        CheckCase.of("weaker", check, HOLDS, claims -> claims.lowerBound = 1.2),
        CheckCase.of("first best", check, HOLDS, claims -> bound(claims, 1 + 0.9e-11, 9)),
        CheckCase.of("above the first best", check, FAILS, claims -> bound(claims, 1 + 1.1e-11, 9)),
        CheckCase.of("at the cost", check, FAILS, claims -> claims.lowerBound = 2.53125),
        CheckCase.of(
            "prices of its own",
            check,
            HOLDS,
            claims -> {
              claims.prices = new double[] {7, 0};
              claims.lowerBoundPrices = new double[] {0.5, 0.5};
            }),
        CheckCase.of(
            "on a sample",
            check,
            NOT_CONFIRMED,
            claims -> {
              claims.sample = 1000;
            }),
        CheckCase.of(
            "on a sample above the cost",
            check,
            FAILS,
            claims -> {
              claims.sample = 1000;
              claims.lowerBound = 2.54;
            }),
        CheckCase.of(
            "people at hand, above the cost of the design",
            check,
            NOT_CONFIRMED,
            claims -> {
              claims.sample = 1000;
              claims.finiteMarket = true;
              claims.lowerBound = 4.4;
            }),
        CheckCase.of(
            "people at hand, above that of the endowments",
            check,
            FAILS,
            claims -> {
              claims.sample = 1000;
              claims.finiteMarket = true;
              claims.lowerBound = 4.6;
            }),
        CheckCase.of(
            "other instances, above that of the endowments",
            check,
            NOT_CONFIRMED,
            claims -> {
              claims.sample = 1000;
              claims.finiteMarket = true;
              claims.instances = new double[] {4, 4};
              claims.lowerBound = 4.6;
            }));
  }

  private static void bound(Claims claims, double bound, double price) {
    claims.lowerBound = bound;
    claims.prices = new double[] {price, price};
  }

  @Test
  void whatIsLeftOpenIsCounted() {
    Claims claims = Claims.pair();
    claims.finiteMarket = true;
    assertThat(claims.verify().recomputed().design()).isNaN();
    assertThat(claims.verify().recomputed().statusQuo()).isEqualTo(4.5);
    claims.nonChoice = 2.0;
    assertThat(claims.result(Check.COSTS).items()).isEqualTo(4);
    bound(claims, 1, 9);
    assertThat(claims.verify().recomputed().lowerBound()).isEqualTo(1);
    assertThat(DesignVerifier.withDefaults().tolerances()).isEqualTo(VerifyTolerances.defaults());
    for (double seconds : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> DesignVerifier.withDefaults().withBoundSeconds(seconds))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("boundSeconds is");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"probabilities", "assignments", "clearing", "costs", "gaps", "bounds"})
  void check(CheckCase change) {
    change.run();
  }
}
