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
class WinnerBoundsTest {
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
        boolean likely = facts.winner >= 0 && facts.chance >= 0.5;
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
  private record Facts(List<double[]> rays, double gain, int winner, double chance, long shed) {
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
        return new Facts(rays, gain, winner, 0, 0);
      }
      double[] top = rays.get(winner);
      long shed = 0;
      for (int i = 0; i < top.length; i++) {
        shed |= top[i] < 0 ? 1L << i : 0;
      }
      return new Facts(rays, gain, winner, chances.get(winner), shed);
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

    final ScaledBox box;
    private final double[] singles;
    private final double[] paired;
    private final ValueTable values;
    private final double sum;
    private final List<Band> bands = new ArrayList<>();
    private final WinnerBounds bounds;
    private final long all;

    Nodes(BoxInstance instance) {
      box = instance.scaled();
      values = new ValueTable(box, 1e-3);
      singles = new double[box.tasks];
      paired = new double[box.tasks];
      long held = 0;
      double total = 0;
      for (int i = 0; i < box.tasks; i++) {
        held |= box.held[i] ? 1L << i : 0;
        singles[i] = values.of(box.held[i] ? 1L << i : 0, 0, 0.5);
        total += singles[i];
      }
      all = held;
      sum = total;
      for (int i = 0; i < box.tasks; i++) {
        paired[i] = box.held[i] ? Math.min(singles[i], values.paired(i, all)) : 0;
      }
      bounds = new WinnerBounds(box, values, all);
      double base = instance.weights().dot(instance.problem().endowment());
      List<LikelyRays.Level> levels = new LikelyRays(box).levels(0, 0.01, base, 0.02);
      for (int b = 0; b + 1 < HIGH.length; b++) {
        double from = HIGH[b];
        double to = HIGH[b + 1];
        List<Double> rest = new ArrayList<>();
        for (int i = 0; i < box.tasks; i++) {
          rest.add(values.of(all & 1L << i, 0, 1 - from));
        }
        List<LikelyRays.Level> mine =
            levels.stream().filter(t -> t.to() > from && t.from() < to).toList();
        bands.add(new Band(from, 1 - from, rest, List.of(), mine));
      }
    }

    /**
     * Menus without a likely ray: one ray of one task and another ray count in full, the others as
     * rays that lose twice or to two tasks, or three rays of one task count in full.
     */
    double checkUnlikely(UniformRandomProvider random, Facts facts) {
      assertThat(facts.gain).isLessThanOrEqualTo(sum + 1e-9);
      double bound = threeSingles();
      if (Long.bitCount(all) > 6) {
        return 0;
      }
      WinnerNode best = null;
      for (int q = 0; q < box.tasks; q++) {
        if ((all >> q & 1) == 0) {
          continue;
        }
        long others = all & ~(1L << q);
        for (long set = others; ; set = (set - 1) & others) {
          WinnerNode leaf = unlikely(q, set, all & ~set);
          if (leaf.bound > bound) {
            bound = leaf.bound;
            best = leaf;
          }
          if (set == 0) {
            break;
          }
        }
      }
      assertThat(facts.gain).as("unlikely").isLessThanOrEqualTo(bound + 1e-9);
      for (int n = 0; n < 4 && best != null; n++) {
        long decided = random.nextLong();
        WinnerNode node =
            new WinnerNode(
                best.band, best.shed & decided, best.kept & decided, best.rest, 1e300, 0);
        bounds.improve(node, 0);
        assertThat(node.bound).isGreaterThanOrEqualTo(Math.min(sum, bound) * (1 - 3e-3));
      }
      return facts.gain / bound;
    }

    private double threeSingles() {
      double[] excess = new double[box.tasks];
      double total = 0;
      for (int i = 0; i < box.tasks; i++) {
        excess[i] = singles[i] - paired[i];
        total += paired[i];
      }
      Arrays.sort(excess);
      for (int n = 1; n <= Math.min(3, box.tasks); n++) {
        total += excess[box.tasks - n];
      }
      return total;
    }

    private WinnerNode unlikely(int q, long shed, long kept) {
      double[] rest = paired.clone();
      rest[q] = singles[q];
      Band band =
          new Band(
              0,
              0.5,
              Arrays.stream(rest).boxed().toList(),
              Arrays.stream(singles).boxed().toList(),
              List.of());
      WinnerNode node = new WinnerNode(band, shed, kept, rest, 1e300, 0);
      bounds.improve(node, 0);
      return node;
    }

    /** The bound of a band by what other rays are worth, by brute force. */
    private double ceiling(Band band) {
      double bound = 0;
      for (long set = all; ; set = (set - 1) & all) {
        double total = values.of(set, 0, band.cap());
        for (int i = 0; i < box.tasks; i++) {
          if ((all & ~set & 1L << i) != 0) {
            double most = Math.min(paired[i], band.rest().get(i));
            for (LikelyRays.Level level : band.levels()) {
              most = Math.max(most, level.to() * level.high()[i]);
            }
            total += most;
          }
        }
        bound = Math.max(bound, total);
        if (set == 0) {
          return bound;
        }
      }
    }

    /**
     * Some vertex of what the winner sheds has a leaf, and all nodes above that leaf, with a bound
     * not below the gain. Returns the gain relative to the leaf's bound.
     */
    double check(UniformRandomProvider random, Facts facts) {
      Band band = bands.get(0);
      for (Band other : bands) {
        if (facts.chance >= other.from()) {
          band = other;
        }
      }
      long best = 0;
      double bound = Double.NEGATIVE_INFINITY;
      double[] winner = facts.rays.get(facts.winner);
      boolean full = true;
      for (int i = 0; i < winner.length; i++) {
        full &= winner[i] >= 0 || winner[i] < -1 + 1e-12;
      }
      for (long set = facts.shed; ; set = (set - 1) & facts.shed) {
        double leaf = bound(band, set, all & ~set);
        if (leaf > bound) {
          bound = leaf;
          best = set;
        }
        if (set == 0 || full || Long.bitCount(facts.shed) > 10) {
          break;
        }
      }
      if (full) {
        best = facts.shed;
        bound = bound(band, best, all & ~best);
      } else if (Long.bitCount(facts.shed) > 10) {
        return 0;
      }
      if (Long.bitCount(all) <= 6) {
        double ceiling = ceiling(band);
        assertThat(facts.gain).as("ceiling").isLessThanOrEqualTo(ceiling + 1e-9);
        double searched =
            new TwiceLosers(box, values, bounds, all)
                .ceiling(band, 0, WorkBudget.nodes(Long.MAX_VALUE));
        assertThat(searched).as("searched ceiling").isGreaterThanOrEqualTo(ceiling * (1 - 3e-3));
      }
      assertThat(facts.gain).as("leaf").isLessThanOrEqualTo(bound + 1e-9);
      for (int n = 0; n < 4; n++) {
        long decided = random.nextLong();
        double inner = bound(band, best & decided, all & ~best & decided);
        assertThat(facts.gain).as("node").isLessThanOrEqualTo(inner + 1e-9);
      }
      return facts.gain / bound;
    }

    private double bound(Band band, long shed, long kept) {
      double[] rest = band.rest().stream().mapToDouble(Double::doubleValue).toArray();
      WinnerNode node = new WinnerNode(band, shed, kept, rest, Double.POSITIVE_INFINITY, 0);
      bounds.improve(node, 0);
      assertThat(Arrays.stream(node.rest).min().orElse(0)).isGreaterThanOrEqualTo(0);
      return node.bound;
    }
  }
}
