package io.polaray.verify.support;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds on the acceptance probability {@code P(c . kappa <= 0)} of one distribution of private
 * costs, valid whatever the rounding. Not safe for several threads: instances hold scratch space.
 */
public interface AcceptanceCeiling {
  /** A number that is at least {@code P(c . kappa <= 0)}; kappa has one entry a task. */
  double ceiling(double[] kappa);

  /** A number that is at most {@code P(c . kappa <= 0)}. */
  double floor(double[] kappa);

  /** A number that is at most {@code P(c . kappa <= budget)}; 0 where that is not known. */
  default double floor(double[] kappa, double budget) {
    return 0;
  }

  /**
   * The same as {@link #ceiling} with a view to {@link #floorNear} for the same kappa right after.
   *
   * @param factor positive entries, one at a time, will be multiplied by it or divided
   * @param budget up to which budgets will be asked for
   */
  default double ceilingNear(double[] kappa, double factor, double budget) {
    return ceiling(kappa);
  }

  /** The {@link #floor} with another entry for one task, whose own is positive. */
  default double floorNear(double[] kappa, int task, double entry) {
    double own = kappa[task];
    kappa[task] = entry;
    double floor = floor(kappa);
    kappa[task] = own;
    return floor;
  }

  /** The {@link #floor(double[], double)}. */
  default double floorNear(double[] kappa, double budget) {
    return floor(kappa, budget);
  }

  /**
   * A number q for which {@code P(c . kappa <= 0) kappa_task} does not change with kappa_task as
   * long as {@code q kappa_task} exceeds all that c . kappa can be reduced by; 0 where none is
   * known. The least cost is one, since P is 0 there.
   */
  default double levelCost(int task) {
    return 0;
  }

  /** What is known of take-ons of a task whose cost may be 0; null if nothing is. */
  default @Nullable EndlessTask endless(int task) {
    double level = levelCost(task);
    return level > 0 ? new EndlessTask(level, level, 1, false, level, this) : null;
  }

  /** A number that is at most {@code 1 - E exp(-rate c_task)}, for a rate of at least 0. */
  default double discount(int task, double rate) {
    return 0;
  }

  /**
   * A number that is at least {@code P(c . kappa <= 0) w . kappa} for every ray of a cell, infinity
   * where the distribution has none to offer.
   *
   * @param cell magnitudes with their ends
   * @param weights w, each within a relative 2^-50 of its value
   */
  default double gainCeiling(RayCell cell, double[] weights) {
    return Double.POSITIVE_INFINITY;
  }

  /** Whether {@link #gainCeiling} is finite. */
  default boolean isCounted() {
    return false;
  }

  /**
   * Prepares for the probabilities of a cell, which may be the less exact the wider it is.
   *
   * @param width the largest half width of the logs of its magnitudes
   * @return a step of these logs over which difference quotients of P are exact enough
   */
  default double aim(double width) {
    return 0x1p-10;
  }

  /**
   * Prepares for probabilities of a cell of which only the differences between its ends count: a
   * small part of them may be missed.
   *
   * @param width as in {@link #aim}, which ends this
   */
  default void aimRoughly(double width) {}

  /**
   * Magnitudes whose ends differ by less, relative to them, are not told apart: bounds of narrower
   * cells are no better, for the errors of probabilities.
   */
  default double leastWidth() {
    return 1e-9;
  }

  /**
   * A distribution may leave out types with very high costs: at least what any menu gains over the
   * endowment on them.
   */
  default double gainBeyond(double[] weights, double[] endowment) {
    return 0;
  }

  /** How many cells of uniform costs the work on one cell counts for. */
  default int effort() {
    return 1;
  }

  /**
   * A part of a distribution.
   *
   * @param chances bounds for the part. For fixed negative entries of kappa P is a log-concave
   *     function of the logs of the positive entries and the budget together, and for fixed
   *     positive entries 1 - P one of the logs of the others; see {@link #steepTasks}
   * @param share an upper bound of its probability
   */
  record Part(AcceptanceCeiling chances, double share) {}

  /**
   * Tasks, one bit each, of a part whose costs are log-concave in the logarithm alone. Where one of
   * them is given up, P is log-concave in the logs of the positive entries only if it is the one
   * task given up, and not in the budget; where one is taken on, 1 - P is in the logs of the others
   * only if it is the one task taken on.
   */
  default int steepTasks() {
    return 0;
  }

  /** The distribution as a mixture of such parts; empty if it is none. */
  default List<Part> logConcaveParts() {
    return List.of();
  }
}
