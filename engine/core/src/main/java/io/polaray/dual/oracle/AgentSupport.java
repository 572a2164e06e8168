package io.polaray.dual.oracle;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.List;
import java.util.Optional;

/**
 * The support function of one agent as the market oracle uses it: menus from below, bounds from
 * above (paper, section 4.2). Used by one thread at a time.
 */
public interface AgentSupport {
  /** The measure that values menus and bounds. */
  TypeMeasure.Kind measure();

  /**
   * A menu of large value at the weights; see {@link io.polaray.support.SupportSearch#search}.
   *
   * @param pool columns found before
   */
  MenuColumn search(Vector weights, List<MenuColumn> pool, SearchEffort effort, long seed);

  /** Whether a search without a pool finds a maximiser, up to rounding. */
  default boolean isExact() {
    return false;
  }

  /** A valid upper bound on S(w); see {@link io.polaray.support.BoundSession#upperBound}. */
  UpperBound upperBound(Vector weights, double lowerValue, double relativeGap, WorkBudget budget);

  /**
   * Nominal nanoseconds of the last upper bound; see {@link
   * io.polaray.support.BoundSession#nominalNanos}.
   */
  default long nominalNanos() {
    return 0;
  }

  /** Drops what bounding has learned, for the sake of memory; bounds stay valid. */
  default void forget() {}

  /** The best column that bounding met at the weights. */
  Optional<MenuColumn> incumbent(Vector weights);

  /**
   * Fits a menu found for another endowment or measure to this one and values it afresh.
   *
   * @param directions the rays' directions
   * @param weights decide which rays are taken
   * @return empty if the directions do not give a polarised menu, or if that is not supported
   */
  default Optional<MenuColumn> fit(List<Vector> directions, Vector weights) {
    return Optional.empty();
  }

  /**
   * A support function like this one that has learned nothing, for a trial that must leave no
   * trace; empty if that is not supported.
   */
  default Optional<AgentSupport> unused() {
    return Optional.empty();
  }
}
