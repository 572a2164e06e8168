package io.polaray.app.market;

import io.polaray.app.input.Fields;
import io.polaray.app.input.NumberRule;
import io.polaray.market.Agent;
import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import java.util.List;
import java.util.Optional;

/** One entry of {@code agents}, checked. */
record AgentEntry(
    String id,
    Vector socialCost,
    Vector statusQuo,
    Vector endowment,
    double population,
    double slack,
    PreferenceDistribution preferences) {

  /**
   * Reads all fields of an agent; empty after a problem.
   *
   * @param shared the market's preferences, if they are there and sound
   * @param sharedGiven whether the market has preferences, sound or not
   */
  static Optional<AgentEntry> read(
      Fields fields,
      List<String> tasks,
      Optional<PreferenceDistribution> shared,
      boolean sharedGiven,
      PreferencesReader preferencesReader) {
    int size = tasks.isEmpty() ? Fields.ANY_LENGTH : tasks.size();
    Optional<String> id = fields.requiredName("id", "a name that no other agent has");
    Optional<double[]> socialCost =
        fields.requiredNumbers(
            "socialCost", size, NumberRule.ANY, "the social cost of one unit of each task");
    Optional<double[]> statusQuo =
        fields.requiredNumbers(
            "statusQuo", size, NumberRule.NONNEGATIVE, "the tasks that the agent has today");
    Optional<double[]> endowment =
        fields.has("endowment")
            ? fields.optionalNumbers("endowment", size, NumberRule.NONNEGATIVE)
            : statusQuo;
    Optional<Double> population = number(fields, "population", NumberRule.POSITIVE);
    Optional<Double> slack = number(fields, "slack", NumberRule.AT_LEAST_ONE);
    Optional<PreferenceDistribution> preferences =
        fields.has("preferences")
            ? fields
                .optional("preferences")
                .flatMap(v -> preferencesReader.read(fields.place("preferences"), v, tasks))
            : shared;
    if (!fields.has("preferences") && !sharedGiven) {
      fields.reportHere(
          "the agent has no preferences and the market has none for all",
          "add \"preferences\" to the agent or at the top of the file");
    }
    fields.reportUnknown();
    if (id.isEmpty()
        || socialCost.isEmpty()
        || statusQuo.isEmpty()
        || endowment.isEmpty()
        || population.isEmpty()
        || slack.isEmpty()
        || preferences.isEmpty()) {
      return Optional.empty();
    }
    Vector sigma = Vector.of(statusQuo.get());
    return Optional.of(
        new AgentEntry(
            id.get(),
            Vector.of(socialCost.get()),
            sigma,
            fields.has("endowment") ? Vector.of(endowment.get()) : sigma,
            population.get(),
            slack.get(),
            preferences.get()));
  }

  /** A number with default 1; empty after a problem. */
  private static Optional<Double> number(Fields fields, String name, NumberRule rule) {
    return fields.has(name) ? fields.optionalNumber(name, rule) : Optional.of(1.0);
  }

  /** The agent of the model; never fails on a checked entry of a checked market. */
  Agent build() {
    return new Agent(id, socialCost, statusQuo, endowment, population, slack, preferences);
  }
}
