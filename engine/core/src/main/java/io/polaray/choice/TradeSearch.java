package io.polaray.choice;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.MixtureMeasure;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.ProductMeasure;
import io.polaray.preference.SymmetricMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.preference.UniformPreferences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the bilateral trade with the largest expected saving, one person on each side (paper, Lemma
 * 2), over all unordered pairs of agents.
 *
 * <p>Where an agent holds nothing of a task, feasibility keeps it from shedding that task; no
 * separate treatment of a status quo without full support is needed.
 */
public final class TradeSearch {
  /*
   * Every pair gets a bound and a first trade at once. On the pairs whose first trade is worth most
   * gamma is optimised; then branch and bound (TradeBound) works on all pairs whose bound is above
   * the best value, until the gap or the budget is met. (j', j'', gamma) and (j'', j', -gamma) are
   * one trade, so unordered pairs suffice.
   */
  private static final int MAX_AGENTS = 1500;
  private static final int MIDDLE_TYPES = 64;
  private static final double SMALLEST_STEP = 1e-10;
  private static final int FEW_TASKS = 8;
  private static final int MIN_REFINED = 8;
  private static final double SHARE_OF_SERIES = 0.125;

  /**
   * Limits.
   *
   * @param maxRefined pairs on which gamma is optimised from the first trade
   * @param maxCells cells of branch and bound
   * @param relativeGap gap between bound and value at which the search ends
   * @param commonTasksOnly whether only tasks that both agents hold may be traded
   */
  public record Limits(int maxRefined, long maxCells, double relativeGap, boolean commonTasksOnly) {
    /** Checks ranges. */
    public Limits {
      if (maxRefined < 1 || maxCells < 0 || !(relativeGap >= 0)) {
        throw new IllegalArgumentException(
            "maxRefined is "
                + maxRefined
                + ", maxCells "
                + maxCells
                + ", relativeGap "
                + relativeGap
                + "; they must be at least 1, 0 and 0");
      }
    }

    /** 400 pairs, 400 000 cells, gap 1e-9. */
    public static Limits defaults() {
      return new Limits(400, 400_000, 1e-9, false);
    }

    /** The same limits, trading only tasks that both agents hold. */
    public Limits onCommonTasks() {
      return new Limits(maxRefined, maxCells, relativeGap, true);
    }
  }

  private final List<Agent> agents;
  private final int[] position;
  private final int tasks;
  private final int found;
  private final int[] law;
  private final List<TypeMeasure> laws = new ArrayList<>();
  private final List<double[]> middles = new ArrayList<>();
  private final List<Boolean> continuous = new ArrayList<>();

  private TradeSearch(Market market, List<TypeMeasure> measures) {
    tasks = market.tasks().size();
    List<Integer> different = different(market);
    found = different.size();
    List<Integer> compared = different.size() > MAX_AGENTS ? spread(market, different) : different;
    position = compared.stream().mapToInt(Integer::intValue).toArray();
    agents = compared.stream().map(market.agents()::get).toList();
    law = new int[position.length];
    Map<PreferenceDistribution, Integer> known = new HashMap<>();
    for (int a = 0; a < law.length; a++) {
      PreferenceDistribution preferences = agents.get(a).preferences();
      Integer number = known.get(preferences);
      if (number == null) {
        number = laws.size();
        known.put(preferences, number);
        laws.add(measures.get(position[a]));
        middles.add(middle(preferences));
        continuous.add(isContinuous(preferences, measures.get(position[a])));
      }
      law[a] = number;
    }
  }

  /**
   * A search.
   *
   * @param measures the measure of each agent's types, in the market's order; agents with equal
   *     preferences must have equal measures
   */
  public static TradeSearch of(Market market, List<TypeMeasure> measures) {
    if (measures.size() != market.agents().size()) {
      throw new IllegalArgumentException(
          "measures has "
              + measures.size()
              + " entries; it must have one for each of "
              + market.agents().size()
              + " agents");
    }
    return new TradeSearch(market, measures);
  }

