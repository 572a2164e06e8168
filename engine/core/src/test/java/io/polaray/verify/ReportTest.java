package io.polaray.verify;

import static io.polaray.verify.Claims.ray;
import static io.polaray.verify.Claims.rays;
import static io.polaray.verify.Claims.remedial;
import static io.polaray.verify.Claims.unused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a report says, word for word: summaries of checks, and places and numbers of findings. */
class ReportTest {
  private static String summary(Claims claims, Check check) {
    return claims.result(check).summary();
  }

  @Test
  void summaries() {
    Claims claims = Claims.pair();
    assertThat(summary(claims, Check.MARKET_IDENTITY))
        .isEqualTo("name and SHA-256 of the market file and of 0 files of types equal");
    assertThat(summary(claims, Check.AGENTS)).isEqualTo("2 agents, each exactly once");
    assertThat(summary(claims, Check.LOTTERIES))
        .isEqualTo(
            "4 menus for 2 agents, 2 proper lotteries; probabilities positive and summing to 1"
                + " within 1.0E-12");
    assertThat(summary(claims, Check.RAYS)).startsWith("2 rays non-monotone");
    assertThat(summary(claims, Check.POLARISATION))
        .isEqualTo(
            "0 pairs of rays, exact rational arithmetic on the whole orthant, a certificate t for"
                + " each");
    assertThat(summary(claims, Check.CHOICE_PROBABILITIES))
        .isEqualTo("2 recomputed, largest difference 0.0, allowed 1.0E-12");
    assertThat(summary(claims, Check.ASSIGNMENTS))
        .isEqualTo(
            "largest relative difference 0.0, allowed 1.0E-9; claimed assignments nonnegative"
                + " exactly");
    assertThat(summary(claims, Check.MARKET_CLEARING))
        .isEqualTo("largest residual 0.0 tasks, allowed 1.0E-9 of a task's instances");
    assertThat(summary(claims, Check.COSTS))
        .isEqualTo(
            "design 2.53125, status quo 4.5, first best 1.0; allowed 1.0E-9 of the gross cost; the"
                + " non-choice cost is only bracketed");
    assertThat(summary(claims, Check.GAPS)).contains("allowed 1.0E-9 relative");
    assertThat(summary(claims, Check.LOWER_BOUND))
        .startsWith("recomputed at the prices of the design: 1.7")
        .endsWith("; allowed 1.0E-11 of the gross terms");
    assertThat(summary(claims, Check.STATUS)).isEqualTo("TIME_LIMIT, certified bound");
    assertThat(summary(claims, Check.PARTICIPATION))
        .endsWith("for 2 agents, acceptable to every type for 0 more, not for 0");
  }

