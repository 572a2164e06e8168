package io.polaray.verify.support;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds for independent costs on bounded intervals.
 *
 * <p>With {@code X = sum kappa_i (c_i - m_i)}, m the middles of the intervals, the event is {@code
 * X <= T}: see {@link WaveSeries}.
 */
public final class ProductCeiling implements AcceptanceCeiling {
  private static final double LEAST_TAIL = 1e-7;
  private static final double MOST_TAIL = 3e-6;

  private static final double LEAST_WIDTH = 0x1p-17;
  private static final double MOST_ROUGH_TAIL = 3e-4;
  private static final double ROUGH_TAIL_OF_WIDTH = 3e-3;
  private static final double TAIL_OF_WIDTH = 5e-4;
  private static final double LEAST_STEP = 0x1p-10;
  private static final double MOST_STEP = 0x1p-6;
  private static final double STEP_OF_WIDTH = 0x1p-5;

  /** A term so much smaller than the others is set to the end that favours the wanted side. */
  private static final double SMALL_SHARE = 1e-7;

  private static final double BEYOND_ROOM = 1 + 1e-6;
  private static final double ROOM = 1 + 1e-9;
  private static final double CHANCE_ERROR = 1e-10;
  private static final int EFFORT = 10;

  private final CostTransform[] costs;
  private final CostTransform[] given;
  private final WaveSeries series;

  /** The number of a task's term in the series, or -1. */
  private final int[] slot;

  private double maxTail = LEAST_TAIL;
  private double chance;
  private double threshold;
  private double reach;
  private double slack;

  /** Whether the last bound was for rays next to its own too. */
  private boolean near;

  private ProductCeiling(CostTransform[] costs) {
    this.costs = costs;
    given = new CostTransform[costs.length];
    series = new WaveSeries(costs.length);
    slot = new int[costs.length];
  }

  /** Bounds for independent costs, one a task. */
  public static ProductCeiling of(List<CostTransform> costs) {
    return new ProductCeiling(costs.toArray(CostTransform[]::new));
  }

  @Override
  public double ceiling(double[] kappa) {
    return bound(kappa, 0, true);
  }

  @Override
  public double floor(double[] kappa) {
    return bound(kappa, 0, false);
  }

  @Override
  public double floor(double[] kappa, double budget) {
    return bound(kappa, budget, false);
  }

  /** The least cost, or the largest of a uniform cost from 0 on. */
  @Override
  public double levelCost(int task) {
    CostTransform cost = costs[task];
    CostTransform.FromZero zero = cost.zero();
    return zero != null && zero.settled() == cost.upper ? cost.upper : cost.lower;
  }

  @Override
  public @Nullable EndlessTask endless(int task) {
    CostTransform.FromZero zero = costs[task].zero();
    if (zero == null) {
      return null;
    }
    CostTransform[] limits = costs.clone();
    limits[task] = CostTransform.uniform(0, zero.limitCost());
    return new EndlessTask(
        zero.useful(),
        zero.settled(),
        zero.excess(),
        zero.always(),
        zero.limitCost(),
        new ProductCeiling(limits));
  }

  @Override
  public double discount(int task, double rate) {
    return costs[task].discount(rate);
  }

  /**
   * A tangent is off by about {@code P width^2 / 4} anyway. Errors of P and of the step's length,
   * in quotients over such a step, are small beside that.
   */
  @Override
  public double aim(double width) {
    maxTail = Math.max(LEAST_TAIL, Math.min(MOST_TAIL, TAIL_OF_WIDTH * width * width));
    return Math.max(LEAST_STEP, Math.min(MOST_STEP, STEP_OF_WIDTH * width));
  }

  @Override
  public void aimRoughly(double width) {
    maxTail = Math.max(LEAST_TAIL, Math.min(MOST_ROUGH_TAIL, ROUGH_TAIL_OF_WIDTH * width));
  }

  @Override
  public double leastWidth() {
    return LEAST_WIDTH;
  }

  /**
   * Where a ray is accepted {@code b_j c_j} is at most what is shed, {@code sum eta_i c_i} over all
   * rays of a menu, so task j pays at most {@code w_j} times that times the take-on per unit shed,
   * on the types with some cost beyond its end.
   */
  @Override
  public double gainBeyond(double[] weights, double[] endowment) {
    double chance = 0;
    for (CostTransform cost : costs) {
      chance += cost.beyond.chance();
    }
    double shed = 0;
    double paid = 0;
    double saved = 0;
    for (int i = 0; i < costs.length && chance > 0; i++) {
      CostTransform.Beyond own = costs[i].beyond;
      shed += endowment[i] * (own.meanAbove() + own.mean() * (chance - own.chance()));
      saved += Math.max(0, -weights[i]) * endowment[i] * chance;
      paid += weights[i] > 0 ? weights[i] * costs[i].takeOn() : 0;
    }
    return (shed > 0 ? paid * shed : 0) * BEYOND_ROOM + saved * BEYOND_ROOM;
  }