  private static List<Integer> different(Market market) {
    Map<List<Object>, Integer> seen = new HashMap<>();
    List<Integer> different = new ArrayList<>();
    for (int j = 0; j < market.agents().size(); j++) {
      Agent agent = market.agents().get(j);
      if (seen.putIfAbsent(List.of(agent.socialCost(), agent.statusQuo(), agent.preferences()), j)
          == null) {
        different.add(j);
      }
    }
    return different;
  }

  /** Agents at both ends of the difference in social cost of every two tasks, in turn. */
  private static List<Integer> spread(Market market, List<Integer> all) {
    int tasks = market.tasks().size();
    List<List<Integer>> orders = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      for (int l = 0; l < tasks; l++) {
        if (i != l) {
          int shed = i;
          int taken = l;
          List<Integer> order = new ArrayList<>(all);
          order.sort(
              Comparator.comparingDouble(
                      (Integer j) -> {
                        Agent agent = market.agents().get(j);
                        return agent.socialCost().get(shed) - agent.socialCost().get(taken);
                      })
                  .thenComparing(Comparator.naturalOrder()));
          orders.add(order);
        }
      }
    }
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int rank = 0; chosen.size() < MAX_AGENTS; rank++) {
      for (int o = 0; o < orders.size() && chosen.size() < MAX_AGENTS; o++) {
        chosen.add(orders.get(o).get(rank));
      }
    }
    return List.copyOf(chosen);
  }

  private static double[] middle(PreferenceDistribution preferences) {
    TypeSample sample = preferences.sample(MIDDLE_TYPES, 1);
    double[] middle = new double[preferences.tasks()];
    for (int i = 0; i < middle.length; i++) {
      for (int m = 0; m < sample.types(); m++) {
        middle[i] += sample.weight(m) * sample.cost(m, i);
      }
    }
    return middle;
  }

  private static boolean isContinuous(PreferenceDistribution preferences, TypeMeasure measure) {
    boolean independent =
        preferences instanceof UniformPreferences || preferences instanceof IndependentPreferences;
    if (measure.kind() == TypeMeasure.Kind.SAMPLE || !independent) {
      return false;
    }
    for (int i = 0; i < preferences.tasks(); i++) {
      if (!(preferences.lower().get(i) < preferences.upper().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Searches with the default limits. */
  public TradeReport search(WorkerPool workers) {
    return search(workers, Limits.defaults());
  }

  /** Searches. */
  public TradeReport search(WorkerPool workers, Limits limits) {
    int count = agents.size();
    double[][] bounds = new double[count][];
    double[][] firsts = new double[count][];
    boolean common = limits.commonTasksOnly();
    workers.run(count, one -> screen(one, common, bounds, firsts));
    List<int[]> ranked = ranked(firsts, refined(limits.maxRefined()));
    double[][] gammas = new double[ranked.size()][];
    double[] values = new double[ranked.size()];
    workers.run(ranked.size(), k -> refine(ranked.get(k), common, k, gammas, values));
    PairData data = new PairData(common);
    TradeBound bound = new TradeBound(data, limits.relativeGap());
    for (int k = 0; k < values.length; k++) {
      bound.offer(ranked.get(k)[0], ranked.get(k)[1], gammas[k], values[k]);
    }
    for (int one = 0; one < count; one++) {
      for (int other = one + 1; other < count; other++) {
        bound.add(one, other, bounds[one][other - one - 1]);
      }
    }
    bound.run((long) (limits.maxCells() * share()));
    Optional<BilateralTrade> best = Optional.empty();
    if (bound.best() > 0) {
      TradePair pair = data.pair(bound.bestOne(), bound.bestOther());
      best =
          Optional.of(
              pair.trade(
                  position[bound.bestOne()], position[bound.bestOther()], bound.bestGamma()));
    }
    return new TradeReport(
        best,
        bound.upperBound(),
        count,
        (long) count * (count - 1) / 2,
        count == found,
        ranked.size());
  }

  /**
   * At many tasks a probability takes longer and branch and bound proves less; one from a series
   * takes some ten times as long.
   */
  private double share() {
    double few = (double) FEW_TASKS / tasks;
    boolean slow = laws.stream().anyMatch(TradeSearch::isSeries);
    return Math.min(1, few * few * few) * (slow ? SHARE_OF_SERIES : 1);
  }

  private static boolean isSeries(TypeMeasure measure) {
    return measure instanceof ProductMeasure
        || measure instanceof SymmetricMeasure
        || (measure instanceof MixtureMeasure mixture
            && mixture.components().stream().anyMatch(TradeSearch::isSeries));
  }

  /** A refinement needs probabilities in proportion to the tasks, each longer as well. */
  private int refined(int most) {
    return Math.max(MIN_REFINED, (int) (most * share()));
  }

  private void screen(int one, boolean common, double[][] bounds, double[][] firsts) {
    PairData data = new PairData(common);
    int others = agents.size() - one - 1;
    bounds[one] = new double[others];
    firsts[one] = new double[others];
    double[] gamma = new double[tasks];
    for (int k = 0; k < others; k++) {
      int other = one + 1 + k;
      TradePair pair = data.pair(one, other);
      bounds[one][k] = TradeBound.ofPair(pair, data.commonLaw(one, other));
      if (bounds[one][k] > 0) {
        pair.start(gamma);
        pair.extend(gamma);
        firsts[one][k] = pair.value(gamma);
      }
    }
  }

  /** The pairs with the most valuable first trades, most valuable first. */
  private static List<int[]> ranked(double[][] firsts, int most) {
    double[] all = Arrays.stream(firsts).flatMapToDouble(Arrays::stream).sorted().toArray();
    double threshold = all.length > most ? all[all.length - most] : 0;
    List<int[]> pairs = new ArrayList<>();
    for (int one = 0; one < firsts.length; one++) {
      for (int k = 0; k < firsts[one].length; k++) {
        if (firsts[one][k] >= threshold) {
          pairs.add(new int[] {one, one + 1 + k});
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(pair -> -firsts[pair[0]][pair[1] - pair[0] - 1]));
    return pairs.subList(0, Math.min(most, pairs.size()));
  }

  private void refine(int[] pair, boolean common, int k, double[][] gammas, double[] values) {
    TradePair trades = new PairData(common).pair(pair[0], pair[1]);
    double[] gamma = new double[tasks];
    trades.start(gamma);
    double value = trades.improve(gamma, SMALLEST_STEP);
    value = CommonAtoms.improve(trades, laws.get(law[pair[0]]), gamma, value);
    values[k] = CommonAtoms.improve(trades, laws.get(law[pair[1]]), gamma, value);
    gammas[k] = gamma;
  }

  /** The pairs, for one thread. */
  private final class PairData implements TradeBound.Pairs {
    private final TradePair pair;
    private final AcceptanceProbability[] accepts = new AcceptanceProbability[laws.size()];

    PairData(boolean common) {
      pair = new TradePair(tasks, common);
      for (int l = 0; l < accepts.length; l++) {
        accepts[l] = AcceptanceProbability.of(laws.get(l));
      }
    }

    @Override
    public TradePair pair(int one, int other) {
      pair.set(
          agents.get(one),
          agents.get(other),
          accepts[law[one]],
          accepts[law[other]],
          middles.get(law[one]),
          middles.get(law[other]));
      return pair;
    }

    @Override
    public double probabilityError(int one, int other) {
      return Math.max(
          laws.get(law[one]).probabilityError(), laws.get(law[other]).probabilityError());
    }

    @Override
    public boolean commonLaw(int one, int other) {
      return law[one] == law[other] && continuous.get(law[one]);
    }
  }
}
