package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of nodes against their definition, the values of single rays taken as given. */
class RateBoundsTest {
  private static final int POINTS = 4000;

  private static RateNode node(UniformRandomProvider random, int tasks, int levels, double width) {
    int count = 2 + random.nextInt(2);
    long[] sets = new long[count];
    for (int i = 0; i < tasks; i++) {
      sets[i < count ? i : random.nextInt(count)] |= 1L << i;
    }
    int likely = random.nextInt(count + 1) - 1;
    RateNode node = new RateNode(sets, likely, tasks, levels, Double.POSITIVE_INFINITY, 0);
    node.division = RateNode.Division.RATE;
    for (int i = 0; i < tasks; i++) {
      boolean part = random.nextInt(4) == 0;
      node.parts |= part ? 1L << i : 0;
      node.least[i] = part ? 0.4 + 0.2 * random.nextDouble() : 1;
      node.most[i] = part ? node.least[i] + 0.3 * random.nextDouble() : 1;
    }
    for (int k = 0; k < count; k++) {
      for (int l = k + 1; l < count; l++) {
        double rate = Math.exp(1.2 * random.nextDouble() - 0.6);
        node.rate[k][l] = rate * (1 - width * random.nextDouble());
        node.rate[l][k] = (1 - width * random.nextDouble()) / rate;
      }
    }
    return node;
  }

