package io.polaray.verify;

import io.polaray.verify.support.AcceptanceCeiling;
import io.polaray.verify.support.BoxCeiling;
import io.polaray.verify.support.CostTransform;
import io.polaray.verify.support.MixtureCeiling;
import io.polaray.verify.support.ProductCeiling;
import io.polaray.verify.support.SupportCeiling;
import io.polaray.verify.support.TypesCeiling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Upper bounds on the support values of agents with three and more tasks at given prices, by the
 * branch and bound of {@link SupportCeiling}.
 *
 * <p>The claimed lower bound leaves a slack over what the menus of the design attain, {@code lambda
 * . n - sum_j m_j max over its menus of w_j . x - claimed}. Each agent may use a share of it in
 * proportion to its value. Work is counted, and every agent has an equal part of it. If some do not
 * get down to their shares, the others are bounded again with a part of theirs, what they leave is
 * added to the shares of those, and those begin again.
 */
final class MenuCeilings {
  /** Cells and tuples of one nominal second on one core. */
  static final long WORK_A_SECOND = 300_000;

  /** Tasks for which the search over all sets of supports is worth starting. */
  static final int MAX_TASKS = 6;

  private static final int MAX_ROUNDS = 4;
  private static final long LEAST_WORK = 2_000;

  /**
   * Part of its share with which an agent is bounded again for the sake of others, and by which the
   * resolution of those others is refined.
   */
  private static final double TIGHT = 0.2;

  /** A bound that comes so close to its target has reached it. */
  private static final double REACHED = 1e-12;

  private final long maxWork;
  private final CostTransforms transforms = new CostTransforms();

  MenuCeilings(double seconds) {
    maxWork = (long) (seconds * WORK_A_SECOND);
  }

  /** One agent at its weights; equal ones are bounded once. */
  private record Case(List<Double> weights, List<Double> endowment, int preferences) {}

  /** An agent's bound on the gain over the endowment, and what is known to be attained. */
  private static final class Entry {
    final PreferenceClaim preferences;
    final double[] weights;
    final double[] endowment;
    final double[] lower;
    final double[] upper;
    BigDecimal attained = BigDecimal.ZERO;
    double population;
    double share;
    double resolution = 1;
    double gain = Double.POSITIVE_INFINITY;

    Entry(PreferenceClaim preferences, Case problem, double[][] box) {
      this.preferences = preferences;
      share = Double.POSITIVE_INFINITY;
      weights = doubles(problem.weights());
      endowment = doubles(problem.endowment());
      lower = box[0];
      upper = box[1];
    }

    /** What the bound exceeds the attained gain by. */
    double excess() {
      return gain - attained.doubleValue();
    }

    /** Whether that is more than its share, up to rounding. */
    boolean isOpen() {
      return excess() > share + REACHED * (share + attained.doubleValue());
    }

    /** What is left of the shares of all who are bounded together. */
    double spare() {
      return population * Math.max(0, share - excess());
    }
  }

  /**
   * Upper bounds on the gains over the endowments, in the order of the agents, or null where the
   * distribution of an agent admits none here or the work is too little for so many agents.
   *
   * @param weights w_j, exactly
   * @param attained for each agent a gain over the endowment that a menu attains, at least 0
   * @param shares the excess that each agent may have over it
   */
  @Nullable List<Double> gains(
      List<AgentAudit> audits,
      List<List<BigDecimal>> weights,
      List<BigDecimal> attained,
      double[] shares) {
    IdentityHashMap<PreferenceClaim, Integer> known = new IdentityHashMap<>();
    Map<Case, Entry> entries = new HashMap<>();
    List<Entry> order = new ArrayList<>();
    List<Entry> distinct = new ArrayList<>();
    for (int j = 0; j < audits.size(); j++) {
      PreferenceClaim preferences = audits.get(j).agent().preferences();
      Integer number = known.putIfAbsent(preferences, known.size());
      if (number == null && !isBoundable(preferences)) {
        return null;
      }
      Case problem =
          new Case(
              weights.get(j).stream().map(BigDecimal::doubleValue).toList(),
              audits.get(j).endowment().stream().map(BigDecimal::doubleValue).toList(),
              known.getOrDefault(preferences, 0));
      Entry entry = entries.get(problem);
      if (entry == null) {
        entry = new Entry(preferences, problem, box(preferences));
        entries.put(problem, entry);
        distinct.add(entry);
      }
      entry.attained = Exact.max(entry.attained, attained.get(j));
      entry.share = Math.min(entry.share, shares[j]);
      entry.population += audits.get(j).agent().population().value();
      order.add(entry);
    }
    if (maxWork / Math.max(1, distinct.size()) < LEAST_WORK) {
      return null;
    }
    bound(distinct);
    return order.stream().map(entry -> entry.gain).toList();
  }

  private boolean isBoundable(PreferenceClaim preferences) {
    if (preferences.tasks() > MAX_TASKS) {
      return false;
    }
    AcceptanceCeiling chances = chances(preferences);
    double[][] box = box(preferences);
    return chances != null && SupportCeiling.isPossible(chances, box[0], box[1]);
  }

