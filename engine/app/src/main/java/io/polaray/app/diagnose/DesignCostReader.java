package io.polaray.app.diagnose;

import io.polaray.app.design.DesignWriter;
import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Fields;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.ProblemList;
import io.polaray.app.market.MarketFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the costs of an earlier solve of the same market. */
public final class DesignCostReader {
  private static final String FILE = "design.json";
  private static final String REMEDY = "give the folder of an earlier solve of this market";

  private final String file;
  private final MarketFile market;
  private final ProblemList problems = new ProblemList();

  private DesignCostReader(String file, MarketFile market) {
    this.file = file;
    this.market = market;
  }

  /**
   * Reads a design.
   *
   * @param path the folder of a solve, or its design file
   * @throws BadInputException with every problem found, also if the design is for another market
   */
  public static DesignCost read(Path path, MarketFile market) {
    Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
    return new DesignCostReader(file.toString(), market).read(file);
  }

  private DesignCost read(Path path) {
    Optional<DesignCost> cost =
        InputFile.read(path, file, problems)
            .flatMap(text -> JsonText.parse(text, problems))
            .flatMap(root -> Fields.of(file, "", root, problems))
            .flatMap(this::design);
    problems.throwIfAny();
    return cost.orElseThrow();
  }

  private Optional<DesignCost> design(Fields fields) {
    requireText(fields, "format", DesignWriter.FORMAT, "this program does not read that format");
    object(fields, "market")
        .ifPresent(
            of -> requireText(of, "sha256", market.sha256(), "the design is for another market"));
    Optional<Fields> costs = object(fields, "cost");
    Optional<Double> design = costs.flatMap(cost -> number(cost, "design"));
    Optional<Double> bound = costs.flatMap(cost -> number(cost, "lowerBound"));
    Optional<String> kind =
        object(fields, "measure").flatMap(measure -> measure.requiredText("kind", REMEDY));
    if (design.isEmpty() || bound.isEmpty() || kind.isEmpty()) {
      return Optional.empty();
    }
    Rung.Measure measure =
        kind.get().equals("exact") ? Rung.Measure.EXACT : Rung.Measure.OTHER_SAMPLE;
    return Optional.of(new DesignCost(design.get(), bound.get(), measure, file));
  }

  private static Optional<Double> number(Fields fields, String name) {
    return fields.requiredNumber(name, NumberRule.ANY, REMEDY);
  }

  private Optional<Fields> object(Fields fields, String name) {
    return fields
        .required(name, REMEDY)
        .flatMap(value -> Fields.of(file, fields.place(name), value, problems));
  }

  private static void requireText(Fields fields, String name, String wanted, String fault) {
    Optional<JsonValue> value = fields.required(name, REMEDY);
    Optional<String> text = value.flatMap(v -> fields.text(fields.place(name), v));
    if (text.isPresent() && !text.get().equals(wanted)) {
      fields.report(fields.place(name), value.orElseThrow(), fault, REMEDY);
    }
  }
}
