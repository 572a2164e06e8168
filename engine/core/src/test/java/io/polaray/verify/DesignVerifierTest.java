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
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check on numbers on either side of what it allows. */
class DesignVerifierTest {
  private static Arguments of(
      String name, Check check, CheckResult.Outcome outcome, Consumer<Claims> change) {
    return Arguments.of(name, check, outcome, change);
  }

  @Test
  void everythingHolds() {
    VerificationReport report = Claims.pair().verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(report.checks()).extracting(CheckResult::check).containsExactly(Check.values());
    assertThat(report.checks()).allMatch(result -> result.outcome() == HOLDS);
    assertThat(report.checks())
        .extracting(CheckResult::items)
        .containsExactly(2L, 2L, 4L, 2L, 0L, 2L, 2L, 2L, 3L, 3L, 1L, 1L, 2L);
    VerificationReport.Recomputed found = report.recomputed();
    assertThat(found.lowerBound()).isCloseTo(1.75, within(1e-14));
    assertThat(found)
        .isEqualTo(new VerificationReport.Recomputed(2.53125, found.lowerBound(), 4.5, 1, 0));
  }

  static List<Arguments> identity() {
    Check check = Check.MARKET_IDENTITY;
    return List.of(
        of("other market", check, FAILS, claims -> claims.designMarket = "other"),
        of("other bytes", check, FAILS, claims -> claims.designSha = "0a1c"),
        of("types missing", check, FAILS, claims -> claims.files = Map.of("t.csv", "ab")),
        of("types unknown", check, FAILS, claims -> claims.designFiles = Map.of("t.csv", "ab")),
        of(
            "types changed",
            check,
            FAILS,
            claims -> {
              claims.files = Map.of("t.csv", "ab", "s.csv", "cd");
              claims.designFiles = Map.of("t.csv", "ab", "s.csv", "ce");
            }),
        of(
            "types equal",
            check,
            HOLDS,
            claims -> {
              claims.files = Map.of("t.csv", "ab");
              claims.designFiles = Map.of("t.csv", "AB");
            }));
  }

  static List<Arguments> agents() {
    Check check = Check.AGENTS;
    return List.of(
        of("missing", check, FAILS, claims -> claims.designAgents = claims.agents.subList(0, 1)),
        of(
            "twice",
            check,
            FAILS,
            claims -> {
              claims.designAgents = new ArrayList<>(claims.agents);
              claims.designAgents.add(claims.agents.get(1));
            }),
        of(
            "unknown",
            check,
            FAILS,
            claims -> {
              claims.designAgents = new ArrayList<>(claims.agents);
              Claims.Agent stranger =
                  new Claims.Agent(
                      "w", new double[2], new double[2], claims.agents.get(0).preferences);
              claims.designAgents.add(stranger.offered(1, new MenuClaim.StatusQuo()));
            }));
  }

  static List<Arguments> lotteries() {
    Check check = Check.LOTTERIES;
    return List.of(
        of("sum within", check, HOLDS, claims -> claims.share(0, 0, 0.75 + 0.9e-12)),
        of("sum beyond", check, FAILS, claims -> claims.share(0, 0, 0.75 + 1.1e-12)),
        of("sum below", check, FAILS, claims -> claims.share(1, 1, 0.25 - 1.1e-12)),
        of(
            "share of zero",
            check,
            FAILS,
            claims -> claims.agents.get(0).offered(0, new MenuClaim.StatusQuo())),
        of(
            "negative share",
            check,
            FAILS,
            claims -> {
              claims.share(0, 0, 1.25);
              claims.share(0, 1, -0.25);
            }),
        of("as many as a basic solution has", check, HOLDS, claims -> idle(claims, 2, 2)),
        of("one menu more", check, FAILS, claims -> idle(claims, 3, 2)),
        of("one lottery more", check, FAILS, claims -> idle(claims, 1, 2, 2, 2)),
        of("many lone menus", check, HOLDS, claims -> idle(claims, 1, 1, 1, 1, 1, 1, 1, 1)),
        of(
            "people at hand",
            check,
            HOLDS,
            claims -> {
              idle(claims, 3, 2);
              claims.finiteMarket = true;
            }),
        of(
            "identical agents count once",
            check,
            HOLDS,
            claims -> {
              idle(claims, 2, 2, 2, 2);
              claims.agents.forEach(agent -> agent.socialCost = new double[] {1, 2});
            }),
        of(
            "other endowments",
            check,
            FAILS,
            claims -> {
              idle(claims, 2, 2, 2);
              claims.agents.forEach(agent -> agent.socialCost = new double[] {1, 2});
              claims.agents.get(1).endowment = new double[] {2, 1};
              claims.agents.get(2).endowment = new double[] {1, 2};
            }),
        of(
            "other preferences",
            check,
            FAILS,
            claims -> {
              idle(claims, 2, 2, 2);
              for (int j = 0; j < 3; j++) {
                claims.agents.get(j).socialCost = new double[] {1, 2};
                claims.agents.get(j).preferences =
                    Claims.box(new double[] {1, 1}, new double[] {2, 2 + j});
              }
            }));
  }

