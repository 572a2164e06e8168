package io.polaray.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers about protocols do not depend on the units in which tasks are counted. */
class TaskUnitsTest {
  private static final TypeSpace BOX =
      TypeSpace.box(Vector.of(0.5, 0.8, 1), Vector.of(1, 1.2, 1.5));

  private static Vector times(Vector one, Vector other) {
    double[] product = one.toArray();
    for (int i = 0; i < product.length; i++) {
      product[i] *= other.get(i);
    }
    return Vector.of(product);
  }

  private static Vector inverse(Vector factors) {
    double[] inverse = factors.toArray();
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = 1 / inverse[i];
    }
    return Vector.of(inverse);
  }

  private static AgentMenu scaled(AgentMenu menu, Vector factors) {
    return AgentMenu.of(
        times(menu.endowment(), factors),
        menu.sets().stream()
            .map(
                set ->
                    TradingSet.points(
                        set.points().stream().map(point -> times(point, factors)).toList()))
            .toList());
  }

  private static AgentMenu random(UniformRandomProvider random) {
    Vector eta = Vector.of(2, 2, 2);
    List<TradingSet> sets = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int k = 0; k < count; k++) {
      List<Vector> points = new ArrayList<>(List.of(eta));
      for (int p = random.nextInt(2); p >= 0; p--) {
        points.add(Vector.of(random.nextInt(6), random.nextInt(6), random.nextInt(6)));
      }
      sets.add(TradingSet.points(points));
    }
    return AgentMenu.of(eta, sets);
  }

  @ParameterizedTest
  @CsvSource({"1e30, 1e30, 1e30", "1e-30, 1e-30, 1e-30", "1e30, 1e-30, 1", "3e-7, 5e11, 7e-20"})
  void verdictsAndKindsAreThoseOfTheMenuInOtherUnits(double a, double b, double c) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(11);
    Vector factors = Vector.of(a, b, c);
    TypeSpace box =
        TypeSpace.box(times(BOX.lower(), inverse(factors)), times(BOX.upper(), inverse(factors)));
    int everywhere = 0;
    int inTheBox = 0;
    for (int n = 0; n < 200; n++) {
      AgentMenu menu = random(random);
      AgentMenu other = scaled(menu, factors);
      Optional<AgentMenu.Witness> witness = other.witness(TypeSpace.orthant(3));
      assertThat(witness.isEmpty())
          .as("%s", menu.sets())
          .isEqualTo(menu.witness(TypeSpace.orthant(3)).isEmpty());
      witness.ifPresent(found -> check(other, found));
      Optional<AgentMenu.Witness> inBox = other.witness(box);
      assertThat(inBox.isEmpty()).as("%s", menu.sets()).isEqualTo(menu.witness(BOX).isEmpty());
      inBox.ifPresent(found -> check(other, found));
      for (int k = 0; k < menu.sets().size(); k++) {
        assertThat(other.kind(k)).isEqualTo(menu.kind(k));
      }
      everywhere += witness.isEmpty() ? 1 : 0;
      inTheBox += inBox.isEmpty() ? 1 : 0;
    }
    assertThat(everywhere).isBetween(5, 195);
    assertThat(inTheBox).isBetween(everywhere + 5, 195);
  }

  private static void check(AgentMenu menu, AgentMenu.Witness witness) {
    for (int k = 0; k < menu.sets().size(); k++) {
      assertThat(menu.isObviouslyDominant(k, witness.type())).isFalse();
    }
    assertThat(witness.type().dot(witness.best())).isLessThan(witness.type().dot(witness.worst()));
  }

  @ParameterizedTest
  @CsvSource({"1e30, 1e30", "1e-30, 1e-30", "1e30, 1e-30", "3e-7, 5e11"})
  void theCheapestSelectionIsThatOfTheMarketInOtherUnits(double a, double b) {
    Vector factors = Vector.of(a, b);
    List<AgentMenu> menus =
        List.of(
            AgentMenu.twoPrices(Vector.of(6, 4), 0.5, 0.8),
            AgentMenu.twoPrices(Vector.of(4, 6), 0.8, 1.25));
    List<Vector> costs = List.of(Vector.of(2, 1), Vector.of(1, 2));
    List<AgentMenu> others = new ArrayList<>();
    for (AgentMenu menu : menus) {
      Vector eta = times(menu.endowment(), factors);
      others.add(
          AgentMenu.of(
              eta,
              menu.sets().stream()
                  .map(
                      set ->
                          TradingSet.segment(
                              eta, times(set.points().get(set.points().size() - 1), factors)))
                  .toList()));
    }
    TradingProtocol protocol = ExPostOptimum.protocol(menus, costs);
    TradingProtocol other =
        ExPostOptimum.protocol(
            others, costs.stream().map(cost -> times(cost, inverse(factors))).toList());
    boolean trades = false;
    for (int profile = 0; profile < 9; profile++) {
      for (int j = 0; j < 2; j++) {
        Vector expected = protocol.selection(profile).get(j);
        Vector found = times(other.selection(profile).get(j), inverse(factors));
        trades |= !expected.equals(menus.get(j).endowment());
        for (int i = 0; i < 2; i++) {
          assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-9));
        }
      }
    }
    assertThat(trades).isTrue();
    assertThat(other.witness(TypeSpace.orthant(2)).isEmpty())
        .isEqualTo(protocol.witness(TypeSpace.orthant(2)).isEmpty());
  }

  @Test
  void aTinyAmountBesideAHugeOneOfTheSameTaskCountsAsNone() {
    Vector eta = Vector.of(1, 1);
    AgentMenu menu =
        AgentMenu.of(
            eta,
            List.of(
                TradingSet.points(List.of(eta, Vector.of(1 + 1e-14, 1 - 1e-14))),
                TradingSet.points(List.of(eta, Vector.of(1e3, 1)))));
    assertThat(menu.kind(0)).isEqualTo(SetKind.ENDOWMENT);
    assertThat(menu.witness(TypeSpace.orthant(2))).isEmpty();
  }
}
