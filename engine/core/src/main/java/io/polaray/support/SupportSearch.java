package io.polaray.support;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import java.util.List;

/**
 * A method that finds good menus: the lower side of the support function.
 *
 * <p>The column returned really exists: its rays are polarised in exact arithmetic, at full
 * extension within the orthant, and its probabilities and assignment are those of the problem's
 * measure. Its value {@code w . x <= S(w)} is never an upper bound. The value is never below that
 * of the status quo, of the remedial menu, or of any column of the pool.
 */
public interface SupportSearch {
  /**
   * Searches for a menu of large value at the weights.
   *
   * @param weights w = lambda - pi_j, length I, finite
   * @param pool columns found before for the same problem, most recent last; not modified
   * @param seed all randomness is derived from it
   */
  MenuColumn search(
      SupportProblem problem,
      Vector weights,
      List<MenuColumn> pool,
      SearchEffort effort,
      long seed);
}