  /** Replaces the agents by some whose menus all are the status quo. */
  private static void idle(Claims claims, int... menus) {
    PreferenceClaim preferences = claims.agents.get(0).preferences;
    claims.agents.clear();
    for (int j = 0; j < menus.length; j++) {
      Claims.Agent agent =
          new Claims.Agent("i" + j, new double[] {1 + j, 2}, new double[] {1, 1}, preferences);
      for (int k = 0; k < menus[j]; k++) {
        agent.offered(1.0 / menus[j], new MenuClaim.StatusQuo());
      }
      claims.agents.add(agent);
    }
  }

  static List<Arguments> rayChecks() {
    Check check = Check.RAYS;
    return List.of(
        of("nothing given up", check, FAILS, claims -> claims.menu(0, 0, rays(ray(0, 0, 2)))),
        of("nothing taken on", check, FAILS, claims -> claims.menu(0, 0, rays(ray(1, -1, 0)))),
        of("short", check, FAILS, claims -> claims.menu(0, 0, rays(ray(0.5, -0.5, 1)))),
        of("long", check, FAILS, claims -> claims.menu(0, 0, rays(ray(0.5, -1.5, 3)))),
        of(
            "long by an ulp",
            check,
            FAILS,
            claims -> claims.menu(0, 0, rays(ray(0.5, -Math.nextUp(1), 2)))),
        of(
            "short by an ulp",
            check,
            FAILS,
            claims -> claims.menu(0, 0, rays(ray(0.5, -Math.nextDown(1), 2)))),
        of(
            "three rays",
            check,
            FAILS,
            claims ->
                claims.menu(0, 0, rays(ray(0.5, -1, 2), unused(0.5, 2, -1), unused(0, 9, -1)))),
        of(
            "three rays on the support",
            check,
            HOLDS,
            claims -> {
              claims.menuClass = "support";
              claims.menu(0, 0, rays(ray(0.5, -1, 2), unused(0.5, 2, -1), unused(0, 9, -1)));
            }),
        of("two rays", check, HOLDS, claims -> secondRay(claims, 2)),
        of("remedial at the ends", check, HOLDS, claims -> claims.menu(0, 1, remedial(0, 1))),
        of("remedial below", check, FAILS, claims -> claims.menu(0, 1, remedial(-1e-300, 1))),
        of(
            "remedial above",
            check,
            FAILS,
            claims -> claims.menu(0, 1, remedial(1, Math.nextUp(1)))));
  }

  /** A second ray that gives up b for some a, offered but not used. */
  private static void secondRay(Claims claims, double taken) {
    double accepted = taken <= 0.25 ? 1 : taken <= 0.5 ? 0.75 : taken <= 2 ? 0.5 : 0;
    claims.menu(0, 0, rays(ray(0.5, -1, 2), unused(accepted, taken, -1)));
  }

  static List<Arguments> polarisation() {
    Check check = Check.POLARISATION;
    return List.of(
        of("just polarised", check, HOLDS, claims -> secondRay(claims, 0.5)),
        of("just not", check, FAILS, claims -> secondRay(claims, Math.nextDown(0.5))),
        of(
            "both give up one task",
            check,
            FAILS,
            claims -> claims.menu(0, 0, rays(ray(0.5, -1, 2), unused(0.5, -1, 1.5)))),
        of("types, on the orthant", check, FAILS, claims -> tame(claims, false)),
        of(
            "types, on the support",
            check,
            HOLDS,
            claims -> {
              claims.menuClass = "support";
              tame(claims, false);
            }),
        of(
            "box, on the support",
            check,
            HOLDS,
            claims -> {
              claims.menuClass = "support";
              tame(claims, true);
            }),
        of(
            "on the support neither",
            check,
            FAILS,
            claims -> {
              claims.menuClass = "support";
              secondRay(claims, 0.25);
            }));
  }

