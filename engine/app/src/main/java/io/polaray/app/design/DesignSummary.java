package io.polaray.app.design;

import io.polaray.app.input.JsonLookup;
import io.polaray.app.input.JsonValue;
import io.polaray.dual.PriceRange;
import io.polaray.menu.MenuClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a design file says beside its menus. Numbers that it lacks are NaN, texts empty.
 *
 * @param status why the solve ended
 * @param market name and digest of the market
 * @param cost the costs
 * @param fresh the cost on fresh types; NaN throughout where the measure is exact
 * @param menuClass for which types the menus are obviously strategy-proof
 * @param measure the types that the design was optimised on
 * @param priceRanges one a task, or none
 * @param residual largest difference between what is assigned and n, in tasks
 * @param version of the program that solved
 * @param seed as written
 * @param rounds oracle rounds
 * @param options the options of the solve, as written
 */
public record DesignSummary(
    String status,
    MarketName market,
    Costs cost,
    Fresh fresh,
    String menuClass,
    Measure measure,
    List<PriceRange> priceRanges,
    double residual,
    String version,
    String seed,
    double rounds,
    Map<String, String> options) {

  /** What a file that names no class of menus means. */
  private static final String ORTHANT = MenuJson.name(MenuClass.ORTHANT);

  /** The market by name and digest. */
  public record MarketName(String name, String sha256) {}

  /** The costs and what bounds them; see docs/formats.md. */
  public record Costs(
      double design,
      double lowerBound,
      String lowerBoundKind,
      String lowerBoundMethod,
      double dualEstimate,
      double statusQuo,
      double nonChoice,
      double firstBest,
      double relativeGap,
      double gainGap,
      double gainShare) {}

  /** Cost on fresh types with the ends of its 95 % confidence interval. */
  public record Fresh(double cost, double lower, double upper, double types) {}

  /** The measure over types. */
  public record Measure(String kind, double types, String sampler, String digest) {}

  /** Keeps the list. */
  public DesignSummary {
    priceRanges = List.copyOf(priceRanges);
  }

  /** Reads a design file that {@link DesignReader} accepts. */
  public static DesignSummary read(Path path) {
    JsonLookup file = JsonLookup.read(path);
    return new DesignSummary(
        file.text("status"),
        new MarketName(file.text("market", "name"), file.text("market", "sha256")),
        new Costs(
            file.number("cost", "design"),
            file.number("cost", "lowerBound"),
            file.text("cost", "lowerBoundKind"),
            file.text("cost", "lowerBoundMethod"),
            file.number("cost", "dualEstimate"),
            file.number("cost", "statusQuo"),
            file.number("cost", "nonChoice"),
            file.number("cost", "firstBest"),
            file.number("cost", "relativeGap"),
            file.number("cost", "gainGap"),
            file.number("cost", "gainShare")),
        new Fresh(
            file.number("cost", "outOfSample", "cost"),
            file.number("cost", "outOfSample", "lower95"),
            file.number("cost", "outOfSample", "upper95"),
            file.number("cost", "outOfSample", "types")),
        file.text("menuClass").isEmpty() ? ORTHANT : file.text("menuClass"),
        new Measure(
            file.text("measure", "kind"),
            file.number("measure", "types"),
            file.text("measure", "sampler"),
            file.text("measure", "digest")),
        ranges(file.find("taskPriceRanges")),
        file.number("marketClearing", "maxAbsoluteResidual"),
        file.text("provenance", "version"),
        file.entries("provenance").getOrDefault("seed", ""),
        file.number("provenance", "rounds"),
        file.entries("provenance", "options"));
  }

  /** An end that is null is infinite. */
  private static List<PriceRange> ranges(Optional<JsonValue> value) {
    List<PriceRange> ranges = new ArrayList<>();
    if (value.orElse(null) instanceof JsonValue.Items items) {
      for (JsonValue item : items.items()) {
        if (item instanceof JsonValue.Numbers ends && ends.size() == 2) {
          ranges.add(new PriceRange(ends.value(0), ends.value(1)));
        } else if (item instanceof JsonValue.Items ends && ends.items().size() == 2) {
          ranges.add(
              new PriceRange(
                  end(ends.items().get(0), Double.NEGATIVE_INFINITY),
                  end(ends.items().get(1), Double.POSITIVE_INFINITY)));
        }
      }
    }
    return ranges;
  }

  private static double end(JsonValue value, double open) {
    return value instanceof JsonValue.Num number ? number.value() : open;
  }
}
