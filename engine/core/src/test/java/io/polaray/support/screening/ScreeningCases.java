package io.polaray.support.screening;

import io.polaray.menu.MenuClass;
import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.support.SupportProblem;
import org.apache.commons.rng.UniformRandomProvider;

/** Small problems for the tests of this package. */
final class ScreeningCases {
  private ScreeningCases() {}

  static Vector vector(UniformRandomProvider random, int size, double low, double high) {
    double[] entries = new double[size];
    for (int i = 0; i < size; i++) {
      entries[i] = low + (high - low) * random.nextDouble();
    }
    return Vector.of(entries);
  }

  /** A problem with the exact measure of its preferences whose menus fit the support alone. */
  static SupportProblem onSupport(Vector endowment, PreferenceDistribution preferences) {
    return new SupportProblem(
        endowment,
        preferences,
        preferences.exactMeasure().orElseThrow(),
        preferences.sample(2048, 1),
        MenuClass.SUPPORT);
  }
}
