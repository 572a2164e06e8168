package io.polaray.app.market;

import io.polaray.app.input.Fields;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.ProblemList;
import io.polaray.app.text.NumberText;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.LognormalPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.numbers.core.Sum;

/** Reads {@code preferences}; equal ones become one object, and each file of types is read once. */
final class PreferencesReader {
  /** Absolute, a type, on the sum of weights as written: they may be rounded to six decimals. */
  private static final double WEIGHT_SUM_TOLERANCE = 1e-6;

  /** Absolute; sums this close to 1 differ from it by rounding alone. */
  private static final double ROUNDING_TOLERANCE = 1e-12;

  private static final List<String> KINDS =
      List.of("uniform", "independent", "lognormal", "types", "mixture");
  private static final List<String> COMPONENT_KINDS =
      List.of("uniform", "independent", "lognormal");

  private final Path market;
  private final ProblemList problems;
  private final Map<PreferenceDistribution, PreferenceDistribution> seen = new HashMap<>();
  private final Map<String, Optional<PreferenceDistribution>> files = new HashMap<>();
  private final Map<String, MarketFile.TypesFile> digests = new LinkedHashMap<>();

  PreferencesReader(Path market, ProblemList problems) {
    this.market = market;
    this.problems = problems;
  }

  /** The files of types read so far, in the order of first use. */
  List<MarketFile.TypesFile> typesFiles() {
    return List.copyOf(digests.values());
  }

  /**
   * Reads preferences; empty after a problem.
   *
   * @param tasks the task names, empty when they are not known because of a problem
   */
  Optional<PreferenceDistribution> read(String place, JsonValue value, List<String> tasks) {
    int before = problems.count();
    Optional<PreferenceDistribution> read =
        Fields.of(market.toString(), place, value, problems)
            .flatMap(fields -> ofKind(fields, value, tasks, KINDS));
    if (problems.count() != before) {
      return Optional.empty();
    }
    return read.map(preferences -> seen.computeIfAbsent(preferences, p -> p));
  }

  private Optional<PreferenceDistribution> ofKind(
      Fields fields, JsonValue value, List<String> tasks, List<String> kinds) {
    Optional<String> kind = fields.requiredText("kind", "one of " + String.join(", ", kinds));
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    if (!kinds.contains(kind.get())) {
      reportKind(fields, value, kind.get(), kinds);
      return Optional.empty();
    }
    int size = tasks.isEmpty() ? Fields.ANY_LENGTH : tasks.size();
    Optional<PreferenceDistribution> preferences;
    switch (kind.get()) {
      case "uniform" -> preferences = uniform(fields, size);
      case "independent" -> preferences = independent(fields, size);
      case "lognormal" -> preferences = lognormal(fields, size);
      case "types" -> preferences = types(fields, value, tasks);
      default -> preferences = mixture(fields, tasks);
    }
    fields.reportUnknown();
    return preferences;
  }

  private static void reportKind(Fields fields, JsonValue value, String kind, List<String> kinds) {
    fields.report(
        fields.place("kind"),
        fields.optional("kind").orElse(value),
        KINDS.contains(kind)
            ? "a component of a mixture cannot be of the kind " + kind
            : "there is no such kind of preferences",
        NearestName.of(kind, kinds)
            .map(near -> "write \"" + near + "\" if that is meant")
            .orElse("write one of " + String.join(", ", kinds)));
  }

