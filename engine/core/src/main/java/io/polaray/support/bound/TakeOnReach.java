package io.polaray.support.bound;

import io.polaray.numeric.Vector;
import io.polaray.preference.Family;
import io.polaray.preference.Marginal;
import io.polaray.preference.MixtureMeasure;
import io.polaray.preference.ProductMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformBoxMeasure;
import java.util.stream.IntStream;

/**
 * How far take-ons matter, for each task: costs whose ratio to what is shed at the highest costs
 * gives a take-on.
 *
 * <p>Nobody accepts more of a task than what is shed over its lowest cost. A task whose cost may be
 * 0 is <em>endless</em>. For it, with F its distribution function and b_j the take-on, beyond the
 * one that belongs to {@code settled} {@code P b_j} is at most {@code excess} times what it was
 * before, and at most {@code E[A+] / far}, A being what a type saves by the rest of the ray.
 */
final class TakeOnReach {
  /**
   * What the largest take-on of an endless task is of its reach: where polarisation asks for more,
   * what the ray gains besides is overstated by a share of 1 / ENDLESS of it.
   */
  private static final double ENDLESS = 0x1p12;

  /** Of costs that are not uniform: what is overstated there is the excess. */
  private static final double ENDLESS_OF_OTHERS = 0x1p15;

  /** Take-ons of menus that stand for a limit, as multiples of the reach. */
  private static final double FAR = 0x1p20;

  private static final double FAR_OF_OTHERS = 0x1p16;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double ROOM = 1 + 1e-12;

  /** Costs that are hardly ever low are taken for ones that are so now and then. */
  private static final double LEAST_DENSITY = 1e-12;

  /** For the errors of distribution functions. */
  private static final double SLACK = 1e-9;

  /**
   * A task.
   *
   * @param reach of take-ons of the size that matters; of all that are accepted unless endless
   * @param settled what comes after follows from the rest
   * @param most {@code P b_j} is at most {@code E[A+] / far} from here on
   * @param limit of the largest take-ons in a box
   * @param far the upper end of the uniform cost that stands for this one in the limit
   * @param excess at least 1
   * @param menu of take-ons in menus that come close to the limit
   */
  record Task(
      double reach,
      double settled,
      double most,
      double limit,
      double far,
      double excess,
      double menu) {
    /** Whether {@code P b_j} keeps rising with b_j, from 0 on. */
    boolean steady() {
      return most == INF && excess > 1;
    }
  }

  private final Task[] tasks;
  private final boolean together;

  private TakeOnReach(Task[] tasks, boolean together) {
    this.tasks = tasks;
    this.together = together;
  }

  /** Of costs that are positive. */
  static TakeOnReach of(double[] lowerCost) {
    Task[] tasks = new Task[lowerCost.length];
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = limited(lowerCost[i]);
    }
    return new TakeOnReach(tasks, false);
  }

  /**
   * Of a uniform box, independent costs or a mixture.
   *
   * @param lower lower ends of all costs
   * @param together whether the endless tasks share roots, for a uniform box
   */
  static TakeOnReach of(TypeMeasure measure, Vector lower, boolean together) {
    Task[] tasks =
        IntStream.range(0, lower.size())
            .mapToObj(i -> lower.get(i) > 0 ? limited(lower.get(i)) : endless(measure, i))
            .toArray(Task[]::new);
    return new TakeOnReach(tasks, together);
  }

  /** Of independent costs. */
  static TakeOnReach of(ProductMeasure measure) {
    double[] lower = measure.marginals().stream().mapToDouble(Marginal::lower).toArray();
    return of(measure, Vector.of(lower), false);
  }

  private static Task limited(double cost) {
    return new Task(cost, cost, cost, cost, cost, 1, cost);
  }

  private static Task endless(TypeMeasure measure, int task) {
    if (measure instanceof MixtureMeasure mixture) {
      return mixture.components().stream()
          .map(component -> endless(component, task))
          .reduce(TakeOnReach::both)
          .orElseThrow();
    }
    if (measure instanceof UniformBoxMeasure box) {
      return box.lower(task) > 0 ? limited(box.lower(task)) : uniform(box.upper(task));
    }
    Marginal cost = ((ProductMeasure) measure).marginals().get(task);
    return cost.lower() > 0 ? limited(cost.lower()) : endless(cost);
  }

  /**
   * Of people of two kinds: what holds of either. In the limit each kind has the uniform cost of
   * its own {@code far}, and the take-on is the one that belongs to the lesser of them.
   */
  private static Task both(Task one, Task other) {
    double reach = Math.min(one.reach, other.reach);
    double limit = Math.min(one.limit, other.limit);
    return new Task(
        reach,
        Math.min(one.settled, other.settled),
        Math.min(one.most, other.most),
        Math.min(limit, reach / ENDLESS),
        Math.min(one.far, other.far),
        Math.max(one.excess, other.excess),
        Math.min(one.menu, other.menu));
  }

  /**
   * A cost that is uniform from 0 on: beyond the take-on that belongs to its upper end {@code P(b c
   * <= s) = s / (b upper)}, and it is nowhere larger.
   */
  private static Task uniform(double upper) {
    return new Task(upper, upper, INF, upper / ENDLESS, upper, 1, upper / FAR);
  }

  /**
   * A log-concave cost from 0 on. Below the turning point of its density, at the latest, F(c) / c
   * is monotone: largest at 0, where it is the density, or at the end of the interval.
   */
  private static Task endless(Marginal cost) {
    if (cost.family() == Family.UNIFORM) {
      return uniform(cost.upper());
    }
    double reach = Math.min(cost.upper(), 1 / cost.largestDensity(cost.upper()));
    double end = reach / ENDLESS_OF_OTHERS;
    double turn = cost.turningPoint();
    end = turn > 0 ? Math.min(end, turn) : end;
    double mean = cost.below(end) / end;
    double atZero = cost.densityAtLower();
    boolean rises = atZero < mean;
    double most = Math.max((rises ? mean : atZero) * (1 + SLACK), LEAST_DENSITY / reach);
    double excess = rises ? 1 : Math.max(1, atZero / mean) * (1 + 2 * SLACK);
    double from = atZero < cost.largestDensity(cost.upper()) ? end : INF;
    return new Task(reach, end, from, end, 1 / most, excess, reach / FAR_OF_OTHERS);
  }

  /** Whether the endless tasks outside of a support share a root. */
  boolean together() {
    return together;
  }

  /** What is known of a task. */
  Task task(int i) {
    return tasks[i];
  }

  /** The take-on that belongs to a cost of a task. */
  static double takeOn(double shed, double cost) {
    return shed / cost * ROOM;
  }
}
