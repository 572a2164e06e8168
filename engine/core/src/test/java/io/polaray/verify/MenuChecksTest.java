package io.polaray.verify;

import static io.polaray.verify.CheckResult.Outcome.FAILS;
import static io.polaray.verify.CheckResult.Outcome.HOLDS;
import static io.polaray.verify.Claims.ray;
import static io.polaray.verify.Claims.rays;
import static io.polaray.verify.Claims.remedial;
import static io.polaray.verify.Claims.unused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lotteries, rays and pairs of rays. */
class MenuChecksTest {
  static List<CheckCase> lotteries() {
    Check check = Check.LOTTERIES;
    return List.of(
        CheckCase.of("sum within", check, HOLDS, claims -> claims.share(0, 0, 0.75 + 0.9e-12)),
        CheckCase.of("sum beyond", check, FAILS, claims -> claims.share(0, 0, 0.75 + 1.1e-12)),
        CheckCase.of("sum below", check, FAILS, claims -> claims.share(1, 1, 0.25 - 1.1e-12)),
        CheckCase.of(
            "share of zero",
            check,
            FAILS,
            claims -> claims.agents.get(0).offered(0, new MenuClaim.StatusQuo())),
        CheckCase.of(
            "negative share",
            check,
            FAILS,
            claims -> {
              claims.share(0, 0, 1.25);
              claims.share(0, 1, -0.25);
            }),
        CheckCase.of("as many as a basic solution has", check, HOLDS, claims -> idle(claims, 2, 2)),
        CheckCase.of("one menu more", check, FAILS, claims -> idle(claims, 3, 2)),
        CheckCase.of("one lottery more", check, FAILS, claims -> idle(claims, 1, 2, 2, 2)),
        CheckCase.of(
            "many lone menus", check, HOLDS, claims -> idle(claims, 1, 1, 1, 1, 1, 1, 1, 1)),
        CheckCase.of(
            "people at hand",
            check,
            HOLDS,
            claims -> {
              idle(claims, 3, 2);
              claims.finiteMarket = true;
            }),
        CheckCase.of(
            "identical agents count once",
            check,
            HOLDS,
            claims -> {
              idle(claims, 2, 2, 2, 2);
              claims.agents.forEach(agent -> agent.socialCost = new double[] {1, 2});
            }),
        CheckCase.of(
            "other endowments",
            check,
            FAILS,
            claims -> {
              idle(claims, 2, 2, 2);
              claims.agents.forEach(agent -> agent.socialCost = new double[] {1, 2});
              claims.agents.get(1).endowment = new double[] {2, 1};
              claims.agents.get(2).endowment = new double[] {1, 2};
            }),
        CheckCase.of(
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

  static List<CheckCase> rayChecks() {
    Check check = Check.RAYS;
    return List.of(
        CheckCase.of(
            "nothing given up", check, FAILS, claims -> claims.menu(0, 0, rays(ray(0, 0, 2)))),
        CheckCase.of(
            "nothing taken on", check, FAILS, claims -> claims.menu(0, 0, rays(ray(1, -1, 0)))),
        CheckCase.of("short", check, FAILS, claims -> claims.menu(0, 0, rays(ray(0.5, -0.5, 1)))),
        CheckCase.of("long", check, FAILS, claims -> claims.menu(0, 0, rays(ray(0.5, -1.5, 3)))),
        CheckCase.of(
            "long by an ulp",
            check,
            FAILS,
            claims -> claims.menu(0, 0, rays(ray(0.5, -Math.nextUp(1), 2)))),
        CheckCase.of(
            "short by an ulp",
            check,
            FAILS,
            claims -> claims.menu(0, 0, rays(ray(0.5, -Math.nextDown(1), 2)))),
        CheckCase.of(
            "three rays",
            check,
            FAILS,
            claims ->
                claims.menu(0, 0, rays(ray(0.5, -1, 2), unused(0.5, 2, -1), unused(0, 9, -1)))),
        CheckCase.of(
            "three rays on the support",
            check,
            HOLDS,
            claims -> {
              claims.menuClass = "support";
              claims.menu(0, 0, rays(ray(0.5, -1, 2), unused(0.5, 2, -1), unused(0, 9, -1)));
            }),
        CheckCase.of("two rays", check, HOLDS, claims -> secondRay(claims, 2)),
        CheckCase.of(
            "remedial at the ends", check, HOLDS, claims -> claims.menu(0, 1, remedial(0, 1))),
        CheckCase.of(
            "remedial below", check, FAILS, claims -> claims.menu(0, 1, remedial(-1e-300, 1))),
        CheckCase.of(
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

  static List<CheckCase> polarisation() {
    Check check = Check.POLARISATION;
    return List.of(
        CheckCase.of("just polarised", check, HOLDS, claims -> secondRay(claims, 0.5)),
        CheckCase.of("just not", check, FAILS, claims -> secondRay(claims, Math.nextDown(0.5))),
        CheckCase.of(
            "both give up one task",
            check,
            FAILS,
            claims -> claims.menu(0, 0, rays(ray(0.5, -1, 2), unused(0.5, -1, 1.5)))),
        CheckCase.of("types, on the orthant", check, FAILS, claims -> tame(claims, false)),
        CheckCase.of(
            "types, on the support",
            check,
            HOLDS,
            claims -> {
              claims.menuClass = "support";
              tame(claims, false);
            }),
        CheckCase.of(
            "box, on the support",
            check,
            HOLDS,
            claims -> {
              claims.menuClass = "support";
              tame(claims, true);
            }),
        CheckCase.of(
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

  @ParameterizedTest(name = "{0}")
  @MethodSource({"lotteries", "rayChecks", "polarisation"})
  void check(CheckCase change) {
    change.run();
  }
}
