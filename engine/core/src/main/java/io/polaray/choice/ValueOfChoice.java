package io.polaray.choice;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Theorem 1 for a market: its conditions one by one, the verdict it allows and, where its
 * assumptions fail, a pair of agents to which Proposition 1 applies (paper, section 2).
 *
 * @param findings one entry a condition, in the order of {@link Condition}
 * @param verdict what follows
 * @param pair a pair that satisfies Proposition 1, if one was found
 */
public record ValueOfChoice(List<ConditionFinding> findings, Verdict verdict, Optional<Pair> pair) {
  private static final int MAX_DECIDERS = 5;

  /** Agents whose pairs are tried for Proposition 1, at most. */
  private static final int MAX_PAIR_AGENTS = 3000;

  /**
   * Two agents that satisfy the conditions of Proposition 1, if need be on some tasks only.
   *
   * @param first position of j'
   * @param second position of j''
   * @param tasks the tasks that both hold
   */
  public record Pair(int first, int second, List<Integer> tasks) {
    /** Copies the list. */
    public Pair {
      tasks = List.copyOf(tasks);
    }
  }

  /** Copies the list. */
  public ValueOfChoice {
    findings = List.copyOf(findings);
  }

  /** The finding on one condition. */
  public ConditionFinding finding(Condition condition) {
    return finding(findings, condition);
  }

  /** Judges a market. */
  public static ValueOfChoice of(Market market) {
    List<Agent> agents = market.agents();
    List<ConditionFinding> findings = new ArrayList<>();
    findings.add(performance(agents));
    Map<PreferenceDistribution, Boolean> varies = new HashMap<>();
    Finder vary = new Finder(Condition.PREFERENCES_VARY);
    Finder box = new Finder(Condition.BOX_SUPPORT);
    Finder common = new Finder(Condition.COMMON_SUPPORT);
    Finder bounded = new Finder(Condition.BOUNDED_SUPPORT);
    Finder held = new Finder(Condition.FULL_SUPPORT_STATUS_QUO);
    Finder slack = new Finder(Condition.NO_SLACK);
    Finder dimension = new Finder(Condition.FULL_DIMENSION);
    PreferenceDistribution reference = agents.get(0).preferences();
    for (int j = 0; j < agents.size(); j++) {
      Agent agent = agents.get(j);
      PreferenceDistribution preferences = agent.preferences();
      vary.check(varies.computeIfAbsent(preferences, ValueOfChoice::varies), j, -1);
      box.check(preferences.hasBoxSupport(), j, -1);
      if (!preferences.equals(reference)) {
        int task = firstDifference(reference, preferences);
        boolean same = task < 0 && preferences.hasBoxSupport();
        if (!same && common.violations == 0) {
          common.check(false, 0, task);
          common.violations--;
        }
        common.check(same, j, task);
      }
      slack.check(agent.slack() == 1, j, -1);
      for (int i = 0; i < preferences.tasks(); i++) {
        bounded.check(Double.isFinite(preferences.upper().get(i)), j, i);
        held.check(agent.statusQuo().get(i) > 0, j, i);
        dimension.check(preferences.lower().get(i) < preferences.upper().get(i), j, i);
      }
    }
    for (Finder finder : List.of(vary, box, common, bounded, held, slack, dimension)) {
      findings.add(finder.finding());
    }
    return judged(agents, findings);
  }

  private static ValueOfChoice judged(List<Agent> agents, List<ConditionFinding> findings) {
    boolean differs = holds(findings, Condition.PERFORMANCE_DIFFERS);
    ConditionFinding vary = finding(findings, Condition.PREFERENCES_VARY);
    boolean assumptions =
        holds(findings, Condition.BOX_SUPPORT)
            && holds(findings, Condition.COMMON_SUPPORT)
            && holds(findings, Condition.BOUNDED_SUPPORT)
            && holds(findings, Condition.FULL_SUPPORT_STATUS_QUO);
    Optional<Pair> pair = Optional.empty();
    Verdict verdict;
    if (!differs) {
      verdict = Verdict.NOTHING_TO_GAIN;
    } else if (vary.violations() == agents.size()) {
      verdict = Verdict.NO_ROLE_FOR_CHOICE;
    } else {
      pair = pair(agents);
      if (assumptions) {
        boolean best =
            holds(findings, Condition.NO_SLACK) && holds(findings, Condition.FULL_DIMENSION);
        verdict = best ? Verdict.CHOICE_IS_OPTIMAL : Verdict.CHOICE_IMPROVES;
      } else {
        verdict = pair.isPresent() ? Verdict.A_PAIR_IMPROVES : Verdict.UNDECIDED;
      }
    }
    return new ValueOfChoice(findings, verdict, pair);
  }

