package io.polaray.choice;

import io.polaray.market.Agent;
import io.polaray.numeric.Vector;
import java.util.Arrays;

/**
 * The trades between two agents:
 *
 * <pre>
 *   max over gamma of  -(pi' - pi'') . gamma  P(gamma . c' &lt;= 0)  P(gamma . c'' >= 0)
 *   subject to         -sigma' &lt;= gamma &lt;= sigma''
 * </pre>
 *
 * <p>For one thread; the arrays are scratch space that is filled anew for every pair.
 */
final class TradePair {
  /*
   * The objective grows in proportion along a ray, so a direction is always scaled until it touches
   * the box. The search starts from the best trade that leaves both just indifferent at a middle
   * type: shed the tasks with the largest (pi' - pi'')(i) / c(i), take on those with the least (a
   * continuous knapsack). From there it goes on with the pattern search of Hooke and Jeeves (1961)
   * in the box, whose steps shrink when no neighbour is better.
   */
  private static final double FIRST_STEP = 0.25;
  private static final double SHRINK = 0.5;

  /**
   * Trades tried for each task at most; some 100 are usual. Where one box is a billion times as
   * wide as another, steps that hardly help could go on for ever.
   */
  private static final int MAX_TRIALS = 600;

  final int tasks;
  final double[] difference;
  final double[] low;
  final double[] high;
  private final double[] middle;
  private final double[] negated;
  private final double[] trial;
  private final double[] base;
  private final double[] step;
  private int trialsLeft;
  private final Integer[] order;
  private AcceptanceProbability first = kappa -> 0;
  private AcceptanceProbability second = kappa -> 0;

  private final boolean commonTasksOnly;

  /**
   * Scratch space.
   *
   * @param commonTasksOnly whether only tasks that both hold may be traded
   */
  TradePair(int tasks, boolean commonTasksOnly) {
    this.tasks = tasks;
    this.commonTasksOnly = commonTasksOnly;
    difference = new double[tasks];
    low = new double[tasks];
    high = new double[tasks];
    middle = new double[tasks];
    negated = new double[tasks];
    trial = new double[tasks];
    base = new double[tasks];
    step = new double[tasks];
    order = new Integer[tasks];
  }

  /** Turns to a pair; {@code middles} are positive costs typical of each agent. */
  void set(
      Agent one,
      Agent other,
      AcceptanceProbability oneAccepts,
      AcceptanceProbability otherAccepts,
      double[] oneMiddle,
      double[] otherMiddle) {
    first = oneAccepts;
    second = otherAccepts;
    for (int i = 0; i < tasks; i++) {
      difference[i] = one.socialCost().get(i) - other.socialCost().get(i);
      double shed = one.statusQuo().get(i);
      double taken = other.statusQuo().get(i);
      boolean fixed = commonTasksOnly && (shed == 0 || taken == 0);
      low[i] = fixed ? 0 : 0.0 - shed;
      high[i] = fixed ? 0 : taken;
      middle[i] = 0.5 * (oneMiddle[i] + otherMiddle[i]);
      order[i] = i;
    }
  }

  /** A cost of task i that is typical of the two. */
  double middle(int i) {
    return middle[i];
  }

  /** -(pi' - pi'') . gamma. */
  double saving(double[] gamma) {
    double sum = 0;
    for (int i = 0; i < tasks; i++) {
      sum -= difference[i] * gamma[i];
    }
    return sum;
  }

  double firstAccepts(double[] gamma) {
    return first.of(gamma);
  }

  double secondAccepts(double[] gamma) {
    return second.of(negate(gamma));
  }

  /** At least {@link #firstAccepts}; error is a bound on the error of the measure. */
  double firstAtMost(double[] gamma, double error) {
    return first.atMost(gamma, error);
  }

  /** At least {@link #secondAccepts}. */
  double secondAtMost(double[] gamma, double error) {
    return second.atMost(negate(gamma), error);
  }

  private double[] negate(double[] gamma) {
    for (int i = 0; i < tasks; i++) {
      negated[i] = 0.0 - gamma[i];
    }
    return negated;
  }

  /** Expected saving; 0 where the saving is not positive. */
  double value(double[] gamma) {
    double saving = saving(gamma);
    if (!(saving > 0)) {
      return 0;
    }
    double accepted = firstAccepts(gamma);
    return accepted > 0 ? saving * accepted * secondAccepts(gamma) : 0;
  }

