package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportProblem;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.RayCellBound;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeRateBoundTest {
  private static final WorkBudget ENOUGH = WorkBudget.nodes(1_000);
  private final ExchangeRateBound method = ExchangeRateBound.from(2);

  @ParameterizedTest
  @CsvSource({"3, 8, 20", "4, 4, 20"})
  void neverBelowRandomMenus(int tasks, int instances, int menus) {
    tryToBreak(tasks, instances, menus, 350 + tasks);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"3, 60, 60", "4, 40, 60", "5, 16, 50", "6, 4, 40"})
  void neverBelowManyRandomMenus(int tasks, int instances, int menus) {
    tryToBreak(tasks, instances, menus, 450 + tasks);
  }

  /** The value asked for is too low on purpose, so that nodes around good menus are divided. */
  private void tryToBreak(int tasks, int instances, int menus, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    for (int n = 0; n < instances; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      Vector w = instance.weights();
      Vector eta = instance.problem().endowment();
      double trivial = Math.max(w.dot(eta), MenuColumn.remedial(eta, w).value(w));
      double best = trivial;
      for (int m = 0; m < menus; m++) {
        double[][] start =
            random.nextBoolean() ? instance.directions(random, 5) : instance.exchange(random);
        double[][] menu = instance.climb(random, start, random.nextInt(4) == 0 ? 80 : 0);
        best = Math.max(best, instance.menu(menu).value(w));
      }
      for (double lower : new double[] {trivial, 0.5 * (trivial + best), best}) {
        assertThat(bound(instance, lower, 1e-3)).isGreaterThanOrEqualTo(best * (1 - 1e-11));
      }
    }
  }

  private double bound(BoxInstance instance, double lower, double gap) {
    BoundSession session = method.open(instance.problem());
    return session.upperBound(instance.weights(), lower, gap, ENOUGH).value();
  }

  /** Branch and bound over ray cells finds near-optimal menus with none of the theorems. */
  @ParameterizedTest
  @CsvSource({"3, 4", "4, 4"})
  void neverBelowMenusOfAnotherMethod(int tasks, int instances) {
    compare(tasks, instances, 370 + tasks);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"3, 80", "4, 24", "5, 4"})
  void neverBelowManyMenusOfAnotherMethod(int tasks, int instances) {
    compare(tasks, instances, 470 + tasks);
  }

  private void compare(int tasks, int instances, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    for (int n = 0; n < instances; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      Vector w = instance.weights();
      BoundSession cells = RayCellBound.standard().open(instance.problem());
      cells.upperBound(w, Double.NEGATIVE_INFINITY, 1e-4, WorkBudget.nodes(100_000));
      double value = cells.incumbent().map(column -> column.value(w)).orElse(0.0);
      for (double share : new double[] {0.97, 0.999, 1}) {
        assertThat(bound(instance, share * value, 5e-4))
            .isGreaterThanOrEqualTo(value - 1e-10 * Math.abs(value));
      }
    }
  }

  /** Nearly equal tasks are closed to a gap of 1e-3. */
  @ParameterizedTest
  @ValueSource(ints = {4})
  void closesNearlyExchangeableTasks(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(61);
    for (int n = 0; n < 2; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, 3);
      Vector w = instance.weights();
      BoundSession cells = RayCellBound.standard().open(instance.problem());
      double other =
          cells.upperBound(w, Double.NEGATIVE_INFINITY, 5e-4, WorkBudget.nodes(600_000)).value();
      double value = cells.incumbent().map(column -> column.value(w)).orElse(0.0);
      BoundSession session = method.open(instance.problem());
      double bound = session.upperBound(w, value, 1e-3, WorkBudget.nodes(40_000)).value();
      assertThat(other).isGreaterThanOrEqualTo(value);
      assertThat(bound).isBetween(value, value * (1 + 1.01e-3));
    }
  }

  /** Rays drawn inside a node, at its rates and with its bundles, gain no more than its bound. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 6})
  void nodesBoundTheMenusInThem(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(80 + tasks);
    int tight = 0;
    for (int n = 0; n < 250; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      ScaledBox box = instance.scaled();
      SingleRay rays = new SingleRay(box, 0, 1e-3, 0, 0.01);
      RateValues values = new RateValues(box, rays.levels());
      RateBounds bounds = new RateBounds(tasks, values, -1);
      int count = 2 + random.nextInt(2);
      long[] sets = new long[count];
      for (int i = 0; i < tasks; i++) {
        int owner = random.nextInt(count + (tasks > 3 ? 1 : 0));
        if (owner < count && box.held[i]) {
          sets[owner] |= 1L << i;
        }
      }
      if (Arrays.stream(sets).anyMatch(set -> set == 0)) {
        continue;
      }
      int likely = random.nextInt(count + 1) - 1;
      RateNode node =
          new RateNode(sets, likely, tasks, rays.levels().size(), Double.POSITIVE_INFINITY, 0);
      node.division = RateNode.Division.RATE;
      double[] shed = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        boolean part = random.nextInt(3) == 0;
        if (node.most[i] > 0) {
          shed[i] = part ? random.nextDouble() : 1;
          node.parts |= part ? 1L << i : 0;
          node.least[i] = part ? shed[i] * random.nextDouble() : 1;
          node.most[i] = part ? shed[i] + (1 - shed[i]) * random.nextDouble() : 1;
        }
      }
      double[][] rate = new double[count][count];
      for (int k = 0; k < count; k++) {
        for (int l = k + 1; l < count; l++) {
          rate[k][l] = Math.exp(2.4 * random.nextDouble() - 1.2);
          rate[l][k] = 1 / rate[k][l];
          node.rate[k][l] = rate[k][l] * (1 - 0.3 * random.nextDouble());
          node.rate[l][k] = rate[l][k] * (1 - 0.3 * random.nextDouble());
        }
      }
      bounds.improve(node, 0);
      for (int m = 0; m < 60; m++) {
        double gain = gain(random, box, instance, node, shed, rate);
        assertThat(gain).isLessThanOrEqualTo(node.bound + 1e-9);
        tight += gain > 0.8 * node.bound ? 1 : 0;
      }
    }
    assertThat(tight).isGreaterThan(0);
  }

  /** Gain of random rays {@code >= -x}, 0 when one of them is accepted too often for the node. */
  private static double gain(
      UniformRandomProvider random,
      ScaledBox box,
      BoxInstance instance,
      RateNode node,
      double[] shed,
      double[][] rate) {
    double gain = 0;
    double sum = 0;
    for (int k = 0; k < node.rays(); k++) {
      double[] kappa = new double[box.tasks];
      for (int i = 0; i < box.tasks; i++) {
        for (int l = 0; l < node.rays(); l++) {
          if ((node.sets[l] >> i & 1) != 0) {
            kappa[i] = l == k ? -shed[i] : rate[k][l] * shed[i];
          }
        }
      }
      double spare = -Math.min(0, dot(box.mean, kappa));
      int target = random.nextInt(box.tasks);
      kappa[target] += spare / box.mean[target] * 1.2 * random.nextDouble();
      double[] real = new double[box.tasks];
      for (int i = 0; i < real.length; i++) {
        real[i] = kappa[i] * box.unit[i];
      }
      double chance = instance.problem().measure().acceptanceProbability(real);
      if (k == node.likely ? chance < 0.5 : chance > 0.5) {
        return 0;
      }
      sum += chance;
      gain += chance * Math.max(0, box.worth(kappa));
    }
    return node.likely >= 0 && sum > 1 ? 0 : gain;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Where the bound exists it does not grow with work, and the session repeats itself. */
  @Test
  void repeatsItself() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(9);
    BoxInstance instance = BoxInstance.random(random, 4, 3);
    BoundSession session = method.open(instance.problem());
    double least = Double.POSITIVE_INFINITY;
    for (long nodes : List.of(10L, 300L, 3_000L, 3_000L)) {
      WorkBudget budget = WorkBudget.nodes(nodes);
      double value = session.upperBound(instance.weights(), 0, 1e-3, budget).value();
      assertThat(value).isLessThanOrEqualTo(least);
      least = value;
    }
    assertThat(session.nominalNanos()).isZero();
  }

  @Test
  void rejectsWhatItCannotDo() {
    assertThatThrownBy(() -> ExchangeRateBound.from(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minTasks is 1");
    assertThatThrownBy(() -> ExchangeRateBound.from(8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minTasks is 8");
    BoxInstance instance = BoxInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(1), 3, 0);
    SupportProblem problem = instance.problem();
    assertThat(ExchangeRateBound.from(4).applies(problem)).isFalse();
    assertThatThrownBy(() -> ExchangeRateBound.from(4).open(problem))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("problem has 3 tasks");
    BoundSession session = method.open(problem);
    assertThatThrownBy(() -> session.upperBound(Vector.of(1), 0, 0, ENOUGH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs 3 finite entries");
    assertThatThrownBy(() -> session.upperBound(instance.weights(), 0, -1, ENOUGH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("relativeGap is -1");
    assertThat(session.upperBound(Vector.of(-1, -2, 0), 0, 0, ENOUGH).value()).isZero();
  }
}
