package io.polaray.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.polaray.menu.Menu;
import io.polaray.menu.Polarisation;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Obvious dominance of one agent's menu (paper, section 3). */
class AgentMenuTest {
  private static final TypeSpace PLANE = TypeSpace.orthant(2);

  private static void check(AgentMenu menu, AgentMenu.Witness witness) {
    for (int k = 0; k < menu.sets().size(); k++) {
      assertThat(menu.isObviouslyDominant(k, witness.type())).isFalse();
    }
    assertThat(menu.myopicallyOptimal(witness.type())).contains(witness.choice());
    assertThat(witness.type().dot(witness.best())).isLessThan(witness.type().dot(witness.worst()));
    assertThat(witness.other()).isNotEqualTo(witness.choice());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, true", "0.5, 2, true", "0.99, 1, true", "1, 0.99, false", "2, 0.5, false"})
  void twoPricesAreOspIffTheFirstIsNotAboveTheSecond(double p1, double p2, boolean osp) {
    AgentMenu menu = AgentMenu.twoPrices(Vector.of(3, 4), p1, p2);
    Optional<AgentMenu.Witness> witness = menu.witness(PLANE);
    assertThat(witness.isEmpty()).isEqualTo(osp);
    assertThat(menu.dominatingMenu().isPresent()).isEqualTo(osp);
    witness.ifPresent(found -> check(menu, found));
  }

  @Test
  void onASmallerSpaceOfTypesMorePricesAreOsp() {
    AgentMenu menu = AgentMenu.twoPrices(Vector.of(3, 4), 2, 0.5);
    TypeSpace near = TypeSpace.box(Vector.of(1, 1), Vector.of(1.1, 1.1));
    assertThat(menu.witness(near)).isPresent();
    AgentMenu wide = AgentMenu.twoPrices(Vector.of(3, 4), 1.5, 1.4);
    assertThat(wide.witness(PLANE)).isPresent();
    assertThat(wide.witness(near)).isEmpty();
  }

  @Test
  void bilateralTradesAreOspAndPseudoMarketsAreNot() {
    AgentMenu bilateral = AgentMenu.bilateral(Vector.of(2, 2, 2), Vector.of(-1, 2, -2));
    assertThat(bilateral.witness(TypeSpace.orthant(3))).isEmpty();
    assertThat(bilateral.kind(0)).isEqualTo(SetKind.RAY);
    AgentMenu market =
        AgentMenu.pseudoMarket(
            Vector.of(2, 2), List.of(Vector.of(4, 0), Vector.of(3, 1), Vector.of(1, 3)));
    AgentMenu.Witness witness = market.witness(PLANE).orElseThrow();
    check(market, witness);
    assertThat(market.dominatingMenu()).isEmpty();
  }

  @Test
  void setsAreClassifiedAndTheDominatingMenuIsBuilt() {
    Vector eta = Vector.of(2, 2);
    AgentMenu remedial =
        AgentMenu.of(
            eta,
            List.of(
                TradingSet.box(Vector.of(0, 1), eta),
                TradingSet.union(
                    List.of(TradingSet.point(eta), TradingSet.point(Vector.of(3, 2))))));
    assertThat(remedial.kind(0)).isEqualTo(SetKind.REMEDIAL);
    assertThat(remedial.kind(1)).isEqualTo(SetKind.REDUNDANT);
    assertThat(remedial.kind(2)).isEqualTo(SetKind.ENDOWMENT);
    assertThat(remedial.dominatingMenu()).contains(new Menu.Remedial());
    AgentMenu mixed = AgentMenu.of(eta, List.of(TradingSet.box(Vector.of(1, 1), Vector.of(3, 3))));
    assertThat(mixed.kind(0)).isEqualTo(SetKind.OTHER);
    assertThat(mixed.dominatingMenu()).isEmpty();
    AgentMenu rays = AgentMenu.twoPrices(eta, 0.5, 1);
    Menu.Rays built = (Menu.Rays) rays.dominatingMenu().orElseThrow();
    assertThat(built.rays()).hasSize(2);
    assertThat(Polarisation.holds(built.rays())).isTrue();
    assertThat(AgentMenu.of(eta, List.of()).dominatingMenu()).contains(new Menu.StatusQuo());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomMenusAgreeWithEnumerationAtTwoTasks(long seed) {
    crossCheck(seed, 150);
  }

  @Test
  @Tag("slow")
  void manyRandomMenusAgreeWithEnumerationAtTwoTasks() {
    crossCheck(99, 6000);
  }

  private static void crossCheck(long seed, int menus) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    int osp = 0;
    for (int n = 0; n < menus; n++) {
      AgentMenu menu = random(random, 2);
      Optional<AgentMenu.Witness> witness = menu.witness(PLANE);
      assertThat(witness.isPresent()).as("%s", menu.sets()).isEqualTo(uncovered(menu));
      witness.ifPresent(found -> check(menu, found));
      osp += witness.isEmpty() ? 1 : 0;
      theorem(menu, witness.isEmpty());
    }
    assertThat(osp).isBetween(menus / 50, menus - menus / 50);
  }

  /** Types and assignments are whole numbers, so that ties are decided exactly. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void randomMenusAgreeWithAGridOfTypesAtThreeTasks(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    int osp = 0;
    int menus = 300;
    for (int n = 0; n < menus; n++) {
      AgentMenu menu = random(random, 3);
      Optional<AgentMenu.Witness> witness = menu.witness(TypeSpace.orthant(3));
      if (witness.isPresent()) {
        check(menu, witness.get());
      } else {
        assertThat(uncoveredOnGrid(menu, 24)).as("%s", menu.sets()).isFalse();
      }
      osp += witness.isEmpty() ? 1 : 0;
      theorem(menu, witness.isEmpty());
    }
    assertThat(osp).isBetween(1, menus - 1);
  }

  private static boolean uncoveredOnGrid(AgentMenu menu, int steps) {
    for (int a = 1; a < steps; a++) {
      for (int b = 1; a + b < steps; b++) {
        Vector type = Vector.of(a, b, steps - a - b);
        boolean covered = false;
        for (int k = 0; k < menu.sets().size(); k++) {
          covered |= menu.isObviouslyDominant(k, type);
        }
        if (!covered) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void aMenuIsDominatedByOneWithLargerSets() {
    Vector eta = Vector.of(2, 2);
    Vector away = Vector.of(1, -1);
    AgentMenu ray = AgentMenu.of(eta, List.of(TradingSet.ray(eta, away)));
    AgentMenu part = AgentMenu.of(eta, List.of(TradingSet.segment(eta, Vector.of(3, 1))));
    assertThat(part.isDominatedBy(ray)).isTrue();
    assertThat(ray.isDominatedBy(part)).isFalse();
    assertThat(ray.isDominatedBy(ray)).isTrue();
    assertThat(AgentMenu.of(eta, List.of()).isDominatedBy(ray)).isFalse();
    AgentMenu elsewhere =
        AgentMenu.of(Vector.of(2, 1), List.of(TradingSet.ray(Vector.of(2, 1), away)));
    assertThat(part.isDominatedBy(elsewhere)).isFalse();
  }

  @Test
  void setsHoldTheHullOfEachPieceAndNoMore() {
    Vector eta = Vector.of(2, 2);
    TradingSet ray = TradingSet.ray(eta, Vector.of(1, -1));
    TradingSet box = TradingSet.box(Vector.of(0, 0), Vector.of(1, 1));
    TradingSet both = TradingSet.union(List.of(ray, box));
    assertThat(ray.contains(Vector.of(3.5, 0.5))).isTrue();
    assertThat(ray.contains(Vector.of(1, 3))).isFalse();
    assertThat(box.contains(Vector.of(0.25, 0.75))).isTrue();
    assertThat(both.contains(Vector.of(0.25, 0.75))).isTrue();
    assertThat(both.contains(Vector.of(1.5, 1.5))).isFalse();
    assertThat(TradingSet.points(List.of(eta, Vector.of(4, 0))).contains(Vector.of(3, 1)))
        .isFalse();
    assertThat(ray.isWithin(both)).isTrue();
    assertThat(both.isWithin(ray)).isFalse();
  }

  /** Claims 4 and 6 of the proof of Theorem 2. */
  private static void theorem(AgentMenu menu, boolean osp) {
    List<SetKind> kinds = new ArrayList<>();
    for (int k = 0; k < menu.sets().size(); k++) {
      kinds.add(menu.kind(k));
    }
    if (osp) {
      assertThat(kinds).doesNotContain(SetKind.OTHER);
      assertThat(kinds.contains(SetKind.RAY) && kinds.contains(SetKind.REMEDIAL)).isFalse();
      if (menu.dominatingMenu().orElseThrow() instanceof Menu.Rays rays) {
        assertThat(Polarisation.holds(rays.rays())).isTrue();
      }
    }
  }

  /** Small menus around (2, ..., 2) in which every set holds the endowment. */
  private static AgentMenu random(UniformRandomProvider random, int tasks) {
    double[] two = new double[tasks];
    java.util.Arrays.fill(two, 2);
    Vector eta = Vector.of(two);
    List<TradingSet> sets = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int k = 0; k < count; k++) {
      List<Vector> points = new ArrayList<>(List.of(eta));
      int size = 1 + random.nextInt(2);
      for (int p = 0; p < size; p++) {
        double[] point = new double[tasks];
        for (int i = 0; i < tasks; i++) {
          point[i] = random.nextInt(6);
        }
        points.add(Vector.of(point));
      }
      sets.add(TradingSet.points(points));
    }
    return AgentMenu.of(eta, sets);
  }

