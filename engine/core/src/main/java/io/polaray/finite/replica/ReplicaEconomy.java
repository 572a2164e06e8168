package io.polaray.finite.replica;

import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.finite.ChoiceGroup;
import io.polaray.finite.Selection;
import io.polaray.finite.SelectionRule;
import io.polaray.finite.TradingSet;
import io.polaray.market.Agent;
import io.polaray.menu.Menu;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.TypeDraws;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replica economies of a large-market design (paper, section 4.3): N copies of each group, N times
 * the instances, menus handed out in proportion, costs drawn, choices made, an allocation selected.
 *
 * <p>Draw d of group j uses a stream of its own, the same for every N, every type model and every
 * selection rule (common random numbers); the first person of a group has the same position in it
 * whatever N is. Draws run in parallel and do not depend on threads.
 */
public final class ReplicaEconomy {
  private static final double WHOLE_TOLERANCE = 1e-6;

  private final List<AgentDesign> designs;
  private final Vector instances;
  private final SelectionRule rule;
  private final @Nullable PriceValue priceValue;
  private final List<List<Offered>> offered = new ArrayList<>();

  /** A menu, ready for choices. */
  private static final class Offered {
    final boolean remedial;
    final List<Ray> rays;
    final double[][] directions;

    Offered(Menu menu) {
      remedial = menu instanceof Menu.Remedial;
      rays = menu instanceof Menu.Rays some ? some.rays() : List.of();
      directions = new double[rays.size()][];
      for (int k = 0; k < directions.length; k++) {
        directions[k] = rays.get(k).direction().toArray();
      }
    }
  }

  private ReplicaEconomy(
      List<AgentDesign> designs,
      Vector instances,
      SelectionRule rule,
      @Nullable PriceValue priceValue) {
    this.designs = List.copyOf(designs);
    this.instances = instances;
    this.rule = rule;
    this.priceValue = priceValue;
    for (AgentDesign design : designs) {
      List<Offered> menus = new ArrayList<>();
      for (LotteryEntry entry : design.lottery()) {
        menus.add(new Offered(entry.column().menu()));
      }
      offered.add(menus);
    }
  }

  /**
   * The economies of a design.
   *
   * @param designs one entry an agent
   * @param instances n of one copy of the market
   */
  public static ReplicaEconomy of(List<AgentDesign> designs, Vector instances, SelectionRule rule) {
    return new ReplicaEconomy(designs, instances, rule, null);
  }

  /**
   * The same economies, whose draws also say what choices cost at fixed prices ({@link
   * ReplicaDraw#priceValue}).
   *
   * @param prices one a task; any will do, those of the design take out most of the chance
   */
  public ReplicaEconomy pricedAt(Vector prices) {
    return new ReplicaEconomy(designs, instances, rule, new PriceValue(prices, instances));
  }

  /**
   * The expectation of {@link ReplicaDraw#priceValue} over draws, for any N: {@code lambda . n +
   * sum_j m_j ((pi_j - lambda) . eta_j + sum_k p_jk min(0, (pi_j - lambda) . kappa_jk))} with the
   * menus' probabilities in p, and a remedial set's best part in place of rays. It holds for people
   * who choose as the design says, so for a design with exact probabilities, {@link
   * TypeModel#asStated} and {@link Behaviour#LINEAR}. NaN without prices.
   */
  public double expectedPriceValue() {
    return priceValue == null ? Double.NaN : priceValue.expected(designs);
  }

  /** The number of people of a group with N copies; -1 when it is not a whole number. */
  public static long people(Agent agent, int copies) {
    double people = agent.population() * copies;
    double whole = Math.rint(people);
    return Math.abs(people - whole) <= WHOLE_TOLERANCE * Math.max(1, people) && whole >= 1
        ? (long) whole
        : -1;
  }

