package io.polaray.support;

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
 */
public record SupportProblem(
    Vector endowment, PreferenceDistribution preferences, TypeMeasure measure, TypeSample sample) {
  /** The number of tasks I. */
  public int tasks() {
    return endowment.size();
  }
}
