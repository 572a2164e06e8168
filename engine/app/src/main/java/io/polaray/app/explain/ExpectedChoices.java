package io.polaray.app.explain;

import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What people are expected to do with their offers, and what it is worth to them. */
public final class ExpectedChoices {
  private static final int TYPES = 1024;
  private static final long SEED = 1;

  private final Map<String, Entry> entries = new HashMap<>();
  private boolean sampled;

  private ExpectedChoices() {}

  /**
   * One agent's offers; the shares sum to 1.
   *
   * @param trades share that is expected to choose the first, second, ... trade of its menu
   * @param keeps share that is offered trades and keeps what it has
   * @param none share that is offered nothing
   * @param shed share that may be relieved of tasks
   * @param relief expected fall of one's own burden, as a share of the burden of the endowment: 1 -
   *     E[c . x] / E[c . eta]; over a sample of types
   */
  public record Entry(List<Double> trades, double keeps, double none, double shed, double relief) {
    /** Copies the list. */
    public Entry {
      trades = List.copyOf(trades);
    }

    /** The share that is expected to choose a trade. */
    public double takers() {
      return trades.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /** The expectations of a design. */
  public static ExpectedChoices of(List<AgentDesign> agents) {
    Map<PreferenceDistribution, TypeSample> samples = new HashMap<>();
    ExpectedChoices choices = new ExpectedChoices();
    for (AgentDesign design : agents) {
      choices.sampled |= !(design.agent().preferences() instanceof FinitePreferences);
      TypeSample sample =
          samples.computeIfAbsent(
              design.agent().preferences(), preferences -> preferences.sample(TYPES, SEED));
      choices.entries.put(design.agent().id(), entry(design, sample));
    }
    return choices;
  }

  /**
   * What the reliefs rest on, in words; shares of trades are those of the design and rest on its
   * measure.
   */
  public String reliefBasis() {
    return sampled
        ? "estimated on a sample of " + TYPES + " types"
        : "exact for the types of the market";
  }

  /** The offers of an agent of the design. */
  public Entry of(AgentDesign design) {
    return Objects.requireNonNull(entries.get(design.agent().id()));
  }

  /** The people who are expected to choose a trade. */
  public double takers(List<AgentDesign> agents) {
    double sum = 0;
    for (AgentDesign design : agents) {
      sum += design.agent().population() * of(design).takers();
    }
    return sum;
  }

  /** The average fall of one's own burden over all people. */
  public double averageRelief(List<AgentDesign> agents) {
    double sum = 0;
    double people = 0;
    for (AgentDesign design : agents) {
      sum += design.agent().population() * of(design).relief();
      people += design.agent().population();
    }
    return people > 0 ? sum / people : 0;
  }

  private static Entry entry(AgentDesign design, TypeSample sample) {
    List<Double> trades = new ArrayList<>();
    double keeps = 0;
    double none = 0;
    double shed = 0;
    double lighter = 0;
    for (LotteryEntry offer : design.lottery()) {
      double share = offer.probability();
      Menu menu = offer.column().menu();
      if (menu instanceof Menu.StatusQuo) {
        none += share;
      } else if (menu instanceof Menu.Remedial) {
        shed += share;
      } else {
        double kept = 1;
        List<RayChoice> choices = offer.column().choices();
        for (int k = 0; k < choices.size(); k++) {
          while (trades.size() <= k) {
            trades.add(0.0);
          }
          trades.set(k, trades.get(k) + share * choices.get(k).probability());
          kept -= choices.get(k).probability();
        }
        keeps += share * Math.max(0, kept);
      }
      lighter += share * lighter(offer.column(), design.agent().endowment(), sample);
    }
    double burden = burden(design.agent().endowment(), sample);
    return new Entry(trades, keeps, none, shed, burden > 0 ? lighter / burden : 0);
  }

  private static double lighter(MenuColumn column, Vector endowment, TypeSample sample) {
    if (column.menu() instanceof Menu.Remedial) {
      return burden(endowment.minus(column.assignment()), sample);
    }
    double sum = 0;
    for (RayChoice choice : column.choices()) {
      Vector direction = choice.ray().direction();
      for (int m = 0; choice.taken() && m < sample.types(); m++) {
        sum += sample.weight(m) * Math.max(0, -worth(direction, sample, m));
      }
    }
    return sum;
  }

  private static double burden(Vector tasks, TypeSample sample) {
    double sum = 0;
    for (int m = 0; m < sample.types(); m++) {
      sum += sample.weight(m) * worth(tasks, sample, m);
    }
    return sum;
  }

  private static double worth(Vector tasks, TypeSample sample, int m) {
    double sum = 0;
    for (int i = 0; i < tasks.size(); i++) {
      sum += sample.cost(m, i) * tasks.get(i);
    }
    return sum;
  }
}
