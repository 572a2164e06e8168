package io.polaray.finite.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.finite.ExPostOptimal;
import io.polaray.finite.TradingSet;
import io.polaray.finite.lottery.RandomCoin;
import io.polaray.finite.selection.SelectionSolution.Status;
import io.polaray.market.Agent;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.preference.UniformPreferences;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundAllocationTest {
  private static final Vector N = Vector.of(60, 36);

  private static Agent agent(String id, double first, double second, Vector eta) {
    UniformPreferences preferences = UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));
    return new Agent(id, Vector.of(first, second), eta, eta, 1, 1, preferences);
  }

  private static List<Participant> people() {
    Agent north = agent("north", 3, 1, Vector.of(6, 3));
    Agent south = agent("south", 1, 3, Vector.of(4, 3));
    Agent east = agent("east", 9, 9, Vector.of(2, 0));
    Ray shed = new Ray(Vector.of(-6, 4.2));
    Ray take = new Ray(Vector.of(7, -3));
    List<Participant> people = new ArrayList<>();
    for (int p = 1; p <= 4; p++) {
      people.add(new Participant(north, p, new TradingSet.AlongRay(shed)));
      people.add(new Participant(south, p, new TradingSet.AlongRay(take)));
      people.add(new Participant(south, 4 + p, new TradingSet.Endowment()));
    }
    people.add(new Participant(east, 1, new TradingSet.Remedial()));
    people.add(new Participant(east, 2, new TradingSet.Remedial()));
    return people;
  }

  private static RoundAllocation drawn(long seed) {
    return RoundAllocation.of(people(), ExPostOptimal.of(2), N, RandomCoin.of(seed, 1, 1, 1));
  }

  @Test
  void wholeTasksAddUpAndStayWithinOneOfTheExpectation() {
    for (long seed = 1; seed <= 50; seed++) {
      RoundAllocation round = drawn(seed);
      assertThat(round.status()).isEqualTo(Status.OPTIMAL);
      double extents = 0;
      int partly = 0;
      for (int a = 0; a < round.participants().size(); a++) {
        double expected = 0;
        int assigned = 0;
        for (int i = 0; i < 2; i++) {
          expected += round.expected(a).get(i);
          assigned += round.assigned(a, i);
          assertThat((double) round.assigned(a, i))
              .isCloseTo(round.expected(a).get(i), within(1 + 1e-9));
        }
        assertThat((double) assigned).isCloseTo(expected, within(1 + 1e-9));
        extents += round.extent(a);
        partly += round.extent(a) > 0 && round.extent(a) < 1 ? 1 : 0;
        if (round.participants().get(a).chosen() instanceof TradingSet.Endowment) {
          assertThat(round.expected(a)).isEqualTo(Vector.of(4, 3));
        }
      }
      assertThat(round.total(0)).isEqualTo(60);
      assertThat(round.total(1)).isEqualTo(36);
      assertThat(extents).isPositive();
      assertThat(partly).isLessThanOrEqualTo(4);
      assertThat(round.expectedCost()).isLessThan(4 * 21 + 8 * 13 + 2 * 18);
    }
  }

  @Test
  void theAssignmentHasTheRightMeanCostAndFollowsTheSeed() {
    double mean = 0;
    int draws = 2000;
    for (long seed = 1; seed <= draws; seed++) {
      mean += drawn(seed).assignedCost() / draws;
    }
    assertThat(mean).isCloseTo(drawn(1).expectedCost(), within(0.5));
    for (int a = 0; a < people().size(); a++) {
      assertThat(drawn(7).assigned(a, 0)).isEqualTo(drawn(7).assigned(a, 0));
    }
  }

  @Test
  void extentsOfAnotherRuleAreTakenWhenTheyClear() {
    List<Double> still = people().stream().map(p -> 0.0).toList();
    RandomCoin coin = RandomCoin.of(1, 1, 1, 1);
    RoundAllocation round = RoundAllocation.ofExtents(people(), still, N, coin);
    assertThat(round.assignedCost()).isEqualTo(4 * 21 + 8 * 13 + 2 * 18);
    List<Double> off = new ArrayList<>(still);
    off.set(0, 0.5);
    assertThatThrownBy(() -> RoundAllocation.ofExtents(people(), off, N, coin))
        .hasMessageContaining("task 0");
    assertThatThrownBy(
            () -> RoundAllocation.of(people(), ExPostOptimal.of(2), Vector.of(59.5, 36), coin))
        .hasMessageContaining("whole number");
  }

  @Test
  void instancesOutOfReachAssignNothing() {
    RoundAllocation round =
        RoundAllocation.of(
            people(), ExPostOptimal.of(2), Vector.of(1000, 1), RandomCoin.of(1, 1, 1, 1));
    assertThat(round.status()).isEqualTo(Status.INFEASIBLE);
    assertThat(round.total(0)).isZero();
  }
}
