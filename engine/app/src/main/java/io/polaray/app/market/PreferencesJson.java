package io.polaray.app.market;

import io.polaray.app.text.JsonDocument;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.LognormalPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeSample;
import io.polaray.preference.UniformPreferences;

/** Writes {@code preferences} of a market file. */
final class PreferencesJson {
  private PreferencesJson() {}

  /**
   * Writes the field {@code preferences}.
   *
   * @throws IllegalArgumentException if market files have no kind for them or a bound is infinite
   */
  static void write(JsonDocument json, PreferenceDistribution preferences) {
    json.object("preferences");
    fields(json, preferences);
    json.endObject();
  }

  private static void fields(JsonDocument json, PreferenceDistribution preferences) {
    if (preferences instanceof UniformPreferences uniform) {
      json.field("kind", "uniform").field("lower", uniform.lower()).field("upper", uniform.upper());
    } else if (preferences instanceof IndependentPreferences independent) {
      json.field("kind", "independent").array("marginals");
      for (Marginal marginal : independent.marginals()) {
        marginal(json, marginal);
      }
      json.endArray();
    } else if (preferences instanceof LognormalPreferences lognormal) {
      json.field("kind", "lognormal").field("mean", lognormal.mean()).array("covariance");
      lognormal.covariance().forEach(json::numbers);
      json.endArray().field("lower", lognormal.lower()).field("upper", lognormal.upper());
    } else if (preferences instanceof FinitePreferences finite) {
      types(json, finite.sample(1, 0));
    } else if (preferences instanceof MixturePreferences mixture) {
      json.field("kind", "mixture").field("weights", mixture.shares()).array("components");
      for (PreferenceDistribution component : mixture.components()) {
        json.object();
        fields(json, component);
        json.endObject();
      }
      json.endArray();
    } else {
      throw new IllegalArgumentException(
          "preferences are of the class "
              + preferences.getClass().getName()
              + ", which market files have no kind for");
    }
  }

  private static void marginal(JsonDocument json, Marginal marginal) {
    json.object().field("distribution", marginal.family().label());
    for (int k = 0; k < marginal.parameters().size(); k++) {
      json.field(marginal.family().parameterNames().get(k), marginal.parameters().get(k));
    }
    json.field("lower", marginal.lower());
    if (marginal.upper() < Double.POSITIVE_INFINITY) {
      json.field("upper", marginal.upper());
    }
    json.endObject();
  }

  private static void types(JsonDocument json, TypeSample sample) {
    json.field("kind", "types").array("types");
    double[] type = new double[sample.tasks()];
    double[] weights = new double[sample.types()];
    for (int m = 0; m < sample.types(); m++) {
      for (int i = 0; i < type.length; i++) {
        type[i] = sample.cost(m, i);
      }
      json.numbers(Vector.of(type));
      weights[m] = sample.weight(m);
    }
    json.endArray();
    if (!sample.hasEqualWeights()) {
      json.field("weights", Vector.of(weights));
    }
  }
}
