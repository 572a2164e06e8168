package io.polaray.app.verify;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import io.polaray.verify.ClaimedVector;
import io.polaray.verify.Numeral;
import io.polaray.verify.PreferenceClaim;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code preferences} for verification, with files of types relative to the market file. */
final class PreferenceClaimReader {
  private static final String WEIGHT = "weight";

  private final Path market;
  private final List<String> tasks;
  private final ProblemList problems;
  private final Map<String, PreferenceClaim> files = new HashMap<>();
  private final Map<String, String> digests = new TreeMap<>();

  PreferenceClaimReader(Path market, List<String> tasks, ProblemList problems) {
    this.market = market;
    this.tasks = List.copyOf(tasks);
    this.problems = problems;
  }

  /** SHA-256 of every file of types read so far, by its name in the market. */
  Map<String, String> typesFiles() {
    return digests;
  }

  /** The preferences, or null after a problem. */
  @Nullable PreferenceClaim read(ClaimNode node) {
    if (!node.isObject()) {
      return null;
    }
    String kind =
        node.field("kind").choice("uniform", "independent", "lognormal", "types", "mixture");
    int before = problems.count();
    PreferenceClaim claim = kind == null ? null : ofKind(node, kind);
    return problems.count() == before ? claim : null;
  }

  private @Nullable PreferenceClaim ofKind(ClaimNode node, String kind) {
    return switch (kind) {
      case "uniform" -> uniform(node);
      case "independent" -> independent(node);
      case "lognormal" -> lognormal(node);
      case "mixture" -> mixture(node);
      default -> types(node);
    };
  }

  private @Nullable PreferenceClaim uniform(ClaimNode node) {
    ClaimedVector lower = node.field("lower").nonnegative(tasks.size());
    ClaimedVector upper = node.field("upper").nonnegative(tasks.size());
    if (lower == null || upper == null || !ordered(node, lower, upper)) {
      return null;
    }
    return new PreferenceClaim.UniformBox(lower, upper);
  }

  private static boolean ordered(ClaimNode node, ClaimedVector lower, ClaimedVector upper) {
    for (int i = 0; i < lower.size(); i++) {
      if (lower.value(i) > upper.value(i) || !(upper.value(i) > 0)) {
        node.report("entry " + i + " of lower must be at most that of upper, which is positive");
        return false;
      }
    }
    return true;
  }

  private @Nullable PreferenceClaim independent(ClaimNode node) {
    List<PreferenceClaim.Marginal> marginals = new ArrayList<>();
    List<ClaimNode> items = node.field("marginals").items();
    for (ClaimNode item : items) {
      String distribution = item.field("distribution").text();
      Numeral lower =
          item.field("lower").isPresent() ? item.field("lower").numeral() : Numeral.of(0.0);
      Numeral upper = item.field("upper").optionalNumeral();
      Map<String, Numeral> parameters = new TreeMap<>();
      for (String name : item.names()) {
        if (!List.of("distribution", "lower", "upper").contains(name) && !name.startsWith("x-")) {
          Numeral value = item.field(name).numeral();
          if (value != null) {
            parameters.put(name, value);
          }
        }
      }
      if (distribution != null && lower != null) {
        if (lower.value() < 0 || (upper != null && lower.value() > upper.value())) {
          item.report("it needs 0 <= lower <= upper");
        }
        marginals.add(new PreferenceClaim.Marginal(distribution, parameters, lower, upper));
      }
    }
    if (items.size() != tasks.size()) {
      node.field("marginals").report("it must have one entry a task");
    }
    return new PreferenceClaim.Independent(marginals);
  }

  private @Nullable PreferenceClaim lognormal(ClaimNode node) {
    ClaimedVector mean = node.field("mean").vector(tasks.size());
    ClaimedVector lower =
        node.field("lower").isPresent()
            ? node.field("lower").nonnegative(tasks.size())
            : ClaimedVector.of(new double[tasks.size()]);
    ClaimedVector upper =
        node.field("upper").isPresent() ? node.field("upper").nonnegative(tasks.size()) : null;
    List<ClaimedVector> covariance = new ArrayList<>();
    for (ClaimNode row : node.field("covariance").items()) {
      ClaimedVector entries = row.vector(tasks.size());
      if (entries != null) {
        covariance.add(entries);
      }
    }
    if (covariance.size() != tasks.size()) {
      node.field("covariance").report("it must be a square of one row a task");
    }
    if (mean == null || lower == null || (upper != null && !ordered(node, lower, upper))) {
      return null;
    }
    return new PreferenceClaim.Lognormal(mean, covariance, lower, upper);
  }

  private @Nullable PreferenceClaim mixture(ClaimNode node) {
    List<PreferenceClaim> components = new ArrayList<>();
    List<ClaimNode> items = node.field("components").items();
    for (ClaimNode item : items) {
      String kind = item.field("kind").choice("uniform", "independent", "lognormal");
      PreferenceClaim component = kind == null ? null : ofKind(item, kind);
      if (component != null) {
        components.add(component);
      }
    }
    ClaimedVector weights = node.field("weights").nonnegative(items.size());
    if (items.isEmpty() || weights == null || components.size() < items.size()) {
      node.report("it needs components with one weight each");
      return null;
    }
    if (weights.entries().stream().anyMatch(weight -> !(weight.value() > 0))) {
      node.report("every weight of a component must be positive");
      return null;
    }
    return new PreferenceClaim.Mixture(components, weights);
  }

