package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Polarisation;
import io.polaray.numeric.Vector;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.RayCellBound;
import io.polaray.support.search.MenuSearch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WinnerTreeBoundTest {
  private static final WorkBudget ENOUGH = WorkBudget.nodes(400_000);
  private final WinnerTreeBound method = WinnerTreeBound.standard();

  private double bound(BoxInstance instance, double lower, double gap) {
    return method
        .open(instance.problem())
        .upperBound(instance.weights(), lower, gap, ENOUGH)
        .value();
  }

  /** Instances whose value is known to 1e-6 or better. */
  @Test
  void neverBelowTheReferenceValues() throws IOException {
    String file = "/io/polaray/support/search/support-uniform-boxes.csv";
    int checked = 0;
    try (InputStream in =
        Objects.requireNonNull(WinnerTreeBoundTest.class.getResourceAsStream(file), file)) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      for (String line : lines) {
        String[] fields = line.split(";", -1);
        double[] w = numbers(fields[1]);
        if (w.length >= 3) {
          BoxInstance instance =
              BoxInstance.of(w, numbers(fields[2]), numbers(fields[3]), numbers(fields[4]));
          double lower = Double.parseDouble(fields[5]);
          double value = bound(instance, lower, 1e-4);
          assertThat(value).isBetween(lower - 5e-8, lower * 1.25);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(8);
  }

  private static double[] numbers(String field) {
    return Arrays.stream(field.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  @ParameterizedTest
  @CsvSource({"3, 12, 40", "4, 12, 40", "6, 8, 30", "9, 4, 20", "14, 4, 10"})
  void neverBelowRandomMenus(int tasks, int instances, int menus) {
    tryToBreak(tasks, instances, menus, 50 + tasks, false);
    tryToBreak(tasks, (instances + 1) / 2, menus, 250 + tasks, true);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "3, 40, 60",
    "4, 40, 60",
    "5, 24, 50",
    "6, 16, 40",
    "8, 8, 30",
    "12, 4, 20",
    "20, 2, 10"
  })
  void neverBelowManyRandomMenus(int tasks, int instances, int menus) {
    tryToBreak(tasks, instances, menus, 150 + tasks, false);
    tryToBreak(tasks, instances, menus, 350 + tasks, true);
  }

  /** Menus of up to five rays, shedding in part or fully, some improved by random steps. */
  private void tryToBreak(int tasks, int instances, int menus, long seed, boolean fromZero) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    for (int n = 0; n < instances; n++) {
      BoxInstance drawn = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      BoxInstance instance = fromZero ? drawn.fromZero(n % 2) : drawn;
      Vector w = instance.weights();
      BoundSession session = method.open(instance.problem());
      double trivial =
          Math.max(
              w.dot(instance.problem().endowment()),
              MenuColumn.remedial(instance.problem().endowment(), w).value(w));
      double least = Double.POSITIVE_INFINITY;
      for (long budget : new long[] {0, 2_000, 200_000}) {
        double value =
            session.upperBound(w, Double.NEGATIVE_INFINITY, 1e-4, WorkBudget.nodes(budget)).value();
        assertThat(value).isLessThanOrEqualTo(least * (1 + 1e-12)).isGreaterThanOrEqualTo(trivial);
        least = value;
      }
      for (int m = 0; m < menus; m++) {
        double[][] start =
            random.nextBoolean() ? instance.directions(random, 5) : instance.exchange(random);
        double[][] menu = instance.climb(random, start, random.nextInt(4) == 0 ? 80 : 0);
        assertThat(instance.menu(menu).value(w)).isLessThanOrEqualTo(least * (1 + 1e-11));
      }
    }
  }

  /** Branch and bound over ray cells finds near-optimal menus with none of the theorems. */
  @ParameterizedTest
  @CsvSource({"3, 10", "4, 6"})
  void neverBelowMenusOfAnotherMethod(int tasks, int instances) {
    compare(tasks, instances, 70 + tasks, false);
    compare(tasks, instances, 270 + tasks, true);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"3, 60", "4, 20", "5, 8"})
  void neverBelowManyMenusOfAnotherMethod(int tasks, int instances) {
    compare(tasks, instances, 170 + tasks, false);
    compare(tasks, instances, 370 + tasks, true);
  }

  private void compare(int tasks, int instances, long seed, boolean fromZero) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    for (int n = 0; n < instances; n++) {
      BoxInstance drawn = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      BoxInstance instance = fromZero ? drawn.fromZero(n % 2) : drawn;
      BoundSession cells = RayCellBound.standard().open(instance.problem());
      cells.upperBound(
          instance.weights(), Double.NEGATIVE_INFINITY, 1e-3, WorkBudget.nodes(300_000));
      double found = cells.incumbent().map(c -> c.value(instance.weights())).orElse(0.0);
      assertThat(bound(instance, found, 1e-5)).isGreaterThanOrEqualTo(found * (1 - 1e-12));
    }
  }

  /** Menus of many tasks that a search finds are within a percent or so of the bound. */
  @ParameterizedTest
  @CsvSource({"6, 6", "8, 4", "11, 2"})
  void neverBelowSearchedMenus(int tasks, int instances) {
    search(tasks, instances, 90 + tasks, false);
    search(tasks, instances, 290 + tasks, true);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"6, 40", "7, 30", "9, 20", "13, 6"})
  void neverBelowManySearchedMenus(int tasks, int instances) {
    search(tasks, instances, 190 + tasks, false);
    search(tasks, instances, 390 + tasks, true);
  }

  private void search(int tasks, int instances, long seed, boolean fromZero) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    double closest = Double.POSITIVE_INFINITY;
    for (int n = 0; n < instances; n++) {
      BoxInstance drawn = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      BoxInstance instance = fromZero ? drawn.fromZero(n % 2) : drawn;
      Vector w = instance.weights();
      double found =
          MenuSearch.of()
              .search(instance.problem(), w, List.of(), SearchEffort.COLD, seed)
              .value(w);
      double value = bound(instance, 0.5 * found, 1e-6);
      assertThat(value).isGreaterThanOrEqualTo(found * (1 - 1e-12));
      closest = Math.min(closest, value / found);
    }
    assertThat(closest).isLessThan(1.02);
  }

  /** Costs with peaks, against menus at random and menus that a search finds. */
  @ParameterizedTest
  @CsvSource({"4, 3", "6, 4", "8, 3", "12, 2"})
  void neverBelowMenusOfCostsWithPeaks(int tasks, int instances) {
    peaks(tasks, instances, 500 + tasks);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"5, 6", "6, 12", "7, 12", "9, 6", "14, 3"})
  void neverBelowManyMenusOfCostsWithPeaks(int tasks, int instances) {
    peaks(tasks, instances, 600 + tasks);
  }

  private void peaks(int tasks, int instances, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    double closest = Double.POSITIVE_INFINITY;
    for (int n = 0; n < instances; n++) {
      BoxInstance drawn = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      BoxInstance instance = (n % 3 == 2 ? drawn.fromZero(n % 2) : drawn).withPeaks(random);
      Vector w = instance.weights();
      double found =
          MenuSearch.of()
              .search(instance.problem(), w, List.of(), SearchEffort.COLD, seed)
              .value(w);
      double value = bound(instance, 0.5 * found, 1e-6);
      double room = 1e-11 + 10 * instance.problem().measure().probabilityError();
      assertThat(value).isGreaterThanOrEqualTo(found * (1 - room));
      closest = Math.min(closest, value / found);
      for (int m = 0; m < 10; m++) {
        double[][] start =
            random.nextBoolean() ? instance.directions(random, 5) : instance.exchange(random);
        double[][] menu = instance.climb(random, start, random.nextInt(4) == 0 ? 40 : 0);
        assertThat(instance.menu(menu).value(w)).isLessThanOrEqualTo(value * (1 + room));
      }
      SingleRayOptimum.Result single = SingleRayOptimum.solve(instance.problem(), w, 1e-3);
      assertThat(single.upperBound()).isBetween(single.value() * (1 - room), single.value() * 1.03);
    }
    assertThat(closest).isLessThan(1.02);
  }

  /** One ray is as good as any menu here, and the tree proves it closely. */
  @ParameterizedTest
  @ValueSource(ints = {8, 20})
  void closesMarketsWithFewUnwantedTasks(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5);
    for (int n = 0; n < 3; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, 1);
      SingleRayOptimum.Result single =
          SingleRayOptimum.solve(instance.problem(), instance.weights(), 1e-3);
      double value = bound(instance, single.value(), 1e-3);
      assertThat(value).isBetween(single.value(), single.value() * 1.05);
    }
  }

  @Test
  void theSameBitsWhateverWasAskedBefore() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(6);
    BoxInstance instance = BoxInstance.random(random, 7, 0);
    BoxInstance other = BoxInstance.random(random, 7, 1);
    BoundSession used = method.open(instance.problem());
    used.upperBound(other.weights(), Double.NEGATIVE_INFINITY, 1e-3, ENOUGH);
    double again =
        used.upperBound(instance.weights(), Double.NEGATIVE_INFINITY, 1e-3, ENOUGH).value();
    assertThat(again).isEqualTo(bound(instance, Double.NEGATIVE_INFINITY, 1e-3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e6})
  void scalesWithWeightsEndowmentAndCosts(double factor) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
    for (int kind = 0; kind < BoxInstance.KINDS; kind++) {
      BoxInstance instance = BoxInstance.random(random, 5, kind);
      double[] w = instance.weights().toArray();
      double[] eta = instance.problem().endowment().toArray();
      double[] lower = instance.problem().preferences().lower().toArray();
      double[] upper = instance.problem().preferences().upper().toArray();
      double value = bound(instance, Double.NEGATIVE_INFINITY, 1e-3);
      double byWeight =
          bound(
              BoxInstance.of(times(w, factor), eta, lower, upper), Double.NEGATIVE_INFINITY, 1e-3);
      double byCost =
          bound(
              BoxInstance.of(w, eta, times(lower, factor), times(upper, factor)),
              Double.NEGATIVE_INFINITY,
              1e-3);
      assertThat(byWeight / factor).isCloseTo(value, within(3e-3 * Math.abs(value)));
      assertThat(byCost).isCloseTo(value, within(3e-3 * Math.abs(value)));
    }
  }

  private static double[] times(double[] v, double factor) {
    return Arrays.stream(v).map(x -> x * factor).toArray();
  }

  @Test
  void offersItsSingleRay() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(8);
    BoxInstance instance = BoxInstance.random(random, 10, 0);
    BoundSession session = method.open(instance.problem());
    UpperBound upper =
        session.upperBound(instance.weights(), Double.NEGATIVE_INFINITY, 1e-3, ENOUGH);
    MenuColumn column = session.incumbent().orElseThrow();
    assertThat(((Menu.Rays) column.menu()).rays()).hasSize(1);
    assertThat(Polarisation.holds(((Menu.Rays) column.menu()).rays())).isTrue();
    assertThat(column.value(instance.weights())).isLessThanOrEqualTo(upper.value());
    assertThat(upper.kind()).isEqualTo(BoundKind.CERTIFIED);
    assertThat(upper.method()).isEqualTo("winner-tree");
  }

  @Test
  void awkwardWeightsAndEndowments() {
    double[] lower = {0.2, 0.3, 0.4};
    double[] upper = {1, 1.3, 0.9};
    double[] ones = {1, 1, 1};
    assertThat(bound(BoxInstance.of(new double[] {-1, -2, -3}, ones, lower, upper), 0, 1e-3))
        .isZero();
    assertThat(bound(BoxInstance.of(new double[3], ones, lower, upper), 0, 1e-3)).isZero();
    assertThat(bound(BoxInstance.of(ones, new double[3], lower, upper), 0, 1e-3))
        .isBetween(0.0, 1e-9);
    double[] some = {1, 0, 0};
    double one = bound(BoxInstance.of(ones, some, lower, upper), 0, 1e-3);
    assertThat(one).isBetween(1.0, 3.0);
    assertThat(bound(BoxInstance.of(new double[] {0, 1, 0}, ones, lower, upper), 1, 1e-3))
        .isGreaterThan(1);
  }

  /** Costs that are almost known. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-4, 1e-7})
  void narrowBoxes(double width) {
    double[] lower = {1, 1.2, 0.9};
    double[] upper = {1 + width, 1.2 + width, 0.9 + width};
    double[] w = {1, 2, 1.5};
    double value = bound(BoxInstance.of(w, new double[] {1, 1, 1}, lower, upper), 0, 1e-3);
    assertThat(value).isGreaterThanOrEqualTo(3.1 * 2 / 1.2 * (1 - 4 * width)).isLessThan(12);
  }

  @Test
  void stopsAtDeadlinesWithAValidBound() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(9);
    BoxInstance instance = BoxInstance.random(random, 12, 0);
    double value =
        method
            .open(instance.problem())
            .upperBound(
                instance.weights(),
                Double.NEGATIVE_INFINITY,
                1e-9,
                new WorkBudget(Long.MAX_VALUE, System.nanoTime() - 1))
            .value();
    assertThat(value).isGreaterThanOrEqualTo(bound(instance, Double.NEGATIVE_INFINITY, 1e-3));
  }

  @Test
  void appliesToBoxesOfPositiveWidth() {
    double[] ones = {1, 1, 1};
    double[] twos = {2, 2, 2};
    SupportProblem good = BoxInstance.of(ones, ones, ones, twos).problem();
    assertThat(method.applies(good)).isTrue();
    assertThat(WinnerTreeBound.from(6).applies(good)).isFalse();
    SupportProblem zero = BoxInstance.of(ones, ones, new double[] {0, 1, 1}, twos).problem();
    assertThat(method.applies(zero)).isTrue();
    assertThat(ExchangeRateBound.from(3).applies(zero)).isFalse();
    assertThat(ExchangeRateBound.from(3).applies(good)).isTrue();
    SupportProblem known = BoxInstance.of(ones, ones, ones, new double[] {1, 2, 2}).problem();
    assertThat(method.applies(known)).isFalse();
    assertThatThrownBy(() -> method.open(known)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WinnerTreeBound.from(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minTasks");
    BoundSession session = method.open(good);
    assertThatThrownBy(() -> session.upperBound(Vector.of(1), 0, 1e-3, ENOUGH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights");
    assertThatThrownBy(() -> session.upperBound(Vector.of(ones), 0, -1, ENOUGH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("relativeGap");
    assertThatThrownBy(() -> SingleRayOptimum.solve(known, Vector.of(ones), 1e-3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("measure");
    assertThatThrownBy(() -> SingleRayOptimum.solve(good, Vector.of(1), 1e-3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights");
  }
}