  /** Costs in [1, 1.5] x {1}: nobody accepts two b for one a. */
  private static void tame(Claims claims, boolean box) {
    claims.agents.get(0).preferences =
        box
            ? Claims.box(new double[] {1, 1}, new double[] {1.5, 1})
            : new PreferenceClaim.FiniteTypes(
                List.of(ClaimedVector.of(1, 1), ClaimedVector.of(1.5, 1)), ClaimedVector.of(1, 1));
    claims.menu(0, 0, rays(ray(0, -1, 2), unused(1, 0.25, -1)));
  }

  static List<Arguments> probabilities() {
    Check check = Check.CHOICE_PROBABILITIES;
    return List.of(
        of("within", check, HOLDS, claims -> probability(claims, 0.5 + 0.9e-12, 2)),
        of("beyond", check, FAILS, claims -> probability(claims, 0.5 + 1.1e-12, 2)),
        of("too small", check, FAILS, claims -> probability(claims, 0.5 - 1.1e-12, 2)),
        of("nobody", check, HOLDS, claims -> probability(claims, 0, 5)),
        of("everybody", check, HOLDS, claims -> probability(claims, 1, 0.25)),
        of("negative", check, FAILS, claims -> probability(claims, -1e-13, 5)),
        of("above one", check, FAILS, claims -> probability(claims, 1 + 1e-13, 0.25)),
        of("other sample", check, HOLDS_STATISTICALLY, claims -> sampled(claims, 0.524, 10_000)),
        of("far from it", check, FAILS, claims -> sampled(claims, 0.526, 10_000)),
        of("below it", check, FAILS, claims -> sampled(claims, 0.474, 10_000)),
        of("small sample", check, HOLDS_STATISTICALLY, claims -> sampled(claims, 0.7, 100)),
        of("exact on a sample", check, HOLDS, claims -> sampled(claims, 0.5, 100)),
        of(
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

  static List<Arguments> assignments() {
    Check check = Check.ASSIGNMENTS;
    return List.of(
        of("within", check, HOLDS, claims -> claims.agents.get(0).expected[1] += 1.5e-9),
        of("beyond", check, FAILS, claims -> claims.agents.get(0).expected[1] += 1.6e-9),
        of("below", check, FAILS, claims -> claims.agents.get(0).expected[0] -= 1.6e-9),
        of(
            "negative",
            check,
            FAILS,
            claims -> {
              claims.agents.get(0).lottery.clear();
              claims.agents.get(0).offered(1, remedial(0, 1));
              claims.agents.get(0).expected = new double[] {-1e-300, 1};
            }),
        of(
            "zero",
            check,
            HOLDS,
            claims -> {
              claims.agents.get(0).lottery.clear();
              claims.agents.get(0).offered(1, remedial(0, 1));
              claims.agents.get(0).expected = new double[] {0, 1};
            }),
        of(
            "unused rays move nothing",
            check,
            HOLDS,
            claims -> {
              claims.menu(0, 0, rays(unused(0.5, -1, 2)));
              claims.agents.get(0).expected = new double[] {0.8125, 0.8125};
            }));
  }

  static List<Arguments> clearing() {
    Check check = Check.MARKET_CLEARING;
    return List.of(
        of("own instances", check, HOLDS, claims -> claims.instances = new double[] {4, 4}),
        of("within", check, HOLDS, claims -> claims.instances = new double[] {4, 4 - 3.9e-9}),
        of("beyond", check, FAILS, claims -> claims.instances = new double[] {4, 4 - 4.1e-9}),
        of("short", check, FAILS, claims -> claims.instances = new double[] {4 + 4.1e-9, 4}),
        of("residual within", check, HOLDS, claims -> claims.residual = 3.9e-9),
        of("residual beyond", check, FAILS, claims -> claims.residual = 4.1e-9),
        of("people at hand", check, NOT_CONFIRMED, claims -> claims.finiteMarket = true),
        of(
            "their residual",
            check,
            FAILS,
            claims -> {
              claims.finiteMarket = true;
              claims.residual = 4.1e-9;
            }));
  }

  static List<Arguments> costs() {
    Check check = Check.COSTS;
    return List.of(
        of("design within", check, HOLDS, claims -> claims.cost += 7e-9),
        of("design beyond", check, FAILS, claims -> claims.cost += 7.1e-9),
        of("status quo within", check, HOLDS, claims -> claims.statusQuo += 4.4e-9),
        of("status quo beyond", check, FAILS, claims -> claims.statusQuo -= 4.6e-9),
        of("first best within", check, HOLDS, claims -> claims.firstBest += 0.9e-9),
        of("first best beyond", check, FAILS, claims -> claims.firstBest += 1.1e-9),
        of("non-choice in between", check, HOLDS, claims -> claims.nonChoice = 2.0),
        of("non-choice at the top", check, HOLDS, claims -> claims.nonChoice = 4.5 + 5.4e-9),
        of("non-choice above", check, FAILS, claims -> claims.nonChoice = 4.5 + 5.6e-9),
        of("non-choice at the bottom", check, HOLDS, claims -> claims.nonChoice = 1 - 5.4e-9),
        of("non-choice below", check, FAILS, claims -> claims.nonChoice = 1 - 5.6e-9),
        of(
            "non-choice for other instances",
            check,
            HOLDS,
            claims -> {
              claims.instances = new double[] {4, 4};
              claims.nonChoice = 9.0;
            }),
        of("people at hand", check, NOT_CONFIRMED, claims -> selected(claims, 2)),
        of("their cost at the top", check, NOT_CONFIRMED, claims -> selected(claims, 4.5 + 5.4e-9)),
        of("their cost above", check, FAILS, claims -> selected(claims, 4.5 + 5.6e-9)),
        of("their cost at the bottom", check, NOT_CONFIRMED, c -> selected(c, 1 - 5.4e-9)),
        of("their cost below", check, FAILS, claims -> selected(claims, 1 - 5.6e-9)));
  }

  private static void selected(Claims claims, double cost) {
    claims.finiteMarket = true;
    claims.cost = cost;
  }

  static List<Arguments> gaps() {
    Check check = Check.GAPS;
    double gap = 0.78125;
    return List.of(
        of("relative gap within", check, HOLDS, c -> ratios(c, 1 + 0.9e-9, 1, 1)),
        of("relative gap beyond", check, FAILS, c -> ratios(c, 1 + 1.1e-9, 1, 1)),
        of("gain gap within", check, HOLDS, c -> ratios(c, 1, 1 - 0.9e-9, 1)),
        of("gain gap beyond", check, FAILS, c -> ratios(c, 1, 1 - 1.1e-9, 1)),
        of("gain share within", check, HOLDS, c -> ratios(c, 1, 1, 1 + 0.9e-9)),
        of("gain share beyond", check, FAILS, c -> ratios(c, 1, 1, 1 + 1.1e-9)),
        of(
            "null for a number",
            check,
            FAILS,
            claims -> {
              claims.ownRatios = true;
              claims.relativeGap = gap / 2.53125;
              claims.gainGap = gap / 2.75;
            }),
        of("null for 0/0", check, HOLDS, claims -> nothingToGain(claims, null)),
        of("a number for 0/0", check, FAILS, claims -> nothingToGain(claims, 0.5)));
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

  static List<Arguments> bounds() {
    Check check = Check.LOWER_BOUND;
    return List.of(
        of("within", check, HOLDS, claims -> claims.lowerBound = 1.75 + 6.2e-11),
        of("beyond", check, FAILS, claims -> claims.lowerBound = 1.75 + 6.3e-11),
        of("weaker", check, HOLDS, claims -> claims.lowerBound = 1.2),
        of("first best", check, HOLDS, claims -> bound(claims, 1 + 0.9e-11, 9)),
        of("above the first best", check, FAILS, claims -> bound(claims, 1 + 1.1e-11, 9)),
        of("at the cost", check, FAILS, claims -> claims.lowerBound = 2.53125),
        of(
            "prices of its own",
            check,
            HOLDS,
            claims -> {
              claims.prices = new double[] {7, 0};
              claims.lowerBoundPrices = new double[] {0.5, 0.5};
            }),
        of(
            "on a sample",
            check,
            NOT_CONFIRMED,
            claims -> {
              claims.sample = 1000;
            }),
        of(
            "on a sample above the cost",
            check,
            FAILS,
            claims -> {
              claims.sample = 1000;
              claims.lowerBound = 2.54;
            }),
        of(
            "people at hand, above the cost of the design",
            check,
            NOT_CONFIRMED,
            claims -> {
              claims.sample = 1000;
              claims.finiteMarket = true;
              claims.lowerBound = 4.4;
            }),
        of(
            "people at hand, above that of the endowments",
            check,
            FAILS,
            claims -> {
              claims.sample = 1000;
              claims.finiteMarket = true;
              claims.lowerBound = 4.6;
            }),
        of(
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

  static List<Arguments> statuses() {
    Check check = Check.STATUS;
    List<Arguments> all = new ArrayList<>();
    for (String status :
        List.of(
            "LOCALLY_SOLVED", "ITERATION_LIMIT", "TIME_LIMIT", "INTERRUPTED", "NUMERICAL_ERROR")) {
      all.add(of(status, check, HOLDS, claims -> claims.status = status));
    }
    all.add(of("unknown", check, FAILS, claims -> claims.status = "SOLVED"));
    all.add(of("optimal", check, HOLDS, claims -> optimal(claims, "certified", 0.31)));
    all.add(of("optimal at once", check, HOLDS, c -> optimal(c, "certified", 0.78125 / 2.53125)));
    all.add(of("gap not met", check, FAILS, claims -> optimal(claims, "certified", 0.3)));
    all.add(of("relaxed", check, FAILS, claims -> optimal(claims, "relaxed", 0.31)));
    all.add(of("gap unknown", check, FAILS, claims -> optimal(claims, "certified", null)));
    return all;
  }

  private static void optimal(Claims claims, String kind, Double requested) {
    claims.status = "OPTIMAL";
    claims.kind = kind;
    claims.requestedGap = requested;
  }

  static List<Arguments> participation() {
    Check check = Check.PARTICIPATION;
    return List.of(
        of("less slack", check, NOT_CONFIRMED, claims -> claims.agents.get(0).slack = 0.9),
        of("more slack", check, HOLDS, claims -> claims.agents.get(0).slack = 1.1),
        of("a type is hurt", check, NOT_CONFIRMED, claims -> right(claims, 1.5, 0.5)),
        of("indifferent", check, HOLDS, claims -> right(claims, 2, 0.5)),
        of("barely hurt", check, NOT_CONFIRMED, claims -> right(claims, 2, Math.nextDown(0.5))),
        of("no type is hurt", check, HOLDS, claims -> right(claims, 2, 0.9)),
        of(
            "box",
            check,
            HOLDS,
            claims -> {
              claims.agents.get(0).preferences =
                  Claims.box(new double[] {1, 1}, new double[] {2, 2});
              right(claims, 2, 0.5);
            }),
        of(
            "corner of a box",
            check,
            NOT_CONFIRMED,
            claims -> {
              claims.agents.get(0).preferences =
                  Claims.box(new double[] {1, 1}, new double[] {2, 2});
              right(claims, 2, 0.49);
            }),
        of(
            "costs without end",
            check,
            NOT_CONFIRMED,
            claims -> {
              PreferenceClaim.Marginal marginal =
                  new PreferenceClaim.Marginal(
                      "exponential", Map.of("mean", Numeral.of(1.0)), Numeral.of(1.0), null);
              claims.agents.get(0).preferences =
                  new PreferenceClaim.Independent(List.of(marginal, marginal));
              right(claims, 2, 0.99);
            }));
  }

  private static void right(Claims claims, double first, double second) {
    claims.agents.get(0).statusQuo = new double[] {first, second};
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource({
    "identity",
    "agents",
    "lotteries",
    "rayChecks",
    "polarisation",
    "probabilities",
    "assignments",
    "clearing",
    "costs",
    "gaps",
    "bounds",
    "statuses",
    "participation"
  })
  void check(String name, Check check, CheckResult.Outcome outcome, Consumer<Claims> change) {
    Claims claims = Claims.pair();
    change.accept(claims);
    VerificationReport report = claims.verify();
    CheckResult result =
        report.checks().stream().filter(at -> at.check() == check).findFirst().orElseThrow();
    assertThat(result.outcome()).as(result.summary()).isEqualTo(outcome);
    assertThat(result.summary()).isNotBlank();
    List<Finding> failures =
        report.failures().stream().filter(finding -> finding.check() == check).toList();
    assertThat(failures.isEmpty()).isEqualTo(outcome != FAILS);
    assertThat(failures).allMatch(finding -> !finding.reason().isBlank());
    if (outcome == FAILS) {
      assertThat(report.holds()).isFalse();
    }
  }

  @Test
  void withoutAnAgentNothingIsSummed() {
    Claims claims = Claims.pair();
    claims.designAgents = claims.agents.subList(0, 1);
    VerificationReport report = claims.verify();
    for (CheckResult result : report.checks()) {
      boolean sum =
          List.of(Check.MARKET_CLEARING, Check.COSTS, Check.LOWER_BOUND).contains(result.check());
      assertThat(result.outcome())
          .as(result.check().label())
          .isEqualTo(result.check() == Check.AGENTS ? FAILS : sum ? NOT_CONFIRMED : HOLDS);
    }
    assertThat(report.recomputed().design()).isNaN();
    assertThat(report.recomputed().maxAbsoluteResidual()).isNaN();
    assertThat(report.failures()).singleElement().extracting(Finding::place).isEqualTo("agent v");
  }

  @Test
  void findingsNameThePlace() {
    Claims claims = Claims.pair();
    claims.menu(1, 0, rays(ray(0.5, 2, -1), unused(0.25, -1, 2)));
    Finding finding = claims.verify().failures().get(0);
    assertThat(finding.place()).isEqualTo("agent v, menu 0, ray 1");
    assertThat(finding.check()).isEqualTo(Check.CHOICE_PROBABILITIES);
    assertThat(finding.claimed()).isEqualTo("0.25");
    assertThat(finding.recomputed()).isEqualTo("0.5");
    claims = Claims.pair();
    claims.menu(0, 1, remedial(2, 0));
    finding = claims.verify().failures().get(0);
    assertThat(finding.place()).isEqualTo("agent u, menu 1");
    assertThat(finding.quantity()).isEqualTo("remedial assignment, task 0");
    claims = Claims.pair();
    claims.cost = 3;
    finding = claims.verify().failures().get(0);
    assertThat(finding.place()).isEqualTo("design");
    assertThat(finding.recomputed()).isEqualTo("2.53125");
  }

  @Test
  void certificatesOfPairs() {
    Claims claims = Claims.pair();
    secondRay(claims, 2);
    assertThat(claims.verify().certificates())
        .containsExactly(new VerificationReport.PairCertificate("u", 0, 0, 1, "1.0", true));
    secondRay(claims, 0.25);
    assertThat(claims.verify().certificates())
        .containsExactly(new VerificationReport.PairCertificate("u", 0, 0, 1, "none", false));
    secondRay(claims, 0.5);
    assertThat(claims.verify().certificates())
        .extracting(VerificationReport.PairCertificate::t)
        .containsExactly("2.0");
  }

  /** Numerals that are polarised as doubles and not as decimals are pointed out. */
  @Test
  void decimalsThatAreRounded() {
    Claims claims = Claims.pair();
    claims.agents.get(0).endowment = new double[] {1, 3.375};
    claims.menu(0, 0, rays(unused(0, -1, 9), unused(0.25, 0.375, -3.375)));
    assertThat(claims.verify().findings())
        .noneMatch(finding -> finding.check() == Check.POLARISATION);
    Numeral nine = new Numeral(new BigDecimal("8.9999999999999999"), 9);
    ClaimedVector first = new ClaimedVector(List.of(Numeral.of(-1.0), nine));
    claims.menu(
        0,
        0,
        rays(new MenuClaim.RayClaim(first, Numeral.of(0.0), false), unused(0.25, 0.375, -3.375)));
    assertThat(claims.verify().findings())
        .filteredOn(finding -> finding.check() == Check.POLARISATION)
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.severity()).isEqualTo(Finding.Severity.NOTE);
              assertThat(note.reason()).startsWith("1 pairs");
            });
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
}
