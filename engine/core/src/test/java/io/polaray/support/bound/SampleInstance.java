package io.polaray.support.bound;

import io.polaray.numeric.Vector;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.FinitePreferences;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** A random support problem with finitely many types. */
record SampleInstance(Vector weights, SupportProblem problem) {
  static SampleInstance random(UniformRandomProvider random, int tasks, int types) {
    UniformInstance box = UniformInstance.random(random, tasks);
    double[] lower = box.problem().preferences().lower().toArray();
    double[] upper = box.problem().preferences().upper().toArray();
    boolean equal = random.nextBoolean();
    List<Vector> costs = new ArrayList<>();
    double[] weights = new double[types];
    double sum = 0;
    for (int m = 0; m < types; m++) {
      double[] c = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        c[i] = lower[i] + (upper[i] - lower[i]) * random.nextDouble();
      }
      costs.add(Vector.of(c));
      weights[m] = equal ? 1 : 0.01 + random.nextDouble();
      sum += weights[m];
    }
    for (int m = 0; m < types; m++) {
      weights[m] /= sum;
    }
    FinitePreferences preferences =
        equal
            ? FinitePreferences.equallyLikely(costs)
            : FinitePreferences.of(costs, Vector.of(weights));
    return new SampleInstance(box.weights(), problem(box.problem().endowment(), preferences));
  }

  static SupportProblem problem(Vector endowment, FinitePreferences preferences) {
    CountedMeasure measure = (CountedMeasure) preferences.exactMeasure().orElseThrow();
    return new SupportProblem(endowment, preferences, measure, measure.sample());
  }
}