  private void bound(List<Entry> distinct) {
    long left = maxWork;
    List<Entry> open = distinct;
    for (int round = 0; round < MAX_ROUNDS && !open.isEmpty(); round++) {
      if (round > 0) {
        if (left / open.size() < LEAST_WORK) {
          break;
        }
        List<Entry> closed = distinct.stream().filter(entry -> !entry.isOpen()).toList();
        left -= tighten(closed, left / 4 / distinct.size());
        shareOut(closed, open);
      }
      long part = round + 1 < MAX_ROUNDS ? left / 2 : left;
      left -= run(open, Math.max(LEAST_WORK, part / open.size()));
      open = distinct.stream().filter(Entry::isOpen).toList();
    }
  }

  /** Adds what the closed entries leave of their shares to those of the open ones. */
  private static void shareOut(List<Entry> closed, List<Entry> open) {
    double spare = closed.stream().mapToDouble(Entry::spare).sum();
    double wanted = open.stream().mapToDouble(entry -> entry.population * entry.share).sum();
    closed.forEach(entry -> entry.share = entry.excess());
    for (Entry entry : open) {
      entry.share *= wanted > 0 ? 1 + spare / wanted : 1;
      entry.resolution *= TIGHT;
    }
  }

  /** Bounds entries that keep within their shares again, with a part of what they leave of them. */
  private long tighten(List<Entry> closed, long each) {
    double[] shares = closed.stream().mapToDouble(entry -> entry.share).toArray();
    closed.forEach(entry -> entry.share = TIGHT * entry.excess());
    long work = run(closed, each);
    for (int k = 0; k < shares.length; k++) {
      closed.get(k).share = shares[k];
    }
    return work;
  }

  /** Bounds each entry with at most so much work; the work done. */
  private long run(List<Entry> entries, long each) {
    long[] used = new long[entries.size()];
    IntStream.range(0, used.length).parallel().forEach(k -> used[k] = bound(entries.get(k), each));
    return Arrays.stream(used).sum();
  }

  private long bound(Entry entry, long work) {
    AcceptanceCeiling chances = chances(entry.preferences);
    if (chances == null || !entry.isOpen()) {
      return 0;
    }
    double target = Math.nextUp(entry.attained.doubleValue()) + entry.share;
    SupportCeiling.Ceiling found =
        SupportCeiling.of(chances, entry.lower, entry.upper)
            .gain(entry.weights, entry.endowment, target, entry.resolution * entry.share, work);
    entry.gain = Math.min(entry.gain, found.gain());
    return found.work();
  }

  private static double[] doubles(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private @Nullable AcceptanceCeiling chances(PreferenceClaim claim) {
    if (claim instanceof PreferenceClaim.UniformBox box) {
      return BoxCeiling.of(values(box.lower()), values(box.upper()));
    }
    if (claim instanceof PreferenceClaim.Independent independent) {
      List<CostTransform> costs = new ArrayList<>();
      for (PreferenceClaim.Marginal marginal : independent.marginals()) {
        CostTransform cost = transforms.of(marginal);
        if (cost == null) {
          return null;
        }
        costs.add(cost);
      }
      return ProductCeiling.of(costs);
    }
    if (claim instanceof PreferenceClaim.FiniteTypes types) {
      return TypesCeiling.of(
          types.types().stream().map(MenuCeilings::values).toArray(double[][]::new),
          shares(types.weights()));
    }
    if (claim instanceof PreferenceClaim.Mixture mixture) {
      List<AcceptanceCeiling> parts = new ArrayList<>();
      for (PreferenceClaim component : mixture.components()) {
        AcceptanceCeiling part = chances(component);
        if (part == null) {
          return null;
        }
        parts.add(part);
      }
      return MixtureCeiling.of(parts, shares(mixture.weights()));
    }
    return null;
  }

  private static double[] values(ClaimedVector vector) {
    return vector.entries().stream().mapToDouble(Numeral::value).toArray();
  }

  private static double[] shares(ClaimedVector weights) {
    BigDecimal total = weights.exact().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return weights.exact().stream()
        .mapToDouble(weight -> weight.divide(total, Exact.REPORTED).doubleValue())
        .toArray();
  }

  /** The smallest box around the costs. */
  private double[][] box(PreferenceClaim claim) {
    int tasks = claim.tasks();
    double[][] box = new double[2][tasks];
    if (claim instanceof PreferenceClaim.UniformBox uniform) {
      return new double[][] {values(uniform.lower()), values(uniform.upper())};
    }
    Arrays.fill(box[0], Double.POSITIVE_INFINITY);
    if (claim instanceof PreferenceClaim.Independent independent) {
      for (int i = 0; i < tasks; i++) {
        CostTransform cost = transforms.of(independent.marginals().get(i));
        box[0][i] = independent.marginals().get(i).lower().value();
        box[1][i] = cost == null ? Double.POSITIVE_INFINITY : cost.upper();
      }
      return box;
    }
    if (claim instanceof PreferenceClaim.FiniteTypes types) {
      types.types().forEach(type -> include(box, values(type), values(type)));
    } else if (claim instanceof PreferenceClaim.Mixture mixture) {
      for (PreferenceClaim component : mixture.components()) {
        double[][] part = box(component);
        include(box, part[0], part[1]);
      }
    }
    return box;
  }

  private static void include(double[][] box, double[] lower, double[] upper) {
    for (int i = 0; i < lower.length; i++) {
      box[0][i] = Math.min(box[0][i], lower[i]);
      box[1][i] = Math.max(box[1][i], upper[i]);
    }
  }
}