  @Test
  void summariesOfOtherDesigns() {
    Claims claims = Claims.pair();
    claims.files = Map.of("t.csv", "aa");
    claims.designFiles = Map.of("t.csv", "aa");
    assertThat(summary(claims, Check.MARKET_IDENTITY)).contains("of 1 files of types");
    assertThat(claims.result(Check.MARKET_IDENTITY).items()).isEqualTo(3);
    claims.agents.get(0).expected[1] += 1.5e-9;
    assertThat(summary(claims, Check.ASSIGNMENTS)).contains("difference 9.59999");
    claims.menuClass = "support";
    assertThat(summary(claims, Check.POLARISATION)).contains("on the support of the types");
    claims.requestedGap = 0.5;
    assertThat(summary(claims, Check.STATUS)).endsWith(", requested gap 0.5");
    claims.lowerBound = 1;
    assertThat(summary(claims, Check.LOWER_BOUND))
        .isEqualTo("not above the first best 1.0, which bounds every design");
    claims.agents.get(0).statusQuo = new double[] {2, 0.9};
    assertThat(summary(claims, Check.PARTICIPATION))
        .endsWith("for 1 agents, acceptable to every type for 1 more, not for 0");
    claims.agents.get(0).slack = 0.1;
    assertThat(summary(claims, Check.PARTICIPATION))
        .endsWith("for 1 agents, acceptable to every type for 0 more, not for 1");
    assertThat(claims.verify().findings())
        .filteredOn(finding -> finding.check() == Check.PARTICIPATION)
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.severity()).isEqualTo(Finding.Severity.NOTE);
              assertThat(note.place()).isEqualTo("agent u");
            });
    claims.finiteMarket = true;
    assertThat(summary(claims, Check.COSTS))
        .startsWith("the design's expected cost over rounds is only bracketed, status quo");
    claims.instances = new double[] {4, 5};
    claims.residual = 1;
    CheckResult clearing = claims.result(Check.MARKET_CLEARING);
    assertThat(clearing.outcome()).isEqualTo(CheckResult.Outcome.NOT_CONFIRMED);
    assertThat(clearing.summary()).contains("1.0 tasks would be left over");
    claims.finiteMarket = false;
    assertThat(claims.result(Check.MARKET_CLEARING).outcome()).isEqualTo(CheckResult.Outcome.FAILS);
  }

  @Test
  void summariesOfProbabilities() {
    Claims claims = Claims.pair();
    claims.menu(0, 0, rays(ray(0.5 + 0x1p-41, -1, 2)));
    assertThat(summary(claims, Check.CHOICE_PROBABILITIES))
        .startsWith("2 recomputed, largest difference " + 0x1p-41);
    claims.sample = 100;
    claims.menu(0, 0, rays(ray(0.75, -1, 2)));
    CheckResult result = claims.result(Check.CHOICE_PROBABILITIES);
    assertThat(result.items()).isEqualTo(2);
    assertThat(result.summary())
        .isEqualTo(
            "1 recomputed, largest difference 0.0, allowed 1.0E-12; 1 compared with an independent"
                + " random sample of types, which proves nothing");
    PreferenceClaim.Marginal strange =
        new PreferenceClaim.Marginal("strange", Map.of(), Numeral.of(1.0), null);
    claims.agents.get(1).preferences = new PreferenceClaim.Independent(List.of(strange, strange));
    result = claims.result(Check.CHOICE_PROBABILITIES);
    assertThat(result.items()).isEqualTo(2);
    assertThat(result.summary())
        .startsWith("0 recomputed")
        .endsWith("which proves nothing; 1 not recomputed");
  }

  private static Arguments of(
      Check check,
      String place,
      String quantity,
      @Nullable String claimed,
      @Nullable String recomputed,
      Consumer<Claims> change) {
    return Arguments.of(check, place, quantity, claimed, recomputed, change);
  }

  static List<Arguments> findingsOfMenus() {
    String signs = "signs of the direction";
    return List.of(
        of(
            Check.RAYS,
            "agent u, menu 0, ray 0",
            signs,
            "[0.0, 2.0]",
            null,
            c -> c.menu(0, 0, rays(ray(0, 0, 2)))),
        of(
            Check.RAYS,
            "agent u, menu 0, ray 0",
            signs,
            "[-1.0, 0.0]",
            null,
            c -> c.menu(0, 0, rays(ray(1, -1, 0)))),
        of(
            Check.RAYS,
            "agent u, menu 0, ray 0",
            "full extension",
            "[-0.5, 1.0]",
            null,
            c -> c.menu(0, 0, rays(ray(0.5, -0.5, 1)))),
        of(
            Check.RAYS,
            "agent v, menu 0, ray 0",
            "endowment + direction, task 1",
            "-1.5",
            "-0.5",
            c -> c.menu(1, 0, rays(ray(0.5, 3, -1.5)))),
        of(
            Check.RAYS,
            "agent u, menu 0",
            "number of rays",
            "3",
            "at most 2",
            c -> c.menu(0, 0, rays(ray(0.5, -1, 2), unused(0.5, 2, -1), unused(0, 9, -1)))),
        of(
            Check.RAYS,
            "agent u, menu 1",
            "remedial assignment, task 1",
            "1.5",
            "between 0 and 1.0",
            c -> c.menu(0, 1, remedial(0, 1.5))),
        of(
            Check.LOTTERIES,
            "agent v",
            "sum of lottery probabilities",
            "1",
            "1.25",
            c -> c.share(1, 1, 0.5)),
        of(
            Check.LOTTERIES,
            "agent u, menu 2",
            "lottery probability",
            "0.0",
            null,
            c -> c.agents.get(0).offered(0, new MenuClaim.StatusQuo())),
        of(
            Check.POLARISATION,
            "agent u, menu 0",
            "pair of rays 0 and 1",
            "polarised",
            "not polarised",
            c -> c.menu(0, 0, rays(ray(0.5, -1, 2), unused(1, 0.25, -1)))),
        of(
            Check.POLARISATION,
            "agent u, menu 0",
            "pair of rays 0 and 1",
            "polarised on the support",
            "not polarised",
            c -> {
              c.menuClass = "support";
              c.menu(0, 0, rays(ray(0.5, -1, 2), unused(1, 0.25, -1)));
            }));
  }

  static List<Arguments> findingsOfFigures() {
    return List.of(
        of(
            Check.CHOICE_PROBABILITIES,
            "agent u, menu 0, ray 0",
            "choice probability",
            "0.75",
            "0.5",
            c -> c.menu(0, 0, rays(ray(0.75, -1, 2)))),
        of(
            Check.ASSIGNMENTS,
            "agent v",
            "expected assignment, task 0",
            "1.5",
            "1.5625",
            c -> c.agents.get(1).expected[0] = 1.5),
        of(
            Check.MARKET_CLEARING,
            "design",
            "sum of assignments, task b",
            "5.0",
            "4.0",
            c -> c.instances = new double[] {4, 5}),
        of(
            Check.MARKET_CLEARING,
            "design",
            "maxAbsoluteResidual",
            "0.5",
            "0.0",
            c -> c.residual = 0.5),
        of(Check.COSTS, "design", "cost.design", "3.0", "2.53125", c -> c.cost = 3),
        of(Check.COSTS, "design", "cost.statusQuo", "5.0", "4.5", c -> c.statusQuo = 5),
        of(Check.COSTS, "design", "cost.firstBest", "0.5", "1.0", c -> c.firstBest = 0.5),
        of(
            Check.COSTS,
            "design",
            "cost.nonChoice",
            "5.0",
            "between 1.0 and 4.5",
            c -> c.nonChoice = 5.0),
        of(
            Check.COSTS,
            "design",
            "cost.design",
            "5.0",
            "between 1.0 and 4.5",
            c -> {
              c.finiteMarket = true;
              c.cost = 5;
            }),
        of(
            Check.LOWER_BOUND,
            "design",
            "cost.lowerBound",
            "3.0",
            "at most 2.53125",
            c -> c.lowerBound = 3),
        of(
            Check.STATUS,
            "design",
            "status",
            "OPTIMAL",
            "requested gap unknown",
            c -> c.status = "OPTIMAL"),
        of(
            Check.AGENTS,
            "agent v",
            "agent",
            "absent",
            "once",
            c -> c.designAgents = c.agents.subList(0, 1)),
        of(
            Check.AGENTS,
            "agent u",
            "agent",
            "twice or more",
            "once",
            c -> c.designAgents = List.of(c.agents.get(0), c.agents.get(1), c.agents.get(0))),
        of(
            Check.MARKET_IDENTITY,
            "design",
            "market.name",
            "x",
            "market",
            c -> c.designMarket = "x"),
        of(Check.MARKET_IDENTITY, "design", "market.sha256", "ff", "0a1b", c -> c.designSha = "ff"),
        of(
            Check.MARKET_IDENTITY,
            "design",
            "SHA-256 of the file of types t.csv",
            "absent",
            "ff",
            c -> c.files = Map.of("t.csv", "ff")));
  }

  @ParameterizedTest
  @MethodSource({"findingsOfMenus", "findingsOfFigures"})
  void placesAndNumbers(
      Check check,
      String place,
      String quantity,
      @Nullable String claimed,
      @Nullable String recomputed,
      Consumer<Claims> change) {
    Claims claims = Claims.pair();
    change.accept(claims);
    assertThat(claims.verify().failures())
        .filteredOn(finding -> finding.check() == check && finding.quantity().equals(quantity))
        .first()
        .satisfies(
            finding -> {
              assertThat(finding.place()).isEqualTo(place);
              assertThat(finding.claimed()).isEqualTo(claimed);
              if (recomputed != null) {
                assertThat(finding.recomputed()).isEqualTo(recomputed);
              }
            });
  }
}
