package io.polaray.support;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import java.util.Optional;

/** Upper bounds for one problem at successive weights; see {@link SupportBound}. */
public interface BoundSession {
  /**
   * A valid upper bound on S(w), whenever the work stops.
   *
   * @param weights w
   * @param lowerValue value of the best menu known at w
   * @param relativeGap stop when {@code bound - lowerValue <= relativeGap * max(|bound|, 1e-300)}
   * @param budget stop when used up
   */
  UpperBound upperBound(Vector weights, double lowerValue, double relativeGap, WorkBudget budget);

  /**
   * Nominal nanoseconds of the last call: what it did, counted, times what each step takes on one
   * core of a common server. The same on every machine; 0 where calls take next to nothing.
   */
  default long nominalNanos() {
    return 0;
  }

  /** The best column met on the way at the last weights, if the method builds menus. */
  default Optional<MenuColumn> incumbent() {
    return Optional.empty();
  }
}
