package io.polaray.app.diagnose;

import io.polaray.app.text.JsonDocument;
import io.polaray.choice.BilateralTrade;
import io.polaray.choice.ConditionFinding;
import io.polaray.choice.TradeReport;
import io.polaray.market.Market;
import io.polaray.preference.TypeMeasure;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** Writes a diagnosis as a {@code polaray-diagnosis/1} document (docs/formats.md). */
public final class DiagnosisDocument {
  /** The name of the format. */
  public static final String FORMAT = "polaray-diagnosis/1";

  private static final int BROKEN_DEPTH = 2;

  private final Diagnosis diagnosis;
  private final Market market;

  private DiagnosisDocument(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
    this.market = diagnosis.file().market();
  }

  /** Writes the document; the stream stays open. */
  public static void write(OutputStream out, Diagnosis diagnosis) {
    new DiagnosisDocument(diagnosis).write(out);
  }

  private void write(OutputStream out) {
    try (JsonDocument json = JsonDocument.of(out, BROKEN_DEPTH)) {
      json.object()
          .field("format", FORMAT)
          .object("market")
          .field("name", market.name())
          .field("sha256", diagnosis.file().sha256())
          .endObject()
          .field("verdict", diagnosis.value().verdict().name())
          .field(
              "verdictInWords",
              Words.verdict(diagnosis.value().verdict(), diagnosis.trade().best().isPresent()))
          .field("measure", diagnosis.measure() == TypeMeasure.Kind.EXACT ? "exact" : "sample")
          .array("conditions");
      diagnosis.value().findings().forEach(finding -> condition(json, finding));
      json.endArray();
      diagnosis
          .value()
          .pair()
          .ifPresentOrElse(
              pair ->
                  json.object("pair")
                      .field("agents", List.of(agent(pair.first()), agent(pair.second())))
                      .field("tasks", pair.tasks().stream().map(this::task).toList())
                      .endObject(),
              () -> json.nullField("pair"));
      trade(json, "bilateralTrade", diagnosis.trade());
      diagnosis.commonTrade().ifPresent(r -> trade(json, "bilateralTradeOnCommonTasks", r));
      withoutChoice(json);
      ladder(json);
      json.endObject();
    }
  }

  private void condition(JsonDocument json, ConditionFinding finding) {
    json.object()
        .field("condition", camel(finding.condition().name()))
        .field("holds", finding.holds())
        .field("agents", finding.deciders().stream().map(this::agent).toList())
        .field("tasks", finding.tasks().stream().filter(i -> i >= 0).map(this::task).toList())
        .field("violations", finding.violations())
        .endObject();
  }

  private void trade(JsonDocument json, String name, TradeReport report) {
    json.object(name)
        .field("expectedSaving", report.value())
        .field("upperBound", report.upperBound())
        .field("relativeGap", report.relativeGap())
        .field("pairs", report.pairs())
        .field("allPairs", report.complete());
    if (report.best().isPresent()) {
      BilateralTrade trade = report.best().get();
      json.field("first", agent(trade.first()))
          .field("second", agent(trade.second()))
          .field("gamma", trade.gamma())
          .field("firstAccepts", trade.firstAccepts())
          .field("secondAccepts", trade.secondAccepts())
          .field("saving", trade.saving());
    }
    json.endObject();
  }

  private void withoutChoice(JsonDocument json) {
    diagnosis
        .nonChoice()
        .ifPresentOrElse(
            solution -> {
              json.object("nonChoice")
                  .field("cost", solution.cost())
                  .field("lowerBound", solution.lowerBound())
                  .array("assignments");
              for (int j = 0; j < solution.assignments().size(); j++) {
                if (!solution.assignments().get(j).equals(market.agents().get(j).statusQuo())) {
                  json.object()
                      .field("id", agent(j))
                      .field("assignment", solution.assignments().get(j))
                      .endObject();
                }
              }
              json.endArray().endObject();
            },
            () -> json.nullField("nonChoice"));
    diagnosis
        .limit()
        .ifPresentOrElse(
            limit -> {
              json.object("lemma1")
                  .field("referenceCosts", limit.reference())
                  .field("right", limit.right());
              diagnosis
                  .nonChoice()
                  .ifPresent(
                      solution -> json.field("left", limit.left(market, solution.assignments())));
              json.endObject();
            },
            () -> json.nullField("lemma1"));
  }

  private void ladder(JsonDocument json) {
    Ladder ladder = diagnosis.ladder();
    json.object("ladder")
        .field("ordered", ladder.ordered())
        .field("disorder", ladder.disorder())
        .array("values");
    List<Rung> present = ladder.present();
    for (Rung rung : ladder.rungs()) {
      int at = present.indexOf(rung);
      json.object()
          .field("value", camel(rung.step().name()))
          .field("cost", rung.cost())
          .field("kind", camel(rung.kind().name()))
          .field("measure", camel(rung.measure().name()));
      if (at >= 0 && at + 1 < present.size()) {
        Rung next = present.get(at + 1);
        json.field("gapToNext", next.cost() - rung.cost())
            .field("gapMeans", Words.gap(rung.step(), next.step()));
      }
      if (!rung.note().isEmpty()) {
        json.field("note", rung.note());
      }
      json.endObject();
    }
    json.endArray();
    ladder
        .price()
        .ifPresentOrElse(
            price ->
                json.object("priceOfObviousness")
                    .field("atLeast", price.atLeast())
                    .field("atMost", price.atMost())
                    .endObject(),
            () -> json.nullField("priceOfObviousness"));
    json.endObject();
  }

  private String agent(int position) {
    return market.agents().get(position).id();
  }

  private String task(int position) {
    return market.tasks().get(position).name();
  }

  /** FIRST_BEST becomes firstBest. */
  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_", -1)) {
      String small = word.toLowerCase(Locale.ROOT);
      camel.append(
          camel.isEmpty()
              ? small
              : small.substring(0, 1).toUpperCase(Locale.ROOT) + small.substring(1));
    }
    return camel.toString();
  }
}