  /** Choices only change where some two assignments are equally good: look between those types. */
  private static boolean uncovered(AgentMenu menu) {
    TreeSet<Double> breaks = new TreeSet<>(List.of(0.0, 1.0));
    List<Vector> points = menu.sets().stream().flatMap(set -> set.points().stream()).toList();
    for (Vector one : points) {
      for (Vector other : points) {
        Vector d = one.minus(other);
        double t = -d.get(1) / (d.get(0) - d.get(1));
        if (t > 0 && t < 1) {
          breaks.add(t);
        }
      }
    }
    double previous = 0;
    for (double t : breaks) {
      if (t - previous > 1e-6) {
        double middle = 0.5 * (previous + t);
        Vector type = Vector.of(middle, 1 - middle);
        boolean covered = false;
        for (int k = 0; k < menu.sets().size(); k++) {
          covered |= menu.isObviouslyDominant(k, type);
        }
        if (!covered) {
          return true;
        }
      }
      previous = t;
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void polarisedMenusAreOspAndOneStepFurtherTheyAreNot(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    Vector eta = Vector.of(2, 2, 2);
    for (int n = 0; n < 20; n++) {
      double a = 0.25 + 2 * random.nextDouble();
      double least = 1 / a;
      double b = random.nextDouble();
      for (boolean within : List.of(true, false)) {
        double rate = least * (within ? 1.001 : 0.999);
        AgentMenu menu =
            AgentMenu.of(
                eta,
                List.of(
                    TradingSet.ray(eta, Vector.of(-1, a, b)),
                    TradingSet.ray(eta, Vector.of(rate, -1, b))));
        Optional<AgentMenu.Witness> witness = menu.witness(TypeSpace.orthant(3));
        assertThat(witness.isEmpty()).isEqualTo(within);
        witness.ifPresent(found -> check(menu, found));
      }
    }
  }

  @Test
  void rejectsWrongArguments() {
    Vector eta = Vector.of(1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TradingSet.points(List.of()))
        .withMessageContaining("points is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TradingSet.point(Vector.of(1, -1)))
        .withMessageContaining("point[1] is -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TradingSet.ray(eta, Vector.of(1, 2)))
        .withMessageContaining("needs a negative entry");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TradingSet.box(eta, Vector.of(1)))
        .withMessageContaining("must agree");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AgentMenu.of(eta, List.of(TradingSet.point(Vector.of(1)))))
        .withMessageContaining("a trading set has 1 tasks");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TypeSpace.box(Vector.of(2, 1), eta))
        .withMessageContaining("lower[0] is 2.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AgentMenu.of(eta, List.of()).witness(TypeSpace.orthant(3)))
        .withMessageContaining("space has 3 tasks");
  }
}
