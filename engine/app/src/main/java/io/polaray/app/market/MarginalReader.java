package io.polaray.app.market;

import io.polaray.app.input.Fields;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.ProblemList;
import io.polaray.app.text.NumberText;
import io.polaray.numeric.Vector;
import io.polaray.preference.Family;
import io.polaray.preference.Marginal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads one entry of {@code marginals}: the distribution of the cost of one task. */
final class MarginalReader {
  private MarginalReader() {}

  /** Reads a marginal; empty after a problem. */
  static Optional<Marginal> read(String file, String place, JsonValue value, ProblemList problems) {
    return Fields.of(file, place, value, problems).flatMap(MarginalReader::read);
  }

  private static Optional<Marginal> read(Fields fields) {
    List<String> labels = Arrays.stream(Family.values()).map(Family::label).toList();
    Optional<JsonValue> written =
        fields.required("distribution", "one of " + String.join(", ", labels));
    Optional<String> label = written.flatMap(v -> fields.text(fields.place("distribution"), v));
    Optional<Family> family = label.flatMap(Family::ofLabel);
    if (label.isPresent() && family.isEmpty()) {
      fields.report(
          fields.place("distribution"),
          written.get(),
          "there is no such distribution",
          NearestName.of(label.get(), labels)
              .map(near -> "write \"" + near + "\" if that is meant")
              .orElse("write one of " + String.join(", ", labels)));
    }
    if (family.isEmpty()) {
      return Optional.empty();
    }
    List<Double> parameters = new ArrayList<>();
    for (String name : family.get().parameterNames()) {
      NumberRule rule = name.equals("mu") ? NumberRule.ANY : NumberRule.POSITIVE;
      fields
          .requiredNumber(name, rule, "a parameter of the " + family.get().label())
          .ifPresent(parameters::add);
    }
    Optional<Double> lower =
        fields.requiredNumber("lower", NumberRule.NONNEGATIVE, "the lowest cost");
    Optional<Double> upper =
        family.get().allowsInfiniteUpper() && fields.optional("upper").isEmpty()
            ? Optional.of(Double.POSITIVE_INFINITY)
            : fields.requiredNumber("upper", NumberRule.POSITIVE, "the highest cost");
    fields.reportUnknown();
    if (lower.isEmpty()
        || upper.isEmpty()
        || parameters.size() < family.get().parameterNames().size()) {
      return Optional.empty();
    }
    if (lower.get() > upper.get()) {
      fields.report(
          fields.place("lower"),
          fields.optional("lower").orElseThrow(),
          "it is above upper = " + NumberText.of(upper.get()),
          "exchange the two or correct one");
      return Optional.empty();
    }
    Vector vector = Vector.of(parameters.stream().mapToDouble(Double::doubleValue).toArray());
    return PreferencesReader.build(
        fields, () -> Marginal.of(family.get(), vector, lower.get(), upper.get()));
  }
}
