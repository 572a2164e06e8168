package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes inside the tree against random menus that belong to them. */
class WinnerNodesTest {
  private static final WorkBudget ENOUGH = WorkBudget.nodes(Long.MAX_VALUE);

  @ParameterizedTest
  @CsvSource({"3, 24", "4, 24", "6, 16", "9, 8"})
  void noMenuIsWorthMoreThanItsNodes(int tasks, int instances) {
    tryNodes(tasks, instances, 25, 900 + tasks);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"3, 60", "4, 60", "5, 40", "6, 24", "8, 12", "12, 4"})
  void noMenuOfManyIsWorthMoreThanItsNodes(int tasks, int instances) {
    tryNodes(tasks, instances, 60, 1900 + tasks);
  }

  private static void tryNodes(int tasks, int instances, int menus, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    double tightest = 0;
    int tested = 0;
    for (int n = 0; n < instances; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      if (n % 3 == 2) {
        instance = instance.fromZero(n % 2);
      }
      Nodes nodes = new Nodes(instance);
      for (int m = 0; m < menus; m++) {
        double[][] start =
            random.nextBoolean()
                ? instance.directions(random, 1 + random.nextInt(4))
                : instance.exchange(random);
        int steps = random.nextInt(3) == 0 ? 150 : 3;
        Facts facts = Facts.of(nodes.box, instance.menu(instance.climb(random, start, steps)));
        if (facts.rays.size() < 2) {
          continue;
        }
        boolean likely = facts.chance >= 0.5;
        double ratio = likely ? nodes.check(random, facts) : nodes.checkUnlikely(random, facts);
        tested++;
        tightest = Math.max(tightest, ratio);
      }
    }
    assertThat(tested).isGreaterThan(instances);
    // Random menus come close to the bounds at few tasks only.
    assertThat(tightest).isGreaterThan(tasks <= 5 ? 0.7 : 0.2).isLessThanOrEqualTo(1);
  }

  /** What the proofs say about one menu. */
  private record Facts(
      List<double[]> rays, double gain, int winner, double chance, long shed, int second) {
    static Facts of(ScaledBox box, MenuColumn column) {
      List<double[]> rays = new ArrayList<>();
      List<Double> chances = new ArrayList<>();
      double gain = 0;
      if (column.menu() instanceof Menu.Rays) {
        for (RayChoice choice : column.choices()) {
          double[] ray = scaled(box, choice.ray().direction());
          double worth = box.worth(ray);
          if (worth > 0) {
            rays.add(ray);
            chances.add(choice.probability());
            gain += choice.probability() * worth;
          }
        }
      }
      int winner = -1;
      for (int k = 0; k < rays.size(); k++) {
        boolean wins = true;
        for (int l = 0; l < rays.size(); l++) {
          wins &= l == k || !loses(box, rays.get(k), rays.get(l));
        }
        if (wins) {
          winner = k;
        }
      }
      for (int k = 0; k < rays.size(); k++) {
        if (k != winner) {
          assertThat(chances.get(k)).as("losers").isLessThanOrEqualTo(0.5 + 1e-9);
        }
      }
      if (winner < 0 || rays.size() < 2) {
        return new Facts(rays, gain, winner, 0, 0, -1);
      }
      double[] top = rays.get(winner);
      long shed = 0;
      for (int i = 0; i < top.length; i++) {
        shed |= top[i] < 0 ? 1L << i : 0;
      }
      int second = -1;
      for (int k = 0; k < rays.size(); k++) {
        boolean loses = k == winner;
        for (int l = 0; l < rays.size(); l++) {
          loses |= l != k && l != winner && loses(box, rays.get(k), rays.get(l));
        }
        if (!loses) {
          second = k;
        }
      }
      return new Facts(rays, gain, winner, chances.get(winner), shed, second);
    }

    private static double[] scaled(ScaledBox box, Vector direction) {
      double[] ray = direction.toArray();
      for (int i = 0; i < ray.length; i++) {
        ray[i] /= box.unit[i];
      }
      return ray;
    }

    /** Whether ray k must take back at least its own mass from what ray l sheds. */
    private static boolean loses(ScaledBox box, double[] k, double[] l) {
      return rate(k, l) * mass(box, l) >= mass(box, k) * (1 + 1e-12);
    }

    /** The largest y with kappa^k >= y a^l on what l sheds. */
    private static double rate(double[] k, double[] l) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < k.length; i++) {
        if (l[i] < 0) {
          least = Math.min(least, k[i] / -l[i]);
        }
      }
      return least;
    }

    private static double mass(ScaledBox box, double[] ray) {
      double sum = 0;
      for (int i = 0; i < ray.length; i++) {
        sum += Math.max(0, -ray[i]) * box.mean[i];
      }
      return sum;
    }
  }

  /** The nodes of one instance. */
  private static final class Nodes {
    private static final double[] HIGH = {0.5, 0.6, 0.75, 1};
    private static final int FEW = 6;

    final ScaledBox box;
    private final ValueTable values;
    private final TakeBacks takeBacks;
    private final LoserWorths worths;
    private final PairBounds pairs;
    private final List<Band> bands = new ArrayList<>();
    private final long all;
    private double unlikely = -1;

    Nodes(BoxInstance instance) {
      box = instance.scaled();
      values = new ValueTable(box, 1e-3);
      takeBacks = new TakeBacks(box, values, Mass.of(box.mean));
      long held = 0;
      for (int i = 0; i < box.tasks; i++) {
        held |= box.held[i] ? 1L << i : 0;
      }
      all = held;
      worths = new LoserWorths(box, values, all);
      assertThat(worths.prepare(ENOUGH)).isTrue();
      pairs = new PairBounds(box, values, takeBacks, all);
      double base = instance.weights().dot(instance.problem().endowment());
      List<LikelyRays.Level> levels = new LikelyRays(box).levels(0, 0.01, base, 0.02);
      for (int b = 0; b + 1 < HIGH.length; b++) {
        double from = HIGH[b];
        double to = HIGH[b + 1];
        List<Double> rest = new ArrayList<>();
        for (int i = 0; i < box.tasks; i++) {
          rest.add(values.of(all & 1L << i, 1 - from));
        }
        List<LikelyRays.Level> mine =
            levels.stream().filter(t -> t.to() > from && t.from() < to).toList();
        Mass mass = mine.get(0).from() > 0.5 ? mine.get(0).mass() : Mass.of(box.mean);
        bands.add(new Band(1 - from, rest, mine, new TakeBacks(box, values, mass)));
      }
    }

    /**
     * Menus without a likely ray: circles, one ray of many tasks, a ray of one task and another.
     */
    double checkUnlikely(UniformRandomProvider random, Facts facts) {
      double sum = worths.alone().stream().mapToDouble(Double::doubleValue).sum();
      assertThat(facts.gain).isLessThanOrEqualTo(sum + 1e-9);
      if (Long.bitCount(all) > FEW) {
        return 0;
      }
      if (unlikely < 0) {
        unlikely = Math.max(circles(), pairs());
      }
      assertThat(facts.gain).as("unlikely").isLessThanOrEqualTo(unlikely + 1e-9);
      return facts.gain / Math.min(unlikely, facts.winner < 0 ? unlikely : won(random, facts));
    }

    /** A leaf, and the nodes above it, of menus of unlikely rays with a winner. */
    private double won(UniformRandomProvider random, Facts facts) {
      double bound = Double.NEGATIVE_INFINITY;
      PairKind kind = PairKind.ofMany(worths);
      long pair = 0;
      for (long shed : vertices(facts.rays.get(facts.winner))) {
        if (Long.bitCount(shed) > 1) {
          double leaf = bound(PairKind.ofMany(worths), 0, shed, all & ~shed);
          if (leaf > bound) {
            bound = leaf;
            kind = PairKind.ofMany(worths);
            pair = shed;
          }
          continue;
        }
        PairKind one = PairKind.ofOne(Long.numberOfTrailingZeros(shed), worths);
        for (long other : seconds(facts)) {
          double leaf = bound(one, 0, other, all & ~shed & ~other);
          if (leaf > bound) {
            bound = leaf;
            kind = one;
            pair = other;
          }
        }
      }
      assertThat(facts.gain).as("won").isLessThanOrEqualTo(bound + 1e-9);
      for (int n = 0; n < 4; n++) {
        long decided = random.nextLong();
        long rest = all & ~kind.winner() & ~pair & decided;
        double inner = bound(kind, 0, pair & decided, rest);
        assertThat(facts.gain).as("node of a winner").isLessThanOrEqualTo(inner + 1e-9);
      }
      return bound;
    }

    private static List<Long> seconds(Facts facts) {
      return facts.second < 0 ? List.of(0L) : vertices(facts.rays.get(facts.second));
    }

    private double circles() {
      CircleTree tree = new CircleTree(takeBacks, worths, all);
      double first = tree.bound();
      while (!tree.exhausted()) {
        tree.step(0, 0, ENOUGH);
      }
      assertThat(tree.bound()).isLessThanOrEqualTo(first);
      return tree.bound();
    }

    /** The tree, which is not above the largest of its leaves. */
    private double pairs() {
      PairTree tree = new PairTree(pairs);
      double most = 0;
      for (int q = -1; q < box.tasks; q++) {
        if (q >= 0 && (all >> q & 1) == 0) {
          continue;
        }
        PairKind kind = q < 0 ? PairKind.ofMany(worths) : PairKind.ofOne(q, worths);
        tree.plant(kind, 0, 0);
        long others = all & ~kind.winner();
        for (long set = others; ; set = (set - 1) & others) {
          most = Math.max(most, bound(kind, 0, set, others & ~set));
          if (set == 0) {
            break;
          }
        }
      }
      while (!tree.exhausted()) {
        assertThat(tree.step(0, 0, ENOUGH)).isTrue();
      }
      assertThat(tree.bound()).isLessThanOrEqualTo(most * (1 + 3e-3));
      return tree.bound();
    }

    private double bound(PairKind kind, long winner, long pair, long rest) {
      PairNode node = PairNode.of(kind, winner, pair, rest);
      pairs.improve(node, 0);
      assertThat(Arrays.stream(node.other).min().orElse(0)).isGreaterThanOrEqualTo(0);
      assertThat(node.extra).isGreaterThanOrEqualTo(0);
      return node.bound;
    }

    /**
     * Some vertex of what the winner sheds, and the ray that loses to it alone, has a leaf, and all
     * nodes above that leaf, with a bound not below the gain. Returns the gain relative to the
     * smaller of the leaves' bounds.
     */
    double check(UniformRandomProvider random, Facts facts) {
      Band band = bands.get(0);
      for (Band other : bands) {
        if (facts.chance >= other.levels().get(0).from()) {
          band = other;
        }
      }
      if (Long.bitCount(facts.shed) > 10) {
        return 0;
      }
      StarBounds stars = new StarBounds(box, band, all);
      long best = 0;
      double bound = Double.NEGATIVE_INFINITY;
      for (long set : vertices(facts.rays.get(facts.winner))) {
        double leaf = bound(stars, band, set, all & ~set);
        if (leaf > bound) {
          bound = leaf;
          best = set;
        }
      }
      assertThat(facts.gain).as("leaf").isLessThanOrEqualTo(bound + 1e-9);
      for (int n = 0; n < 4; n++) {
        long decided = random.nextLong();
        double inner = bound(stars, band, best & decided, all & ~best & decided);
        assertThat(facts.gain).as("node").isLessThanOrEqualTo(inner + 1e-9);
      }
      return facts.gain / Math.min(bound, pair(random, band, facts));
    }

    private double pair(UniformRandomProvider random, Band band, Facts facts) {
      PairKind kind = PairKind.likely(List.of(band), worths);
      double bound = Double.NEGATIVE_INFINITY;
      long winner = 0;
      long pair = 0;
      for (long shed : vertices(facts.rays.get(facts.winner))) {
        for (long other : seconds(facts)) {
          double leaf = bound(kind, shed, other, all & ~shed & ~other);
          if (leaf > bound) {
            bound = leaf;
            winner = shed;
            pair = other;
          }
        }
      }
      assertThat(facts.gain).as("pair").isLessThanOrEqualTo(bound + 1e-9);
      for (int n = 0; n < 4; n++) {
        long decided = random.nextLong();
        long rest = all & ~winner & ~pair & decided;
        double inner = bound(kind, winner & decided, pair & decided, rest);
        assertThat(facts.gain).as("node of a pair").isLessThanOrEqualTo(inner + 1e-9);
      }
      return bound;
    }

    /** The sets of tasks that a ray sheds; all of them if it sheds them fully. */
    private static List<Long> vertices(double[] ray) {
      long shed = 0;
      boolean full = true;
      for (int i = 0; i < ray.length; i++) {
        shed |= ray[i] < 0 ? 1L << i : 0;
        full &= ray[i] >= 0 || ray[i] < -1 + 1e-12;
      }
      List<Long> sets = new ArrayList<>();
      for (long set = shed; set != 0; set = (set - 1) & shed) {
        sets.add(set);
        if (full) {
          break;
        }
      }
      return sets;
    }

    private double bound(StarBounds stars, Band band, long shed, long kept) {
      StarNode node = StarNode.of(band, shed, kept);
      stars.improve(node, 0);
      assertThat(Arrays.stream(node.rest).min().orElse(0)).isGreaterThanOrEqualTo(0);
      return node.bound;
    }
  }
}