  @Override
  public int effort() {
    return EFFORT;
  }

  @Override
  public List<Part> logConcaveParts() {
    boolean all =
        Arrays.stream(costs).allMatch(cost -> cost.concavity != CostTransform.Concavity.NONE);
    return all ? List.of(new Part(this, 1)) : List.of();
  }

  @Override
  public int steepTasks() {
    int bits = 0;
    for (int i = 0; i < costs.length; i++) {
      bits |= costs[i].concavity == CostTransform.Concavity.BOTH ? 0 : 1 << i;
    }
    return bits;
  }

  @Override
  public double ceilingNear(double[] kappa, double factor, double budget) {
    near = true;
    return bound(kappa, 0, true, factor, budget);
  }

  @Override
  public double floorNear(double[] kappa, int task, double entry) {
    int n = slot[task];
    double half = given[task].half;
    double change = entry - kappa[task];
    if (!near || n < 0 || !series.hasRoom(threshold, Math.abs(change) * given[task].upper)) {
      return AcceptanceCeiling.super.floorNear(kappa, task, entry);
    }
    double other = threshold - change * given[task].middle;
    if (Math.abs(other) > reach + change * half + slack) {
      return other > 0 ? chance(chance, false) : 0;
    }
    return round(series.probability(n, entry * half, other), false);
  }

  @Override
  public double floorNear(double[] kappa, double budget) {
    if (!near || !series.hasRoom(threshold, Math.abs(budget))) {
      return floor(kappa, budget);
    }
    double other = threshold + budget;
    if (Math.abs(other) > reach + slack) {
      return other > 0 ? chance(chance, false) : 0;
    }
    return round(series.probability(other), false);
  }

  private double bound(double[] kappa, double budget, boolean above) {
    near = false;
    return bound(kappa, budget, above, 1, 0);
  }

  private double bound(
      double[] kappa, double budget, boolean above, double factor, double budgetRoom) {
    chance = condition(kappa, budget + budgetRoom, factor);
    double radius = 0;
    for (int i = 0; i < kappa.length; i++) {
      radius += Math.abs(kappa[i]) * given[i].half;
    }
    threshold = budget;
    reach = 0;
    double size = Math.abs(budget) + budgetRoom;
    double room = budgetRoom;
    series.clear();
    int count = 0;
    for (int i = 0; i < kappa.length; i++) {
      double k = kappa[i];
      CostTransform cost = given[i];
      double term = Math.abs(k) * cost.half;
      size += Math.abs(k) * cost.upper * factor;
      slot[i] = -1;
      if (term > SMALL_SHARE * radius) {
        threshold -= k * cost.middle;
        reach += term;
        series.add(cost, term, k < 0);
        slot[i] = count++;
        room = Math.max(room, k > 0 ? (factor - 1) * k * cost.upper * ROOM : 0);
      } else {
        threshold -= k * (k > 0 == above ? cost.lower : cost.upper);
        // A floor has the other end.
        near &= k == 0 || cost.half == 0;
      }
    }
    slack = (3 * kappa.length + 7) * 0x1p-53 * size;
    if (count == 0 || Math.abs(threshold) > reach + slack) {
      near = false;
      return threshold > slack || (above && threshold >= -slack) ? chance(chance, above) : 0;
    }
    series.open(threshold, room, maxTail, slack);
    return round(series.probability(threshold), above);
  }

  private double round(double value, boolean above) {
    double error = series.error();
    return (above ? Math.min(1, value + error) : Math.max(0, value - error))
        * chance(chance, above);
  }

  private static double chance(double chance, boolean above) {
    return chance == 1 ? 1 : chance * (above ? 1 + CHANCE_ERROR : 1 - CHANCE_ERROR);
  }

  /**
   * Of a task of which much is taken on only low costs count; returns their probability. Entries
   * may be less by a factor.
   */
  private double condition(double[] kappa, double budget, double factor) {
    double most = budget;
    double size = Math.abs(budget);
    for (int i = 0; i < kappa.length; i++) {
      CostTransform cost = costs[i];
      given[i] = cost;
      most -= kappa[i] * (kappa[i] < 0 ? cost.upper : cost.lower / factor);
      size += Math.abs(kappa[i]) * cost.upper;
    }
    double chance = 1;
    for (int i = 0; i < kappa.length; i++) {
      if (!(kappa[i] > 0)) {
        continue;
      }
      CostTransform.Low lowest = null;
      for (CostTransform.Low low : costs[i].low()) {
        if (kappa[i] / factor * (low.upper - costs[i].lower) < most + size * 0x1p-46) {
          break;
        }
        lowest = low;
      }
      if (lowest != null) {
        given[i] = lowest.cost();
        chance *= lowest.chance;
      }
    }
    return chance;
  }
}
