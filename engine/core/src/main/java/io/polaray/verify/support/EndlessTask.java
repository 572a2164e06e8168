package io.polaray.verify.support;

/**
 * How far take-ons of a task matter whose cost may be 0. A is what a type saves by the rest of a
 * ray, S the most that any type saves, and a take-on b of S / q is said to belong to the cost q.
 *
 * @param useful take-ons are of the size of the one that belongs to this cost
 * @param settled beyond the take-on that belongs to this cost, {@code P b} is at most excess times
 *     what it was there
 * @param excess at least 1; for a uniform cost it is 1, and P b does not change
 * @param always whether {@code P b <= E[A+] / limitCost} for every take-on, not only for those
 *     beyond the one that belongs to settled
 * @param limitCost {@code P b <= E[A+] / limitCost} in the limit: there a cost that is uniform from
 *     0 to this one takes the place of the task's
 * @param limit the distribution with that
 */
record EndlessTask(
    double useful,
    double settled,
    double excess,
    boolean always,
    double limitCost,
    AcceptanceCeiling limit) {
  /** How many times its useful size a take-on may be in a cell, at least. */
  private static final double ENDLESS = 4096;

  /** The cost to which the largest take-on of a cell belongs. */
  double largest() {
    return Math.min(settled, useful / ENDLESS);
  }

  /** What holds of people of two kinds; the limit is that of the first. */
  EndlessTask and(EndlessTask other) {
    return new EndlessTask(
        Math.min(useful, other.useful),
        Math.min(settled, other.settled),
        Math.max(excess, other.excess),
        always && other.always,
        Math.min(limitCost, other.limitCost),
        limit);
  }

  /** The same with another limit. */
  EndlessTask with(AcceptanceCeiling newLimit) {
    return new EndlessTask(useful, settled, excess, always, limitCost, newLimit);
  }
}
