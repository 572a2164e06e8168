package io.polaray.verify;

import static io.polaray.verify.CheckResult.Outcome.FAILS;
import static io.polaray.verify.CheckResult.Outcome.HOLDS;
import static io.polaray.verify.CheckResult.Outcome.NOT_CONFIRMED;
import static io.polaray.verify.Claims.ray;
import static io.polaray.verify.Claims.rays;
import static io.polaray.verify.Claims.remedial;
import static io.polaray.verify.Claims.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Identity, agents, status and participation, and what a report says. */
class DesignVerifierTest {
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

  static List<CheckCase> identity() {
    Check check = Check.MARKET_IDENTITY;
    return List.of(
        CheckCase.of("other market", check, FAILS, claims -> claims.designMarket = "other"),
        CheckCase.of("other bytes", check, FAILS, claims -> claims.designSha = "0a1c"),
        CheckCase.of("types missing", check, FAILS, claims -> claims.files = Map.of("t.csv", "ab")),
        CheckCase.of(
            "types unknown", check, FAILS, claims -> claims.designFiles = Map.of("t.csv", "ab")),
        CheckCase.of(
            "types changed",
            check,
            FAILS,
            claims -> {
              claims.files = Map.of("t.csv", "ab", "s.csv", "cd");
              claims.designFiles = Map.of("t.csv", "ab", "s.csv", "ce");
            }),
        CheckCase.of(
            "types equal",
            check,
            HOLDS,
            claims -> {
              claims.files = Map.of("t.csv", "ab");
              claims.designFiles = Map.of("t.csv", "AB");
            }));
  }

  static List<CheckCase> agents() {
    Check check = Check.AGENTS;
    return List.of(
        CheckCase.of(
            "missing", check, FAILS, claims -> claims.designAgents = claims.agents.subList(0, 1)),
        CheckCase.of(
            "twice",
            check,
            FAILS,
            claims -> {
              claims.designAgents = new ArrayList<>(claims.agents);
              claims.designAgents.add(claims.agents.get(1));
            }),
        CheckCase.of(
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

  static List<CheckCase> statuses() {
    Check check = Check.STATUS;
    List<CheckCase> all = new ArrayList<>();
    for (String status :
        List.of(
            "LOCALLY_SOLVED", "ITERATION_LIMIT", "TIME_LIMIT", "INTERRUPTED", "NUMERICAL_ERROR")) {
      all.add(CheckCase.of(status, check, HOLDS, claims -> claims.status = status));
    }
    all.add(CheckCase.of("unknown", check, FAILS, claims -> claims.status = "SOLVED"));
    all.add(CheckCase.of("optimal", check, HOLDS, claims -> optimal(claims, "certified", 0.31)));
    all.add(
        CheckCase.of(
            "optimal at once", check, HOLDS, c -> optimal(c, "certified", 0.78125 / 2.53125)));
    all.add(CheckCase.of("gap not met", check, FAILS, claims -> optimal(claims, "certified", 0.3)));
    all.add(CheckCase.of("relaxed", check, FAILS, claims -> optimal(claims, "relaxed", 0.31)));
    all.add(
        CheckCase.of("gap unknown", check, FAILS, claims -> optimal(claims, "certified", null)));
    return all;
  }

  private static void optimal(Claims claims, String kind, Double requested) {
    claims.status = "OPTIMAL";
    claims.kind = kind;
    claims.requestedGap = requested;
  }

  static List<CheckCase> participation() {
    Check check = Check.PARTICIPATION;
    return List.of(
        CheckCase.of(
            "less slack", check, NOT_CONFIRMED, claims -> claims.agents.get(0).slack = 0.9),
        CheckCase.of("more slack", check, HOLDS, claims -> claims.agents.get(0).slack = 1.1),
        CheckCase.of("a type is hurt", check, NOT_CONFIRMED, claims -> right(claims, 1.5, 0.5)),
        CheckCase.of("indifferent", check, HOLDS, claims -> right(claims, 2, 0.5)),
        CheckCase.of(
            "barely hurt", check, NOT_CONFIRMED, claims -> right(claims, 2, Math.nextDown(0.5))),
        CheckCase.of("no type is hurt", check, HOLDS, claims -> right(claims, 2, 0.9)),
        CheckCase.of(
            "box",
            check,
            HOLDS,
            claims -> {
              claims.agents.get(0).preferences =
                  Claims.box(new double[] {1, 1}, new double[] {2, 2});
              right(claims, 2, 0.5);
            }),
        CheckCase.of(
            "corner of a box",
            check,
            NOT_CONFIRMED,
            claims -> {
              claims.agents.get(0).preferences =
                  Claims.box(new double[] {1, 1}, new double[] {2, 2});
              right(claims, 2, 0.49);
            }),
        CheckCase.of(
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

  @Test
  void withoutAnAgentNothingIsSummed() {
    Claims claims = Claims.pair();
    claims.designAgents = claims.agents.subList(0, 1);
    VerificationReport report = claims.verify();
    assertThat(report.checks()).extracting(CheckResult::check).containsExactly(Check.values());
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

  @ParameterizedTest(name = "{0}")
  @MethodSource({"identity", "agents", "statuses", "participation"})
  void check(CheckCase change) {
    change.run();
  }
}
