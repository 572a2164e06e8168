package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sums over known instances that change only on purpose: what is found, and in how many steps.
 * Another bound may be as valid and as close and still be a slip.
 */
class FrontierNumbersTest {
  private static final double CLOSE = 1e-10;

  private static UniformRandomProvider random(int seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  private static double[] bundle(UniformRandomProvider random, int tasks) {
    double[] x = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      int kind = random.nextInt(5);
      x[i] = kind == 0 ? 0 : kind == 1 ? -0.8 * random.nextDouble() : random.nextDouble();
    }
    return x;
  }

  @ParameterizedTest
  @CsvSource({
    "2, 28.7878689723, 22.1031419599, 2802, -1357000592",
    "3, 58.1838342308, 45.0731632845, 4367, 968207298",
    "5, 104.9737159615, 114.7533689396, 5870, 216910710",
    "9, 306.7511692644, 447.3174530989, 7311, 440392745"
  })
  void bundles(int tasks, double bounds, double best, double evaluations, int digits) {
    values(tasks, false, bounds, best, evaluations, digits);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 37.7496662767, 25.1638997034, 2348, 878825502",
    "3, 85.0323660535, 61.2457447211, 3510, 1500982912",
    "5, 167.933849779, 168.9298984872, 5244, -1071503872",
    "9, 472.0090898752, 583.4946122723, 6272, -1882850905"
  })
  void bundlesFromZero(int tasks, double bounds, double best, double evaluations, int digits) {
    values(tasks, true, bounds, best, evaluations, digits);
  }

  private static void values(
      int tasks, boolean fromZero, double bounds, double best, double evaluations, int digits) {
    UniformRandomProvider random = random(700 + tasks);
    double sum = 0;
    double found = 0;
    long count = 0;
    int hash = 0;
    for (int n = 0; n < 60; n++) {
      BoxInstance drawn = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      BoxInstance instance = fromZero ? drawn.fromZero(n % 2) : drawn;
      BundleValue values = new BundleValue(instance.scaled(), 1e-3);
      double[] x = bundle(random, tasks);
      double whole = values.upper(x, 0, 0.5, 0);
      sum += whole;
      found += values.bestValue() * (1 + values.bestTarget());
      double band = values.upper(x, 0.1, 0.3, 0);
      found += values.bestValue();
      double most = values.upper(x, 0.02, 0.5, 0);
      double enough = values.upper(x, 0, 0.2, 0.8 * whole);
      double rays = values.upperOfRays(x, 0, 0.4);
      sum += band + most + enough + rays;
      hash = 31 * hash + Arrays.hashCode(new double[] {whole, band, most, enough, rays});
      found += values.bestValue();
      count += values.evaluations();
    }
    // Slack for rounding shows in the last digits.
    assertThat(hash).isEqualTo(digits);
    check(new double[] {sum, found, (double) count}, bounds, best, evaluations);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 796.6875, 1029.9897792954, 12.7796636988",
    "6, 1303.84375, 8229.1930656029, 41.9191573398",
    "12, 1563.29375, 57449.7290556322, 123.1648051149"
  })
  void levels(int tasks, double ends, double edges, double most) {
    UniformRandomProvider random = random(800 + tasks);
    double sum = 0;
    double sides = 0;
    double upper = 0;
    for (int n = 0; n < 12; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      ScaledBox box = instance.scaled();
      SingleRay rays = new SingleRay(box, 0, 1e-3, 0, 0.005);
      for (LikelyRays.Level level : rays.levels()) {
        sum += level.from() + level.to();
        for (int i = 0; i < tasks; i++) {
          sides += (i + 1) * (level.high()[i] - 0.3 * level.low()[i]);
        }
      }
      upper += rays.upper() + 0.5 * rays.value();
    }
    check(new double[] {sum, sides, upper}, ends, edges, most);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 44.2494331294, 104.9942258411, 1.8781600522",
    "6, 50.6367953988, 505.0945417302, 100.8864848287",
    "10, 53.3908184238, 1517.0310880912, 720.7752057775"
  })
  void cuts(int tasks, double chances, double means, double widths) {
    UniformRandomProvider random = random(900 + tasks);
    double sum = 0;
    double middle = 0;
    double width = 0;
    for (int n = 0; n < 60; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      AcceptanceCut cut = new AcceptanceCut(instance.scaled());
      double[] kappa = bundle(random, tasks);
      for (int i = 0; i < tasks; i++) {
        kappa[i] = -kappa[i];
      }
      sum += cut.probability(kappa);
      width += 1e12 * Math.min(1e-9, cut.error());
      double[] low = new double[tasks];
      double[] high = new double[tasks];
      if (cut.conditionalMean(kappa, low, high)) {
        for (int i = 0; i < tasks; i++) {
          middle += (i + 1) * (low[i] + high[i]);
          width += 1e10 * (high[i] - low[i]);
        }
      }
    }
    check(new double[] {sum, middle}, chances, means);
    assertThat(width).isCloseTo(widths, within(1e-3 * widths));
  }

  @ParameterizedTest
  @CsvSource({
    "4, false, 285.0071450067, 244.0861451635, 142",
    "4, true, 328.0903207338, 438.426839461, 137",
    "7, false, 746.9629951726, 544.8643362285, 388",
    "7, true, 818.7623223106, 1023.2543213596, 383"
  })
  void nodesOfWinners(int tasks, boolean fromZero, double bounds, double rests, double chosen) {
    UniformRandomProvider random = random(1000 + tasks);
    double sum = 0;
    double rest = 0;
    double task = 0;
    for (int n = 0; n < 24; n++) {
      BoxInstance drawn = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      Parts parts = new Parts((fromZero ? drawn.fromZero(n % 2) : drawn).scaled());
      List<LikelyRays.Level> levels = new LikelyRays(parts.box).levels(0, 0.01, 0, 0.05);
      List<LikelyRays.Level> upper = levels.subList(levels.size() / 2, levels.size());
      double cap = 1 - upper.get(0).from();
      Mass mass = upper.get(0).mass();
      for (int m = 0; m < 6; m++) {
        Band band = new Band(cap, parts.alone(cap), upper, parts.takeBacks(mass));
        StarBounds winners = new StarBounds(parts.box, band, parts.all);
        long shed = random.nextInt(1 << tasks) & parts.all;
        long kept = random.nextInt(1 << tasks) & parts.all & ~shed;
        StarNode node = StarNode.of(band, shed, kept);
        winners.improve(node, 0);
        StarNode again = StarNode.of(band, shed, kept).child(parts.all & ~shed & ~kept, true, 1);
        winners.improve(again, node.bound * (1 + 0.1 * random.nextDouble()));
        sum += node.bound + again.bound + 0.1 * mass.most(shed) + 0.01 * mass.low(n % tasks);
        rest += Arrays.stream(node.rest).sum() + Arrays.stream(again.rest).sum();
        task += winners.task(node);
      }
    }
    check(new double[] {sum, rest, task}, bounds, rests, chosen);
  }

  @ParameterizedTest
  @CsvSource({
    "4, false, 188.8704914407, 579.8243038481, 120",
    "4, true, 274.9272688323, 893.509991208, 119",
    "7, false, 445.6308129052, 1492.4457471148, 319",
    "7, true, 592.9958612573, 2122.7904341011, 321"
  })
  void nodesOfPairs(int tasks, boolean fromZero, double bounds, double worths, double chosen) {
    UniformRandomProvider random = random(1100 + tasks);
    double sum = 0;
    double worth = 0;
    double task = 0;
    for (int n = 0; n < 16; n++) {
      BoxInstance drawn = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      Parts parts = new Parts((fromZero ? drawn.fromZero(n % 2) : drawn).scaled());
      LoserWorths losers = new LoserWorths(parts.box, parts.values, parts.all);
      assertThat(losers.prepare(WorkBudget.nodes(0))).isTrue();
      TakeBacks even = parts.takeBacks(Mass.of(parts.box.mean));
      PairBounds pairs = new PairBounds(parts.box, parts.values, even, parts.all);
      List<LikelyRays.Level> levels = new LikelyRays(parts.box).levels(0, 0.01, 0, 0.05);
      Band band = new Band(0.5, parts.alone(0.5), levels, even);
      for (int m = 0; m < 9; m++) {
        int q = Long.numberOfTrailingZeros(parts.all);
        PairKind kind =
            m % 3 == 0
                ? PairKind.likely(List.of(band), losers)
                : m % 3 == 1 ? PairKind.ofOne(q, losers) : PairKind.ofMany(losers);
        long free = parts.all & ~kind.winner();
        long winner = kind.likely() ? random.nextInt(1 << tasks) & free : 0;
        long pair = random.nextInt(1 << tasks) & free & ~winner;
        long rest = random.nextInt(1 << tasks) & free & ~winner & ~pair;
        PairNode node = PairNode.of(kind, winner, pair, rest);
        pairs.improve(node, 0);
        int next = pairs.task(node);
        sum += node.bound + node.extra;
        task += next;
        if (next >= 0) {
          for (PairNode.Part part : PairNode.Part.values()) {
            if (kind.likely() || part != PairNode.Part.WINNER) {
              PairNode child = node.child(1L << next, part, 1);
              pairs.improve(child, 0.9 * node.bound);
              sum += 0.1 * child.bound + child.extra;
              worth += Arrays.stream(child.own).sum() + Arrays.stream(child.other).sum();
            }
          }
        }
        worth += Arrays.stream(node.own).sum() + Arrays.stream(node.other).sum();
      }
      CircleTree circles = new CircleTree(even, losers, parts.all);
      sum += circles.bound();
      while (!circles.exhausted()) {
        circles.step(0, 0, WorkBudget.nodes(0));
      }
      sum += circles.bound() + 0.01 * circles.size();
    }
    check(new double[] {sum, worth, task}, bounds, worths, chosen);
  }

  /** What the bounds of nodes are made of. */
  private static final class Parts {
    final ScaledBox box;
    final ValueTable values;
    final long all;

    Parts(ScaledBox box) {
      this.box = box;
      values = new ValueTable(box, 1e-3);
      long held = 0;
      for (int i = 0; i < box.tasks; i++) {
        held |= box.held[i] ? 1L << i : 0;
      }
      all = held;
    }

    List<Double> alone(double cap) {
      List<Double> alone = new ArrayList<>();
      for (int i = 0; i < box.tasks; i++) {
        alone.add(values.of(all & 1L << i, cap));
      }
      return alone;
    }

    TakeBacks takeBacks(Mass mass) {
      return new TakeBacks(box, values, mass);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 3000, 71.5844072590, 387.154",
    "7, 6000, 154.3378061664, 594.888",
    "12, 4000, 265.5281697503, 963.028"
  })
  void treesOfWinners(int tasks, long work, double bounds, double nanos) {
    trees(WinnerTreeBound.standard(), tasks, work, bounds, nanos);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 400, 52.6002550359, 1039.218",
    "4, 600, 71.9080340147, 797.127",
    "5, 600, 87.9500630755, 1257.924"
  })
  void treesOfRates(int tasks, long work, double bounds, double nanos) {
    trees(ExchangeRateBound.from(2), tasks, work, bounds, nanos);
  }

  private static void trees(
      SupportBound method, int tasks, long work, double bounds, double nanos) {
    UniformRandomProvider random = random(600 + tasks);
    double sum = 0;
    double used = 0;
    for (int n = 0; n < 10; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      Vector w = instance.weights();
      BoundSession single = WinnerTreeBound.standard().open(instance.problem());
      single.upperBound(w, 0, 1e-3, WorkBudget.nodes(1));
      double value = single.incumbent().map(column -> column.value(w)).orElse(0.0);
      BoundSession session = method.open(instance.problem());
      for (double gap : new double[] {1e-2, 1e-3}) {
        double bound = session.upperBound(w, value, gap, WorkBudget.nodes(work)).value();
        sum += bound < 1e9 ? bound : 1;
        used += session.nominalNanos() * 1e-6;
      }
    }
    check(new double[] {sum, used}, bounds, nanos);
  }

  private static void check(double[] found, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(CLOSE * (1 + Math.abs(expected[i]))));
    }
  }
}
