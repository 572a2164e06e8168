package io.polaray.app.design;

import io.polaray.app.market.MarketFile;
import io.polaray.app.text.JsonDocument;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.CostSummary;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.dual.PriceRange;
import io.polaray.numeric.Vector;
import io.polaray.support.BoundKind;
import java.io.OutputStream;

/** Writes a design file of the format {@code polaray-design/1} (docs/formats.md). */
public final class DesignWriter {
  /** The name of the format. */
  public static final String FORMAT = "polaray-design/1";

  private static final int BROKEN_DEPTH = 3;

  private DesignWriter() {}

  /** Writes the document; equal arguments give equal bytes. The stream stays open. */
  public static void write(
      OutputStream out, MarketFile file, LargeMarketDesign design, Facts facts) {
    try (JsonDocument json = JsonDocument.of(out, BROKEN_DEPTH)) {
      json.object().field("format", FORMAT);
      market(json, file);
      json.field("status", design.status().name());
      cost(json, design, facts);
      json.field("menuClass", MenuJson.name(facts.menuClass()));
      measure(json, facts.measure());
      json.field("taskPrices", design.taskPrices());
      if (!design.priceRanges().isEmpty()) {
        json.array("taskPriceRanges");
        for (PriceRange range : design.priceRanges()) {
          json.numbers(Vector.of(range.low(), range.high()));
        }
        json.endArray();
      }
      json.object("marketClearing")
          .field("maxAbsoluteResidual", design.maxAbsoluteResidual())
          .endObject();
      facts.finiteMarket().ifPresent(finite -> finiteMarket(json, finite));
      json.array("agents");
      for (AgentDesign agent : design.agents()) {
        agent(json, agent);
      }
      json.endArray();
      provenance(json, design, facts.provenance());
      json.endObject();
    }
  }

  private static void market(JsonDocument json, MarketFile file) {
    json.object("market").field("name", file.market().name()).field("sha256", file.sha256());
    if (!file.typesFiles().isEmpty()) {
      json.array("typesFiles");
      for (MarketFile.TypesFile types : file.typesFiles()) {
        json.object().field("file", types.file()).field("sha256", types.sha256()).endObject();
      }
      json.endArray();
    }
    json.endObject();
  }

  private static void cost(JsonDocument json, LargeMarketDesign design, Facts facts) {
    CostSummary cost = design.cost();
    json.object("cost")
        .field("design", cost.design())
        .field("lowerBound", cost.lowerBound())
        .field(
            "lowerBoundKind",
            cost.lowerBoundKind() == BoundKind.CERTIFIED ? "certified" : "relaxed")
        .field("lowerBoundMethod", cost.lowerBoundMethod())
        .field("dualEstimate", cost.dualEstimate())
        .field("statusQuo", cost.statusQuo())
        .field("nonChoice", facts.nonChoice().orElse(Double.NaN))
        .field("firstBest", cost.firstBest())
        .field("relativeGap", cost.relativeGap())
        .field("gainGap", cost.gainGap())
        .field("gainShare", cost.gainShare());
    if (!design.lowerBoundPrices().equals(design.taskPrices())) {
      json.field("lowerBoundPrices", design.lowerBoundPrices());
    }
    if (design.boundCut()) {
      json.field("lowerBoundCut", true);
    }
    if (facts.outOfSample().isPresent()) {
      Facts.OutOfSample fresh = facts.outOfSample().get();
      json.object("outOfSample")
          .field("cost", fresh.cost())
          .field("lower95", fresh.lower())
          .field("upper95", fresh.upper())
          .field("types", fresh.types())
          .endObject();
    } else {
      json.nullField("outOfSample");
    }
    json.endObject();
  }

  private static void measure(JsonDocument json, Facts.MeasureFacts measure) {
    json.object("measure").field("kind", measure.exact() ? "exact" : "sample");
    if (measure.types() > 0) {
      json.field("types", measure.types());
    } else {
      json.nullField("types");
    }
    json.field("sampler", measure.exact() ? null : measure.sampler())
        .field("digest", measure.exact() ? null : measure.digest())
        .endObject();
  }

  private static void finiteMarket(JsonDocument json, Facts.FiniteMarket finite) {
    json.object("finiteMarket")
        .field("people", finite.people())
        .field("draws", finite.draws())
        .field("freshDraws", finite.freshDraws())
        .field("trials", finite.trials())
        .field("seed", finite.seed())
        .field("largeMarketDesign", finite.largeMarketDesign())
        .field("startCost", finite.startCost())
        .field("cost", finite.cost())
        .field("costHalfWidth95", finite.costHalfWidth())
        .field("difference", finite.difference())
        .field("differenceHalfWidth95", finite.differenceHalfWidth())
        .endObject();
  }

  private static void agent(JsonDocument json, AgentDesign agent) {
    json.object()
        .field("id", agent.agent().id())
        .field("expectedAssignment", agent.expectedAssignment())
        .array("lottery");
    for (LotteryEntry entry : agent.lottery()) {
      json.object().field("probability", entry.probability());
      MenuJson.write(json, entry.column());
      json.endObject();
    }
    json.endArray().endObject();
  }

  private static void provenance(
      JsonDocument json, LargeMarketDesign design, Facts.Provenance provenance) {
    json.object("provenance")
        .field("version", provenance.version())
        .field("seed", provenance.seed())
        .field("rounds", design.rounds());
    if (design.coverage().distinct() > 0) {
      json.object("searches")
          .field("distinctAgents", design.coverage().distinct())
          .field("coldAtTheEnd", design.coverage().cold())
          .endObject();
    }
    json.object("options");
    for (Facts.Option option : provenance.options()) {
      if (option.value() instanceof Double number) {
        json.field(option.name(), number);
      } else if (option.value() instanceof Long number) {
        json.field(option.name(), number);
      } else if (option.value() instanceof Boolean truth) {
        json.field(option.name(), truth);
      } else {
        json.field(option.name(), option.value().toString());
      }
    }
    json.endObject().endObject();
  }
}