  private Optional<PreferenceDistribution> mixture(Fields fields, List<String> tasks) {
    Optional<JsonValue> array =
        fields.required("components", "one object a group of people, [{...}, ...]");
    String place = fields.place("components");
    Optional<List<JsonValue>> items = array.flatMap(v -> fields.items(place, v));
    Optional<JsonValue> weights = fields.required("weights", "the share of each component");
    if (items.isEmpty() || weights.isEmpty()) {
      return Optional.empty();
    }
    if (items.get().isEmpty()) {
      fields.report(place, array.get(), "it is empty", "write at least one component");
      return Optional.empty();
    }
    String weightsPlace = fields.place("weights");
    int count = items.get().size();
    Optional<double[]> shares =
        fields
            .numbers(
                weightsPlace,
                weights.get(),
                count,
                NumberRule.POSITIVE,
                "write one weight a component")
            .filter(numbers -> addUpToOne(fields, weights.get(), weightsPlace, numbers));
    List<PreferenceDistribution> components = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      JsonValue item = items.get().get(g);
      Fields.of(market.toString(), place + "[" + g + "]", item, problems)
          .flatMap(component -> ofKind(component, item, tasks, COMPONENT_KINDS))
          .ifPresent(components::add);
    }
    if (shares.isEmpty() || components.size() < count) {
      return Optional.empty();
    }
    double sum = Sum.of(shares.get()).getAsDouble();
    double divisor = Math.abs(sum - 1) > ROUNDING_TOLERANCE ? sum : 1;
    Vector scaled = Vector.of(Arrays.stream(shares.get()).map(s -> s / divisor).toArray());
    return build(fields, () -> MixturePreferences.of(components, scaled));
  }

  private Optional<PreferenceDistribution> uniform(Fields fields, int size) {
    Optional<Box> box = box(fields, size);
    return box.flatMap(b -> build(fields, () -> UniformPreferences.of(b.lower(), b.upper())));
  }

  private Optional<PreferenceDistribution> lognormal(Fields fields, int size) {
    Optional<double[]> mean =
        fields.requiredNumbers(
            "mean", size, NumberRule.ANY, "the mean of the logarithm of each cost");
    Optional<List<Vector>> covariance = rows(fields, "covariance", size, NumberRule.ANY);
    Optional<Box> box = box(fields, size);
    if (mean.isEmpty() || covariance.isEmpty() || box.isEmpty()) {
      return Optional.empty();
    }
    return build(
        fields,
        () ->
            LognormalPreferences.of(
                Vector.of(mean.get()), covariance.get(), box.get().lower(), box.get().upper()));
  }

  private Optional<PreferenceDistribution> independent(Fields fields, int size) {
    Optional<JsonValue> array = fields.required("marginals", "one object a task, [{...}, ...]");
    Optional<List<JsonValue>> items =
        array.flatMap(v -> fields.items(fields.place("marginals"), v));
    if (items.isEmpty()) {
      return Optional.empty();
    }
    if (size != Fields.ANY_LENGTH && items.get().size() != size) {
      fields.report(
          fields.place("marginals"),
          array.get(),
          "it has " + items.get().size() + " entries for " + size + " tasks",
          "write one object a task, in the order of tasks");
      return Optional.empty();
    }
    List<Marginal> marginals = new ArrayList<>();
    for (int i = 0; i < items.get().size(); i++) {
      MarginalReader.read(
              market.toString(),
              fields.place("marginals") + "[" + i + "]",
              items.get().get(i),
              problems)
          .ifPresent(marginals::add);
    }
    return marginals.size() < items.get().size()
        ? Optional.empty()
        : build(fields, () -> IndependentPreferences.of(marginals));
  }

  private record Box(Vector lower, Vector upper) {}

  /** The fields lower and upper. */
  private static Optional<Box> box(Fields fields, int size) {
    Optional<double[]> lower =
        fields.requiredNumbers(
            "lower", size, NumberRule.NONNEGATIVE, "the lowest cost of each task");
    Optional<double[]> upper =
        fields.requiredNumbers("upper", size, NumberRule.POSITIVE, "the highest cost of each task");
    if (lower.isEmpty() || upper.isEmpty()) {
      return Optional.empty();
    }
    boolean sound = true;
    int common = Math.min(lower.get().length, upper.get().length);
    for (int i = 0; i < common; i++) {
      if (lower.get()[i] > upper.get()[i]) {
        sound = false;
        fields.report(
            fields.place("lower") + "[" + i + "]",
            fields.optional("lower").orElseThrow(),
            "it is above upper[" + i + "] = " + NumberText.of(upper.get()[i]),
            "exchange the two or correct one");
      }
    }
    return sound
        ? Optional.of(new Box(Vector.of(lower.get()), Vector.of(upper.get())))
        : Optional.empty();
  }

  private Optional<PreferenceDistribution> types(
      Fields fields, JsonValue value, List<String> tasks) {
    boolean inline = fields.has("types");
    boolean file = fields.has("file");
    fields.has("weights");
    if (inline == file) {
      fields.reportHere(
          inline
              ? "there are both types and a file of types"
              : "there are neither types nor a file of types",
          "give \"types\": [[...], ...] or \"file\": \"NAME.csv\"");
      return Optional.empty();
    }
    return inline ? inlineTypes(fields, value, tasks) : typesFile(fields, value, tasks);
  }

  private Optional<PreferenceDistribution> inlineTypes(
      Fields fields, JsonValue value, List<String> tasks) {
    int size = tasks.isEmpty() ? Fields.ANY_LENGTH : tasks.size();
    Optional<List<Vector>> types = rows(fields, "types", size, NumberRule.POSITIVE);
    int count = count(fields.optional("types"));
    if (!fields.has("weights")) {
      return types.flatMap(rows -> build(fields, () -> FinitePreferences.equallyLikely(rows)));
    }
    String place = fields.place("weights");
    Optional<double[]> weights =
        fields
            .optional("weights")
            .flatMap(
                v ->
                    fields.numbers(
                        place, v, count, NumberRule.NONNEGATIVE, "write one weight a type"))
            .filter(numbers -> addUpToOne(fields, value, place, numbers));
    return types.isEmpty() || weights.isEmpty()
        ? Optional.empty()
        : weighted(fields, types.get(), weights.get());
  }

  private static int count(Optional<JsonValue> array) {
    if (array.orElse(null) instanceof JsonValue.Items items) {
      return items.items().size();
    }
    return Fields.ANY_LENGTH;
  }

  private Optional<PreferenceDistribution> typesFile(
      Fields fields, JsonValue value, List<String> tasks) {
    if (fields.has("weights")) {
      fields.reportHere(
          "weights belong to types written here, not to a file",
          "give the file a column called weight instead");
    }
    Optional<JsonValue> name = fields.optional("file");
    Optional<Path> path =
        name.flatMap(v -> TypesFilePath.resolve(fields, fields.place("file"), v, market));
    if (path.isEmpty() || tasks.isEmpty()) {
      return Optional.empty();
    }
    String key = path.get().toString();
    Optional<PreferenceDistribution> known = files.get(key);
    if (known != null) {
      if (known.isEmpty()) {
        fields.report(
            fields.place("file"), name.get(), "the file has problems, named above", "correct it");
      }
      return known;
    }
    String shown = fields.text(fields.place("file"), name.get()).orElse(key);
    Optional<PreferenceDistribution> read =
        InputFile.read(path.get(), market.resolveSibling(shown).toString(), problems)
            .flatMap(
                input -> {
                  digests.put(key, new MarketFile.TypesFile(shown, input.sha256()));
                  return TypesFileReader.read(input, tasks, problems);
                })
            .flatMap(
                table ->
                    table.weighted()
                        ? weightedFile(fields, value, shown, table)
                        : build(fields, () -> FinitePreferences.equallyLikely(table.types())));
    files.put(key, read);
    return read;
  }

  private static Optional<PreferenceDistribution> weightedFile(
      Fields fields, JsonValue value, String shown, TypesFileReader.Table table) {
    double[] weights = table.weights().toArray();
    return addUpToOne(fields, value, "column weight of " + shown, weights)
        ? weighted(fields, table.types(), weights)
        : Optional.empty();
  }

  private static boolean addUpToOne(
      Fields fields, JsonValue value, String place, double[] weights) {
    double sum = Sum.of(weights).getAsDouble();
    if (Math.abs(sum - 1) <= WEIGHT_SUM_TOLERANCE * weights.length) {
      return true;
    }
    fields.report(
        place,
        fields.optional("weights").orElse(value),
        "the weights add up to " + NumberText.of(sum),
        "make them add up to 1 (up to 1e-6 each), or leave those of types out for equal weights");
    return false;
  }

  /** A finite distribution; types of weight 0 are dropped, the other weights divided by the sum. */
  private static Optional<PreferenceDistribution> weighted(
      Fields fields, List<Vector> types, double[] weights) {
    double sum = Sum.of(weights).getAsDouble();
    double divisor = Math.abs(sum - 1) > ROUNDING_TOLERANCE ? sum : 1;
    List<Vector> kept = new ArrayList<>();
    for (int m = 0; m < weights.length; m++) {
      if (weights[m] > 0) {
        kept.add(types.get(m));
      }
    }
    Vector shares =
        Vector.of(Arrays.stream(weights).filter(w -> w > 0).map(w -> w / divisor).toArray());
    return build(fields, () -> FinitePreferences.of(kept, shares));
  }

  /** An array of arrays of numbers, at least one. */
  private Optional<List<Vector>> rows(Fields fields, String name, int size, NumberRule rule) {
    String place = fields.place(name);
    Optional<JsonValue> array = fields.required(name, "arrays of one number a task, [[...], ...]");
    Optional<List<JsonValue>> items = array.flatMap(v -> fields.items(place, v));
    if (items.isEmpty()) {
      return Optional.empty();
    }
    if (items.get().isEmpty()) {
      fields.report(place, array.get(), "it is empty", "write at least one array of numbers");
      return Optional.empty();
    }
    List<Vector> rows = new ArrayList<>();
    for (int k = 0; k < items.get().size(); k++) {
      fields
          .numbers(place + "[" + k + "]", items.get().get(k), size, rule)
          .ifPresent(row -> rows.add(Vector.of(row)));
    }
    return rows.size() == items.get().size() ? Optional.of(rows) : Optional.empty();
  }

  /** Builds a value of the model; what its own checks refuse is a problem too. */
  static <T> Optional<T> build(Fields fields, Supplier<T> supplier) {
    try {
      return Optional.of(supplier.get());
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      fields.reportHere(message == null ? "wrong parameters" : message, "correct the parameters");
      return Optional.empty();
    }
  }
}
