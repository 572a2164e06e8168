package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.preference.CountedMeasure;
import io.polaray.preference.TypeSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of cells against their definitions, type by type. */
class TypeWeigherTest {
  private static final int LEVELS = 64;

  /** Who is so close to indifference is undecided. */
  private static final double ROUNDING = 1e-14;

  private final List<double[]> types = new ArrayList<>();
  private final List<Double> masses = new ArrayList<>();
  private double[] w;
  private TypeListForest forest;

  private void open(int tasks, int count, long seed) {
    SampleInstance instance =
        SampleInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(seed), tasks, count);
    TypeSample sample = ((CountedMeasure) instance.problem().measure()).sample();
    double[] least = new double[tasks];
    double[] most = new double[tasks];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int m = 0; m < count; m++) {
      double[] type = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        type[i] = sample.cost(m, i);
        least[i] = Math.min(least[i], type[i]);
        most[i] = Math.max(most[i], type[i]);
      }
      types.add(type);
      masses.add(sample.weight(m));
    }
    w = instance.weights().toArray();
    forest =
        new TypeListForest(
            instance.problem().endowment().toArray(), sample, least, most, 10_000, 10_000_000);
    forest.begin(w);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The largest w . kappa over the box from the dearest corner on with c . kappa at most 0. */
  private double knapsack(double[] type, double[] best, double[] worst) {
    double budget = -dot(type, best);
    double gain = dot(w, best);
    boolean[] used = new boolean[w.length];
    for (int round = 0; round < w.length; round++) {
      int next = -1;
      for (int i = 0; i < w.length; i++) {
        if (!used[i] && w[i] > 0 && (next < 0 || w[i] / type[i] > w[next] / type[next])) {
          next = i;
        }
      }
      if (next < 0) {
        return gain;
      }
      used[next] = true;
      double raise = Math.min(worst[next] - best[next], budget / type[next]);
      gain += raise * w[next];
      budget -= raise * type[next];
    }
    return gain;
  }

  private void checkCell(int cell) {
    double[] c = forest.store.doubles(cell);
    int at = forest.store.at(cell);
    int support = forest.support(cell);
    double[] best = new double[w.length];
    double[] worst = new double[w.length];
    double[] probe = new double[w.length];
    double worth = 0;
    for (int i = 0; i < w.length; i++) {
      double low = c[at + RayForest.LOW + i];
      double high = c[at + forest.high + i];
      boolean sheds = (support >> i & 1) != 0;
      best[i] = sheds ? -high : low;
      worst[i] = sheds ? -low : high;
      probe[i] = sheds ? -high : low > 0 ? Math.sqrt(low * high) : w[i] > 0 ? high / 2 : 0;
      worth += w[i] * (w[i] > 0 ? worst[i] : best[i]);
    }
    double sure = 0;
    double undecided = 0;
    double atProbe = 0;
    List<Integer> list = new ArrayList<>();
    for (int m = 0; m < types.size(); m++) {
      double mass = masses.get(m);
      atProbe += dot(types.get(m), probe) <= 0 ? mass : 0;
      if (dot(types.get(m), worst) < -ROUNDING) {
        sure += mass;
      } else if (dot(types.get(m), best) <= ROUNDING) {
        undecided += mass;
        list.add(m);
      }
    }
    int start = forest.start(cell);
    List<Integer> listed = new ArrayList<>();
    for (int t = start; t < start + forest.length(cell); t++) {
      listed.add(forest.listOf(cell)[t]);
    }
    assertThat(listed).isEqualTo(list);
    assertThat(c[at + forest.always()]).isCloseTo(sure, within(1e-13));
    assertThat(forest.store.mass[cell]).isCloseTo(sure + undecided, within(1e-13));
    double scale = 1e-13 * (1 + Math.abs(worth));
    assertThat(forest.store.worth[cell]).isCloseTo(worth, within(scale));
    double bestGain = (sure + undecided) * dot(w, best);
    double probeGain = atProbe * dot(w, probe);
    double met = Math.max(0, Math.max(bestGain, probeGain));
    assertThat(forest.store.value[cell]).isGreaterThanOrEqualTo(met - scale);
    if (!forest.isOpen(cell)) {
      assertThat(forest.store.value[cell]).isCloseTo(met, within(scale));
      double[] where = probeGain > bestGain ? probe : best;
      for (int i = 0; i < w.length; i++) {
        assertThat(c[at + forest.point + i]).isEqualTo(Math.abs(where[i]));
      }
    }
    double posted = Math.max(0, sure * worth);
    for (int m : list) {
      double most = knapsack(types.get(m), best, worst);
      double accepting = sure;
      for (int other : list) {
        accepting += knapsack(types.get(other), best, worst) >= most ? masses.get(other) : 0;
      }
      posted = Math.max(posted, accepting * most);
    }
    double step = (Math.max(0, worth) - Math.max(0, dot(w, best))) / LEVELS;
    assertThat(c[at + forest.affine])
        .isBetween(posted - scale, posted + step * (sure + undecided) + scale);
    assertThat(c[at + forest.bend]).isCloseTo(c[at + forest.affine] - met, within(scale));
    assertThat(forest.upper(cell)).isLessThanOrEqualTo(c[at + forest.affine]);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 30, 1, 2082459015",
    "2, 30, 2, -1916725439",
    "3, 25, 1, -1884474939",
    "3, 25, 2, 2081443546",
    "4, 20, 3, -1817044666",
    "4, 20, 4, 864880901",
    "5, 12, 5, 2137346259"
  })
  void cellsAgainstTheirDefinition(int tasks, int count, long seed, int checksum) {
    open(tasks, count, seed);
    List<Integer> cells = new ArrayList<>();
    for (int support = 1; support < (1 << tasks) - 1; support++) {
      cells.add(forest.root(support));
    }
    for (int n = 0; n < cells.size() && cells.size() < 400; n++) {
      int cell = cells.get(n);
      if (!forest.isSplittable(cell)) {
        continue;
      }
      forest.openAll(new int[] {cell}, 1);
      for (int child = forest.firstChild(cell); child <= forest.lastChild(cell); child++) {
        cells.add(child);
      }
    }
    assertThat(cells).hasSizeGreaterThan(50);
    cells.forEach(this::checkCell);
    // To the last digit, so that slack for rounding does not get lost either.
    List<Double> numbers = new ArrayList<>();
    for (int cell : cells) {
      int at = forest.store.at(cell);
      double[] c = forest.store.doubles(cell);
      numbers.add(forest.upper(cell));
      numbers.add(forest.store.worth[cell]);
      numbers.add(forest.store.value[cell]);
      numbers.add(c[at + forest.always()]);
      numbers.add(c[at + forest.affine]);
      numbers.add(c[at + forest.bend]);
    }
    w = Arrays.stream(w).map(entry -> 0.3 - entry).toArray();
    forest.begin(w);
    for (int support = 1; support < (1 << tasks) - 1; support++) {
      checkCell(forest.root(support));
    }
    assertThat(numbers.hashCode()).isEqualTo(checksum);
  }
}
