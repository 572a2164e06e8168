package io.polaray.support.bracket;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.menu.MenuClass;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the support problems of a market's agents. Agents with equal preferences share one type
 * sample and one measure. Values hold for the exact measure where one exists, otherwise for the
 * sample. Exact measures that keep tables are made for the first {@value #MAX_TABLES} different
 * preferences alone.
 */
public final class SupportProblems {
  /** Different preferences of one market whose exact measures may keep tables. */
  private static final int MAX_TABLES = 64;

  private SupportProblems() {}

  /**
   * One problem for each agent, in the market's order.
   *
   * @param types types of a sample, at least 1
   * @param seed samples are derived from it and from the position of the preferences in the market
   */
  public static List<SupportProblem> forMarket(Market market, int types, long seed) {
    return forMarket(market, types, seed, MenuClass.ORTHANT);
  }

  /**
   * The same with a class of menus.
   *
   * @param menuClass for which costs the rays of a menu must be polarised
   */
  public static List<SupportProblem> forMarket(
      Market market, int types, long seed, MenuClass menuClass) {
    Map<PreferenceDistribution, Types> shared = new HashMap<>();
    List<SupportProblem> problems = new ArrayList<>();
    int tables = 0;
    for (Agent agent : market.agents()) {
      PreferenceDistribution preferences = agent.preferences();
      Types drawn = shared.get(preferences);
      if (drawn == null) {
        drawn = draw(preferences, types, seed + shared.size(), tables < MAX_TABLES);
        tables += preferences.needsTables() && drawn.isExact() ? 1 : 0;
        shared.put(preferences, drawn);
      }
      problems.add(
          new SupportProblem(
              agent.endowment(), preferences, drawn.measure(), drawn.sample(), menuClass));
    }
    return problems;
  }

  /** The problem of one agent alone; the same as in a market where all preferences are equal. */
  public static SupportProblem forAgent(Agent agent, int types, long seed) {
    Types drawn = draw(agent.preferences(), types, seed, true);
    return new SupportProblem(
        agent.endowment(), agent.preferences(), drawn.measure(), drawn.sample());
  }

  private static Types draw(
      PreferenceDistribution preferences, int types, long seed, boolean tabled) {
    TypeSample sample = preferences.sample(types, seed);
    boolean skipped = preferences.needsTables() && !tabled;
    Optional<TypeMeasure> exact = skipped ? Optional.empty() : preferences.exactMeasure();
    return new Types(
        sample, exact.orElseGet(() -> CountedMeasure.of(sample, TypeMeasure.Kind.SAMPLE)));
  }

  private record Types(TypeSample sample, TypeMeasure measure) {
    boolean isExact() {
      return measure.kind() == TypeMeasure.Kind.EXACT;
    }
  }
}
