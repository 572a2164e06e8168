package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What trees over menus do step by step: sizes, ends, deadlines. */
class GainTreesTest {
  private static final WorkBudget ENOUGH = WorkBudget.nodes(Long.MAX_VALUE);
  private static final int TASKS = 6;

  private ScaledBox box;
  private ValueTable values;
  private TakeBacks takeBacks;
  private LoserWorths worths;
  private PairBounds pairs;
  private long all;

  private static WorkBudget over() {
    return new WorkBudget(Long.MAX_VALUE, System.nanoTime() - 1);
  }

  @BeforeEach
  void parts() {
    box = BoxInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(3), TASKS, 0).scaled();
    values = new ValueTable(box, 1e-3);
    takeBacks = new TakeBacks(box, values, Mass.of(box.mean));
    all = 0;
    for (int i = 0; i < TASKS; i++) {
      all |= box.held[i] ? 1L << i : 0;
    }
    worths = new LoserWorths(box, values, all);
    pairs = new PairBounds(box, values, takeBacks, all);
  }

  private Band band(double from) {
    List<Double> rest = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      rest.add(values.of(all & 1L << i, 1 - from));
    }
    List<LikelyRays.Level> levels =
        new LikelyRays(box).levels(0, 0.01, 0, 0.05).stream().filter(t -> t.to() > from).toList();
    return new Band(1 - from, rest, levels, takeBacks);
  }

  @Test
  void worthsWaitForTime() {
    assertThat(worths.prepare(over())).isFalse();
    assertThat(worths.prepare(ENOUGH)).isTrue();
    assertThat(worths.prepare(over())).isTrue();
    for (int i = 0; i < TASKS; i++) {
      assertThat(worths.once().get(i)).isLessThanOrEqualTo(worths.alone().get(i));
    }
  }

  @Test
  void pairsGrowByTheirParts() {
    assertThat(worths.prepare(ENOUGH)).isTrue();
    PairTree tree = new PairTree(pairs);
    assertThat(tree.exhausted()).isTrue();
    assertThat(tree.bound()).isZero();
    tree.plant(PairKind.ofMany(worths), 0, 0);
    assertThat(tree.size()).isEqualTo(1);
    double before = tree.bound();
    assertThat(tree.step(0, 0, ENOUGH)).isTrue();
    assertThat(tree.size()).isEqualTo(2);
    assertThat(tree.bound()).isLessThanOrEqualTo(before);
    PairTree likely = new PairTree(pairs);
    likely.plant(PairKind.likely(List.of(band(0.5)), worths), 0, 0);
    assertThat(likely.step(0, 0, ENOUGH)).isTrue();
    assertThat(likely.size()).isEqualTo(3);
    // A menu that is known drops what cannot be better, and the bound stays.
    double bound = likely.bound();
    assertThat(likely.step(2 * bound, 2 * bound, ENOUGH)).isTrue();
    assertThat(likely.size()).isEqualTo(2);
    assertThat(likely.bound()).isLessThanOrEqualTo(bound);
  }

  @Test
  void bandsHaveASecondTreeInTime() {
    Band low = band(0.5);
    Band high = band(0.9);
    StarTree first = new StarTree(new StarBounds(box, low, all), low, all, 0, 0);
    StarTree second = new StarTree(new StarBounds(box, high, all), high, all, 0, 0);
    LikelyTree tree = new LikelyTree(List.of(low, high), List.of(first, second), pairs, worths);
    assertThat(tree.size()).isEqualTo(2);
    assertThat(tree.bound()).isEqualTo(Math.max(first.bound(), second.bound()));
    int steps = 0;
    while (tree.step(0, 0, over())) {
      steps++;
      assertThat(tree.size()).isEqualTo(first.size() + second.size());
    }
    assertThat(steps).isPositive();
    assertThat(tree.exhausted()).isFalse();
    double bound = tree.bound();
    int size = tree.size();
    assertThat(tree.step(0, 0, ENOUGH)).isTrue();
    assertThat(tree.size()).isEqualTo(size + 1);
    while (!tree.exhausted()) {
      assertThat(tree.step(0, 0, ENOUGH)).isTrue();
      assertThat(tree.bound()).isLessThanOrEqualTo(bound);
      bound = tree.bound();
    }
    assertThat(first.exhausted() || second.exhausted()).isTrue();
    assertThat(tree.bound()).isPositive();
  }

  @Test
  void circlesTakeAllTriples() {
    assertThat(worths.prepare(ENOUGH)).isTrue();
    int held = Long.bitCount(all);
    CircleTree tree = new CircleTree(takeBacks, worths, all);
    assertThat(tree.size()).isEqualTo(held * (held - 1) * (held - 2) / 6);
    double sum = worths.once().stream().mapToDouble(Double::doubleValue).sum();
    double most = 0;
    for (int x = 0; x < TASKS; x++) {
      for (int y = 0; y < x; y++) {
        for (int z = 0; z < y; z++) {
          most = Math.max(most, excess(x) + excess(y) + excess(z));
        }
      }
    }
    assertThat(tree.bound()).isCloseTo(sum + most, within(1e-9));
    assertThat(tree.bound()).isGreaterThan(sum + most);
    while (!tree.exhausted()) {
      assertThat(tree.step(0, 0, ENOUGH)).isTrue();
    }
    assertThat(tree.bound()).isPositive().isLessThan(sum + most);
  }

  private double excess(int i) {
    return worths.alone().get(i) - worths.once().get(i);
  }

  @Test
  void masses() {
    Mass known = Mass.of(new double[] {1, 2, 4});
    assertThat(known.most(0b101)).isEqualTo(5);
    Mass between = Mass.of(new double[] {1, 2, 4}, new double[] {1, 3, 4}, 2);
    assertThat(between.low(1)).isCloseTo(4, within(1e-11)).isLessThan(4);
    assertThat(between.high(1)).isCloseTo(6, within(1e-11)).isGreaterThan(6);
  }
}