  /** The largest saving in the box, whether anybody accepts or not. */
  double largestSaving() {
    double sum = 0;
    for (int i = 0; i < tasks; i++) {
      sum += Math.max(-difference[i] * low[i], -difference[i] * high[i]);
    }
    return sum;
  }

  /** The trade that saves most among those that cost a middle type nothing. */
  void start(double[] gamma) {
    Arrays.sort(
        order,
        (i, l) -> {
          int byRate = Double.compare(difference[i] / middle[i], difference[l] / middle[l]);
          return byRate != 0 ? byRate : Integer.compare(i, l);
        });
    double burden = 0;
    for (int i = 0; i < tasks; i++) {
      gamma[i] = low[i];
      burden += middle[i] * low[i];
    }
    for (int k = 0; k < tasks && burden < 0; k++) {
      int i = order[k];
      double room = high[i] - low[i];
      double taken = Math.min(room, -burden / middle[i]);
      gamma[i] = taken == room ? high[i] : Math.min(high[i], low[i] + taken);
      burden = taken == room ? burden + middle[i] * room : 0;
    }
  }

  /**
   * Improves a trade.
   *
   * @param gamma start and result, at full extension
   * @param smallestStep relative to the box, at which the search ends
   * @return the value of the result, a trade that exists wherever the search ended
   */
  double improve(double[] gamma, double smallestStep) {
    extend(gamma);
    double value = value(gamma);
    if (!(value > 0)) {
      return 0;
    }
    for (int i = 0; i < tasks; i++) {
      step[i] = FIRST_STEP * (high[i] - low[i]);
    }
    trialsLeft = MAX_TRIALS * tasks;
    double scale = 1;
    while (FIRST_STEP * scale > smallestStep && trialsLeft > 0) {
      System.arraycopy(gamma, 0, base, 0, tasks);
      double better = explore(gamma, value, scale);
      if (!(better > value)) {
        scale *= SHRINK;
        continue;
      }
      value = pattern(gamma, better);
    }
    return value;
  }

  private double explore(double[] gamma, double start, double scale) {
    double value = start;
    for (int i = 0; i < tasks; i++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        System.arraycopy(gamma, 0, trial, 0, tasks);
        trial[i] = clip(i, gamma[i] + sign * scale * step[i]);
        double next = trialValue();
        if (next > value) {
          value = next;
          System.arraycopy(trial, 0, gamma, 0, tasks);
          break;
        }
      }
    }
    return value;
  }

  /** Repeats the whole move from {@code base} to gamma as long as that helps. */
  private double pattern(double[] gamma, double start) {
    double value = start;
    while (trialsLeft > 0) {
      for (int i = 0; i < tasks; i++) {
        trial[i] = clip(i, 2 * gamma[i] - base[i]);
      }
      double next = trialValue();
      if (!(next > value)) {
        break;
      }
      System.arraycopy(gamma, 0, base, 0, tasks);
      System.arraycopy(trial, 0, gamma, 0, tasks);
      value = next;
    }
    return value;
  }

  private double trialValue() {
    trialsLeft--;
    extend(trial);
    return value(trial);
  }

  private double clip(int i, double entry) {
    return Math.max(low[i], Math.min(high[i], entry));
  }

  /** Scales a direction until it touches the box; nothing for zero. */
  void extend(double[] gamma) {
    double factor = Double.POSITIVE_INFINITY;
    for (int i = 0; i < tasks; i++) {
      if (gamma[i] < 0) {
        factor = Math.min(factor, low[i] / gamma[i]);
      } else if (gamma[i] > 0) {
        factor = Math.min(factor, high[i] / gamma[i]);
      }
    }
    if (Double.isInfinite(factor) || factor == 1) {
      return;
    }
    for (int i = 0; i < tasks; i++) {
      gamma[i] = clip(i, gamma[i] * factor);
    }
  }

  /** The trade as a result. */
  BilateralTrade trade(int one, int other, double[] gamma) {
    return new BilateralTrade(
        one, other, Vector.of(gamma), firstAccepts(gamma), secondAccepts(gamma), saving(gamma));
  }
}
