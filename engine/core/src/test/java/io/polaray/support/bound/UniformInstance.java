package io.polaray.support.bound;

import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SupportProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;

/** A support problem with uniform costs, weights, and known bounds on its value. */
record UniformInstance(
    Vector weights, SupportProblem problem, double lowerBound, double upperBound) {

  static SupportProblem problem(double[] eta, double[] lower, double[] upper) {
    UniformPreferences preferences = UniformPreferences.of(Vector.of(lower), Vector.of(upper));
    return new SupportProblem(
        Vector.of(eta), preferences, preferences.measure(), preferences.sample(64, 1));
  }

  /** Instances certified to 1e-6, 2e-6 at five tasks. */
  static List<UniformInstance> references() throws IOException {
    String file = "/io/polaray/support/search/support-uniform-boxes.csv";
    try (InputStream in =
        Objects.requireNonNull(UniformInstance.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(UniformInstance::parse)
          .toList();
    }
  }

  private static UniformInstance parse(String line) {
    String[] fields = line.split(";", -1);
    return new UniformInstance(
        Vector.of(numbers(fields[1])),
        problem(numbers(fields[2]), numbers(fields[3]), numbers(fields[4])),
        Double.parseDouble(fields[5]),
        Double.parseDouble(fields[6]));
  }

  private static double[] numbers(String field) {
    return Arrays.stream(field.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /**
   * A random instance: weights of one or of mixed signs, nearly equal tasks, tasks nobody holds,
   * narrow and wide boxes.
   */
  static UniformInstance random(UniformRandomProvider random, int tasks) {
    double[] weights = new double[tasks];
    double[] eta = new double[tasks];
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    int kind = random.nextInt(4);
    for (int i = 0; i < tasks; i++) {
      double spread = kind == 3 ? 0.02 : 1;
      weights[i] = 0.6 + spread * (random.nextDouble() - 0.4);
      if (kind == 1) {
        weights[i] = 2 * random.nextDouble() - 0.8;
      }
      eta[i] = kind == 2 ? 4 * random.nextDouble() : 1 + spread * random.nextDouble();
      if (kind == 2 && i == 0) {
        eta[i] = 0;
      }
      lower[i] = 0.05 + spread * 0.4 * random.nextDouble();
      upper[i] =
          lower[i] * (1 + 1e-3) + (kind == 2 ? 0.1 : 1) * (0.3 + spread * random.nextDouble());
    }
    return new UniformInstance(
        Vector.of(weights), problem(eta, lower, upper), 0, Double.POSITIVE_INFINITY);
  }

  /** A random instance whose types are a mixture of boxes, some far from the others. */
  static UniformInstance mixture(UniformRandomProvider random, int tasks, int components) {
    UniformInstance first = random(random, tasks);
    List<PreferenceDistribution> boxes = new ArrayList<>();
    double[] shares = new double[components];
    double sum = 0;
    for (int g = 0; g < components; g++) {
      PreferenceDistribution box = random(random, tasks).problem().preferences();
      double[] lower = box.lower().toArray();
      double[] upper = box.upper().toArray();
      for (int i = 0; i < tasks; i++) {
        double factor = Math.exp(1.2 * (random.nextDouble() - 0.5));
        lower[i] *= factor;
        upper[i] *= factor;
      }
      boxes.add(UniformPreferences.of(Vector.of(lower), Vector.of(upper)));
      shares[g] = 0.2 + random.nextDouble();
      sum += shares[g];
    }
    for (int g = 0; g < components; g++) {
      shares[g] /= sum;
    }
    MixturePreferences preferences = MixturePreferences.of(boxes, Vector.of(shares));
    SupportProblem problem =
        new SupportProblem(
            first.problem().endowment(),
            preferences,
            preferences.exactMeasure().orElseThrow(),
            preferences.sample(1024, 1));
    return new UniformInstance(first.weights(), problem, 0, Double.POSITIVE_INFINITY);
  }

  /** A problem of independent costs with an exact measure. */
  static SupportProblem problem(Vector endowment, List<Marginal> costs) {
    IndependentPreferences preferences = IndependentPreferences.of(costs);
    return new SupportProblem(
        endowment,
        preferences,
        preferences.exactMeasure().orElseThrow(),
        preferences.sample(1024, 1));
  }
}