  private @Nullable PreferenceClaim types(ClaimNode node) {
    if (node.field("file").isPresent()) {
      String name = node.field("file").text();
      return name == null ? null : fromFile(node.field("file"), name);
    }
    List<ClaimedVector> types = new ArrayList<>();
    for (ClaimNode item : node.field("types").items()) {
      ClaimedVector type = item.nonnegative(tasks.size());
      if (type != null) {
        types.add(type);
      }
    }
    if (types.isEmpty()) {
      node.field("types").report("it must hold at least one type");
    }
    ClaimedVector weights =
        node.field("weights").isPresent()
            ? node.field("weights").nonnegative(types.size())
            : equalWeights(types.size());
    return weights == null ? null : finite(node, types, weights);
  }

  private static ClaimedVector equalWeights(int types) {
    Numeral one = Numeral.of(1.0);
    return new ClaimedVector(Stream.generate(() -> one).limit(types).toList());
  }

  private static @Nullable PreferenceClaim finite(
      ClaimNode node, List<ClaimedVector> types, ClaimedVector weights) {
    boolean positive =
        types.stream()
            .flatMap(type -> type.entries().stream())
            .allMatch(entry -> entry.value() > 0);
    if (!positive) {
      node.report("every cost of a type must be positive");
      return null;
    }
    if (weights.entries().stream().noneMatch(weight -> weight.value() > 0)) {
      node.report("some weight must be positive");
      return null;
    }
    return new PreferenceClaim.FiniteTypes(types, weights);
  }

  private @Nullable PreferenceClaim fromFile(ClaimNode node, String name) {
    PreferenceClaim known = files.get(name);
    if (known != null) {
      return known;
    }
    Path parent = market.toAbsolutePath().normalize().getParent();
    Path path = parent == null ? Path.of(name) : parent.resolve(name).normalize();
    if (parent == null || !path.startsWith(parent)) {
      node.report("it must lie in the folder of the market file");
      return null;
    }
    int before = problems.count();
    byte[] bytes = ClaimFile.bytes(path, path.toString(), problems);
    if (bytes == null) {
      return null;
    }
    List<ClaimedVector> types = new ArrayList<>();
    List<Numeral> weights = new ArrayList<>();
    readRows(bytes, path.toString(), types, weights);
    if (problems.count() == before && types.isEmpty()) {
      report(path.toString(), "it has no types");
    }
    if (problems.count() > before) {
      return null;
    }
    digests.put(name, ClaimFile.sha256(bytes));
    PreferenceClaim claim = finite(node, types, new ClaimedVector(weights));
    if (claim != null) {
      files.put(name, claim);
    }
    return claim;
  }

  private void report(String file, String fault) {
    problems.add(new Problem(file, "", 0, 0, "", fault, "write one type a row, one number a task"));
  }

  private void readRows(
      byte[] bytes, String name, List<ClaimedVector> types, List<Numeral> weights) {
    int start = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB ? 3 : 0;
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder()
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(
                new InputStreamReader(
                    new ByteArrayInputStream(bytes, start, bytes.length - start),
                    StandardCharsets.UTF_8))) {
      int @Nullable [] columns = null;
      for (CsvRecord row : rows) {
        List<String> cells = row.getFields().stream().map(String::strip).toList();
        String place = name + ": row " + row.getStartingLineNumber();
        if (columns == null) {
          boolean header = cells.containsAll(tasks) || cells.stream().noneMatch(this::isNumber);
          columns = header ? named(cells, place) : plain(cells, place);
          if (header) {
            continue;
          }
        }
        readRow(cells, columns, place, types, weights);
      }
    } catch (CsvParseException e) {
      report(name, "not a CSV file: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isNumber(String cell) {
    return number(cell) != null;
  }

  private static @Nullable Numeral number(String cell) {
    try {
      BigDecimal value = new BigDecimal(cell);
      return Double.isFinite(value.doubleValue()) ? Numeral.of(value) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The task of each column; the number of tasks stands for the weight. */
  private int[] named(List<String> cells, String place) {
    int[] columns = new int[cells.size()];
    List<String> wanted = new ArrayList<>(tasks);
    wanted.add(WEIGHT);
    for (int k = 0; k < columns.length; k++) {
      columns[k] = wanted.indexOf(cells.get(k));
      if (columns[k] < 0) {
        report(place, "no task is called " + cells.get(k));
      }
    }
    if (!cells.containsAll(tasks) || cells.stream().distinct().count() != cells.size()) {
      report(place, "the header must name every task once and at most one weight");
    }
    return columns;
  }

  private int[] plain(List<String> cells, String place) {
    if (cells.size() != tasks.size() && cells.size() != tasks.size() + 1) {
      report(place, "it has " + cells.size() + " cells for " + tasks.size() + " tasks");
    }
    int[] columns = new int[cells.size()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = Math.min(k, tasks.size());
    }
    return columns;
  }

  private void readRow(
      List<String> cells,
      int[] columns,
      String place,
      List<ClaimedVector> types,
      List<Numeral> weights) {
    if (cells.size() != columns.length) {
      report(place, "it has " + cells.size() + " cells instead of " + columns.length);
      return;
    }
    Numeral[] row = new Numeral[tasks.size() + 1];
    row[tasks.size()] = Numeral.of(1.0);
    for (int k = 0; k < columns.length; k++) {
      Numeral value = number(cells.get(k));
      if (value == null || value.value() < 0) {
        report(place, cells.get(k) + " must be a number, at least 0");
        return;
      }
      if (columns[k] >= 0) {
        row[columns[k]] = value;
      }
    }
    List<Numeral> entries = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      if (row[i] == null) {
        return;
      }
      entries.add(row[i]);
    }
    types.add(new ClaimedVector(entries));
    weights.add(row[tasks.size()]);
  }
}