  /** The sum of two chords on a grid of rates, and the other rays, at a vertex of the bundles. */
  private static double chords(RateNode node, RateValues values, int k, int l, double[] at) {
    double low = node.rate[k][l];
    double high = 1 / node.rate[l][k];
    double kLow = values.of(node, k, -1, 0, at, at, true);
    double kHigh = values.of(node, k, l, high, at, at, true);
    double lLow = values.of(node, l, -1, 0, at, at, true);
    double lHigh = values.of(node, l, k, 1 / low, at, at, true);
    double best = Double.NEGATIVE_INFINITY;
    for (int n = 0; n <= POINTS; n++) {
      double y = low + (high - low) * n / POINTS;
      double share = (y - low) / (high - low);
      // The other ray's rate 1 / y rises from 1 / high to 1 / low.
      double other = (1 / y - 1 / high) / (1 / low - 1 / high);
      best =
          Math.max(best, (1 - share) * kLow + share * kHigh + (1 - other) * lLow + other * lHigh);
    }
    for (int r = 0; r < node.rays(); r++) {
      best += r == k || r == l ? 0 : values.of(node, r, -1, 0, at, at, true);
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void boundsAreSumsOrChords(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(900 + tasks);
    int byChords = 0;
    int bySums = 0;
    for (int n = 0; n < 150; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      ScaledBox box = instance.scaled();
      SingleRay rays = new SingleRay(box, 0, 1e-2, 0, 0.05);
      RateValues values = new RateValues(box, rays.levels());
      RateNode node = node(random, tasks, rays.levels().size(), n % 2 == 0 ? 0.1 : 0.6);
      new RateBounds(tasks, values, -1).improve(node, 0);
      double sum = 0;
      for (int k = 0; k < node.rays(); k++) {
        sum += values.of(node, k, -1, 0, node.most, node.least, false);
      }
      if (sum <= 0) {
        assertThat(node.bound).isLessThanOrEqualTo(1e-9);
        continue;
      }
      if (node.division != RateNode.Division.RATE && node.rays() > 2) {
        // Which rates were looked at is not kept then.
        continue;
      }
      int first = node.rays() == 2 ? 0 : node.first;
      int second = node.rays() == 2 ? 1 : node.second;
      double largest = 0;
      for (long vertex = 0; vertex < 1L << tasks; vertex++) {
        if ((vertex & ~node.parts) == 0) {
          double[] at = node.most.clone();
          for (int i = 0; i < tasks; i++) {
            at[i] = ((node.parts & ~vertex) >> i & 1) != 0 ? node.least[i] : at[i];
          }
          largest = Math.max(largest, chords(node, values, first, second, at));
        }
      }
      double expected = Math.min(sum, largest);
      assertThat(node.bound).isCloseTo(expected, within(1e-6 * (1 + sum)));
      assertThat(node.bound).isGreaterThanOrEqualTo(Math.min(sum, largest - 1e-12));
      byChords += largest < sum * (1 - 1e-6) ? 1 : 0;
      bySums += largest > sum ? 1 : 0;
    }
    assertThat(byChords).isGreaterThan(10);
    assertThat(bySums).isGreaterThan(5);
  }

  /** What one ray is worth at the rates of a node: nothing if it takes back more than it sheds. */
  @Test
  void worthsOfSingleRays() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(33);
    int known = 0;
    for (int n = 0; n < 60; n++) {
      BoxInstance instance = BoxInstance.random(random, 3, n % BoxInstance.KINDS);
      ScaledBox box = instance.scaled();
      SingleRay rays = new SingleRay(box, 0, 1e-2, 0, 0.05);
      RateValues values = new RateValues(box, rays.levels());
      RateNode node = new RateNode(new long[] {1, 6}, -1, 3, rays.levels().size(), 9, 0);
      node.division = RateNode.Division.RATE;
      node.rate[0][1] = random.nextDouble();
      double[] own = {1, 1, 1};
      long before = values.evaluations();
      double worth = values.of(node, 0, -1, 0, own, own, false);
      double[] bundle = {1, -node.rate[0][1], -node.rate[0][1]};
      double taken = node.rate[0][1] * (box.lower[1] + box.lower[2]);
      if (taken > box.upper[0] * (1 + 1e-9)) {
        assertThat(worth).isZero();
        assertThat(values.evaluations()).isEqualTo(before);
        continue;
      }
      known++;
      double direct = new BundleValue(box, 1e-4).upperOfRays(bundle, 0, 0.5);
      assertThat(worth).isEqualTo(direct);
      long after = values.evaluations();
      assertThat(values.of(node, 0, -1, 0, own, own, false)).isEqualTo(worth);
      assertThat(values.evaluations()).isEqualTo(after);
      // The extension is another number, remembered apart.
      double extended = values.of(node, 0, -1, 0, own, own, true);
      assertThat(extended).isEqualTo(new BundleValue(box, 1e-4).upper(bundle, 0, 0.5, 0));
      // A rate in place of the node's.
      double[] other = {1, -0.25, -0.25};
      if (0.25 * (box.lower[1] + box.lower[2]) < box.upper[0]) {
        assertThat(values.of(node, 0, 1, 0.25, own, own, false))
            .isEqualTo(new BundleValue(box, 1e-4).upperOfRays(other, 0, 0.5));
      }
      assertThat(values.of(node, 0, 1, 0, new double[3], own, true)).isZero();
      assertThat(values.mean(5)).isEqualTo(box.mean[0] + box.mean[2]);
    }
    assertThat(known).isGreaterThan(20);
  }

  /** The ray accepted with probability 1/2 or more: the largest of its levels. */
  @Test
  void worthsOfLikelyRays() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(34);
    int positive = 0;
    for (int n = 0; n < 60; n++) {
      BoxInstance instance = BoxInstance.random(random, 3, n % BoxInstance.KINDS);
      ScaledBox box = instance.scaled();
      SingleRay rays = new SingleRay(box, 0, 1e-2, 0, 0.05);
      RateValues values = new RateValues(box, rays.levels());
      int levels = rays.levels().size();
      RateNode node = new RateNode(new long[] {1, 6}, 0, 3, levels, 9, 0);
      node.rate[0][1] = random.nextDouble();
      node.firstLevel = random.nextInt(levels);
      node.endLevel = node.firstLevel + 1 + random.nextInt(levels - node.firstLevel);
      double[] own = {1, 1, 1};
      double[] bundle = {1, -node.rate[0][1], -node.rate[0][1]};
      double most = 0;
      for (LikelyRays.Level level : rays.levels().subList(node.firstLevel, node.endLevel)) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
          sum += Math.max(bundle[i] * level.high()[i], bundle[i] * level.low()[i]);
        }
        most = Math.max(most, level.to() * sum);
      }
      double balance = 0;
      for (int i = 0; i < 3; i++) {
        balance += bundle[i] * box.mean[i];
      }
      double found = values.of(node, 0, -1, 0, own, own, false);
      if (balance < -1e-9) {
        assertThat(found).isZero();
      } else {
        assertThat(found).isEqualTo(most + box.slack);
        positive += found > 0.01 ? 1 : 0;
      }
      assertThat(values.of(node, 0, -1, 0, own, own, true)).isEqualTo(most + box.slack);
      // Others are accepted with what is left at most.
      double cap = Math.min(0.5, 1 - rays.levels().get(node.firstLevel).from());
      node.rate[1][0] = 0.1;
      double[] rest = {-0.1, 1, 1};
      assertThat(values.of(node, 1, -1, 0, own, own, true))
          .isEqualTo(new BundleValue(box, 1e-4).upper(rest, 0, cap, 0));
    }
    assertThat(positive).isGreaterThan(10);
  }
}
