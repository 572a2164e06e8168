package io.polaray.support;

import io.polaray.menu.CostBox;
import io.polaray.menu.MenuClass;
import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;

/**
 * One agent's support problem {@code S(w) = max { w . y : y in F_j }} without its weights (paper,
 * section 4.2).
 *
 * @param endowment eta_j, nonnegative
 * @param preferences F_j; bounds may use its parameters when {@code measure} is exact
 * @param measure the measure that values menus: exact, or the finite sample
 * @param sample the types that searches run on; the measure itself when that is a sample
 * @param menuClass for which costs the rays of a menu must be polarised
 */
public record SupportProblem(
    Vector endowment,
    PreferenceDistribution preferences,
    TypeMeasure measure,
    TypeSample sample,
    MenuClass menuClass) {
  /** A problem whose menus are polarised on the orthant. */
  public SupportProblem(
      Vector endowment,
      PreferenceDistribution preferences,
      TypeMeasure measure,
      TypeSample sample) {
    this(endowment, preferences, measure, sample, MenuClass.ORTHANT);
  }

  /** The number of tasks I. */
  public int tasks() {
    return endowment.size();
  }

  /** The box that holds the types. */
  public CostBox box() {
    return new CostBox(preferences.lower(), preferences.upper());
  }

  /**
   * Whether menus may be more than polarised on the orthant: the class asks for the box alone, and
   * the box does not span the orthant. Otherwise the two classes are the same.
   */
  public boolean allowsSupportMenus() {
    return menuClass == MenuClass.SUPPORT && !box().spansOrthant();
  }
}