  private static boolean holds(List<ConditionFinding> findings, Condition condition) {
    return finding(findings, condition).holds();
  }

  private static ConditionFinding finding(List<ConditionFinding> findings, Condition condition) {
    return findings.stream().filter(f -> f.condition() == condition).findFirst().orElseThrow();
  }

  private static ConditionFinding performance(List<Agent> agents) {
    Agent reference = agents.get(0);
    for (int j = 1; j < agents.size(); j++) {
      for (int i = 0; i < reference.socialCost().size(); i++) {
        if (agents.get(j).socialCost().get(i) != reference.socialCost().get(i)) {
          return new ConditionFinding(
              Condition.PERFORMANCE_DIFFERS, true, List.of(0, j), List.of(i, i), 0);
        }
      }
    }
    return new ConditionFinding(
        Condition.PERFORMANCE_DIFFERS, false, List.of(), List.of(), agents.size());
  }

  /** Whether two types are not proportional. */
  private static boolean varies(PreferenceDistribution preferences) {
    if (preferences instanceof FinitePreferences finite) {
      TypeSample types = finite.types();
      for (int m = 1; m < types.types(); m++) {
        for (int i = 1; i < types.tasks(); i++) {
          double left = types.cost(m, i) * types.cost(0, 0);
          double right = types.cost(m, 0) * types.cost(0, i);
          if (Math.abs(left - right) > 0x1p-50 * right) {
            return true;
          }
        }
      }
      return false;
    }
    for (int i = 0; i < preferences.tasks(); i++) {
      if (preferences.lower().get(i) < preferences.upper().get(i)) {
        return true;
      }
    }
    return false;
  }

  private static int firstDifference(PreferenceDistribution one, PreferenceDistribution other) {
    for (int i = 0; i < one.tasks(); i++) {
      if (one.lower().get(i) != other.lower().get(i)
          || one.upper().get(i) != other.upper().get(i)) {
        return i;
      }
    }
    return -1;
  }

  /** The pair of Proposition 1 with the most tasks in common, the first of those. */
  private static Optional<Pair> pair(List<Agent> agents) {
    Pair best = null;
    int tasks = agents.get(0).socialCost().size();
    int count = Math.min(agents.size(), MAX_PAIR_AGENTS);
    for (int j = 0; j < count; j++) {
      for (int k = j + 1; k < count; k++) {
        List<Integer> common = commonTasks(agents.get(j), agents.get(k));
        if (!common.isEmpty() && (best == null || common.size() > best.tasks().size())) {
          best = new Pair(j, k, common);
          if (common.size() == tasks) {
            return Optional.of(best);
          }
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** The tasks both hold if Proposition 1 applies to the two on them, otherwise none. */
  private static List<Integer> commonTasks(Agent one, Agent other) {
    PreferenceDistribution first = one.preferences();
    PreferenceDistribution second = other.preferences();
    if (!first.hasBoxSupport() || !second.hasBoxSupport()) {
      return List.of();
    }
    List<Integer> common = new ArrayList<>();
    boolean differs = false;
    boolean wide = false;
    boolean meets = true;
    for (int i = 0; i < first.tasks(); i++) {
      if (one.statusQuo().get(i) > 0 && other.statusQuo().get(i) > 0) {
        common.add(i);
        differs |= one.socialCost().get(i) != other.socialCost().get(i);
        double low = Math.max(first.lower().get(i), second.lower().get(i));
        double high = Math.min(first.upper().get(i), second.upper().get(i));
        wide |= low < high;
        meets &= low <= high;
      }
    }
    return common.size() >= 2 && differs && wide && meets ? common : List.of();
  }

  /** Collects who violates one condition. */
  private static final class Finder {
    private final Condition condition;
    private final List<Integer> deciders = new ArrayList<>();
    private final List<Integer> tasks = new ArrayList<>();
    private long violations;

    Finder(Condition condition) {
      this.condition = condition;
    }

    void check(boolean holds, int agent, int task) {
      if (!holds) {
        violations++;
        if (deciders.size() < MAX_DECIDERS) {
          deciders.add(agent);
          tasks.add(task);
        }
      }
    }

    ConditionFinding finding() {
      return new ConditionFinding(condition, violations == 0, deciders, tasks, violations);
    }
  }
}