  /**
   * Runs all draws for all numbers of copies.
   *
   * @return one summary for each number of copies, in their order
   * @throws IllegalArgumentException if some group has no whole number of people
   */
  public List<ReplicaSummary> simulate(ReplicaOptions options) {
    List<Integer> replicas = options.replicas();
    for (AgentDesign design : designs) {
      for (int copies : replicas) {
        if (people(design.agent(), copies) < 0) {
          throw new IllegalArgumentException(
              "agent "
                  + design.agent().id()
                  + ": population is "
                  + design.agent().population()
                  + "; times "
                  + copies
                  + " copies it must be a whole number, at least 1");
        }
      }
    }
    ReplicaDraw[][] results = new ReplicaDraw[replicas.size()][options.draws()];
    try (WorkerPool pool = WorkerPool.of(options.threads())) {
      pool.run(
          options.draws(),
          draw -> {
            for (int k = 0; k < replicas.size(); k++) {
              results[k][draw] = draw(replicas.get(k), draw, options);
            }
          });
    }
    List<ReplicaSummary> summaries = new ArrayList<>();
    for (int k = 0; k < replicas.size(); k++) {
      summaries.add(new ReplicaSummary(replicas.get(k), List.of(results[k])));
    }
    return summaries;
  }

  /**
   * Who has chosen what in one draw.
   *
   * @param copies N, at least 1
   * @param draw the number of the draw, from 0
   */
  public List<ChoiceGroup> choices(int copies, int draw, ReplicaOptions options) {
    List<ChoiceGroup> groups = new ArrayList<>();
    for (int j = 0; j < designs.size(); j++) {
      long seed = mix(mix(mix(options.seed()) + draw) + j);
      choices(j, people(designs.get(j).agent(), copies), seed, options, groups);
    }
    return groups;
  }

  private ReplicaDraw draw(int copies, int draw, ReplicaOptions options) {
    List<ChoiceGroup> groups = choices(copies, draw, options);
    long people = 0;
    long onRays = 0;
    for (ChoiceGroup group : groups) {
      people += group.people();
      onRays += group.chosen() instanceof TradingSet.AlongRay ? group.people() : 0;
    }
    Vector total = Vector.zeros(instances.size()).plus(copies, instances);
    Selection selection = rule.select(groups, total);
    return new ReplicaDraw(
        selection.cost() / copies,
        priceValue == null ? Double.NaN : priceValue.of(groups, copies),
        selection.executedShare(),
        (double) onRays / people,
        selection.status());
  }

  /** Adds the choice groups of one agent. */
  private void choices(
      int j, long members, long seed, ReplicaOptions options, List<ChoiceGroup> groups) {
    Agent agent = designs.get(j).agent();
    double[] endowment = agent.endowment().toArray();
    double[] costs = new double[endowment.length];
    long[] shares =
        MenuShares.split(designs.get(j).lottery(), members, (mix(seed) >>> 11) * 0x1p-53);
    TypeDraws types = options.types().draws(agent, seed);
    long state = mix(seed + 1);
    for (int k = 0; k < shares.length; k++) {
      Offered menu = offered.get(j).get(k);
      if (menu.remedial) {
        groups.add(new ChoiceGroup(agent, new TradingSet.Remedial(), shares[k]));
        continue;
      }
      long[] counts = new long[menu.directions.length];
      long stay = menu.directions.length == 0 ? shares[k] : 0;
      for (long a = 0; a < shares[k] && menu.directions.length > 0; a++) {
        types.next(costs);
        double uniform = 0;
        if (options.behaviour() == Behaviour.ERRATIC) {
          state = mix(state);
          uniform = (state >>> 11) * 0x1p-53;
        }
        int ray = options.behaviour().choose(costs, endowment, menu.directions, uniform);
        if (ray < 0) {
          stay++;
        } else {
          counts[ray]++;
        }
      }
      for (int r = 0; r < counts.length; r++) {
        if (counts[r] > 0) {
          groups.add(new ChoiceGroup(agent, new TradingSet.AlongRay(menu.rays.get(r)), counts[r]));
        }
      }
      if (stay > 0) {
        groups.add(new ChoiceGroup(agent, new TradingSet.Endowment(), stay));
      }
    }
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long value) {
    long bits = value + 0x9E3779B97F4A7C15L;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
