package io.polaray.app.classify;

import io.polaray.app.classify.Classification.Tried;
import io.polaray.app.input.PrintableText;
import io.polaray.app.plot.PricePlot;
import io.polaray.app.text.CsvTable;
import io.polaray.app.text.JsonDocument;
import io.polaray.choice.RevenueCurve;
import io.polaray.choice.TwoClasses;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.CostSummary;
import io.polaray.dual.LotteryEntry;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A classification as a document, a table of prices and a plot of them. */
public final class ClassificationFiles {
  /** The name of the format. */
  public static final String FORMAT = "polaray-classification/1";

  private static final int DEPTH = 3;
  private static final int MAX_DOTS = 200;

  private final Classification result;

  /** Files of a classification. */
  public ClassificationFiles(Classification result) {
    this.result = result;
  }

  /** Writes the document. */
  public void document(OutputStream out) {
    CostSummary cost = result.design().cost();
    try (JsonDocument json = JsonDocument.of(out, DEPTH)) {
      json.object().field("format", FORMAT).object("market");
      json.field("name", result.file().market().name());
      json.field("sha256", result.file().sha256()).endObject();
      json.array("classes");
      classes(json, result.classes());
      json.endArray();
      json.object("cost")
          .field("statusQuo", result.file().market().statusQuoCost())
          .field("mixedStatusQuo", cost.statusQuo())
          .field("design", cost.design())
          .field("lowerBound", cost.lowerBound())
          .endObject()
          .field("status", result.design().status().name())
          .field("taskPrices", result.design().taskPrices())
          .field("regular", result.regular());
      json.array("types");
      for (int k = 0; k < result.revenues().size(); k++) {
        types(json, k);
      }
      json.endArray().field("mixedAgents", ids(result.mixed()));
      json.field("agentsWorseOff", ids(result.worse())).array("agents");
      result.design().agents().forEach(agent -> agent(json, agent));
      json.endArray().array("otherClassifications");
      for (Tried tried : result.tried()) {
        json.object().field("cost", tried.cost());
        json.array("classes");
        classes(json, tried.classes());
        json.endArray().endObject();
      }
      json.endArray().endObject();
    }
  }

  private void classes(JsonDocument json, TwoClasses classes) {
    for (int k = 0; k < 2; k++) {
      json.object()
          .field("name", classes.names().get(k))
          .field(
              "tasks",
              classes.tasks(k).stream()
                  .map(i -> result.file().market().tasks().get(i).name())
                  .toList())
          .endObject();
    }
  }

  private void types(JsonDocument json, int which) {
    json.object().array("sides");
    for (RevenueCurve side : result.revenues().get(which)) {
      json.object()
          .field("sheds", result.classes().names().get(side.shed()))
          .field("measure", side.exact() ? "exact" : "sample")
          .field("regular", side.regular())
          .field("hullGap", side.hullGap())
          .field("fromRate", side.regular() ? Double.NaN : side.fromRate())
          .field("toRate", side.regular() ? Double.NaN : side.toRate())
          .endObject();
    }
    json.endArray().endObject();
  }

  private void agent(JsonDocument json, AgentDesign design) {
    json.object().field("id", design.agent().id()).array("prices");
    for (LotteryEntry entry : design.lottery()) {
      double[] prices = PriceCurve.prices(entry.column().menu());
      double[] accepts = {Double.NaN, Double.NaN};
      for (RayChoice choice : entry.column().choices()) {
        accepts[choice.ray().direction().get(0) > 0 ? 0 : 1] = choice.probability();
      }
      json.object()
          .field("probability", entry.probability())
          .field("price1", prices[0])
          .field("accept1", accepts[0])
          .field("price2", prices[1])
          .field("accept2", accepts[1])
          .endObject();
    }
    json.endArray()
        .field("expectedClasses", design.expectedAssignment())
        .field(
            "expectedAssignment",
            result
                .classes()
                .tasksOf(
                    design.expectedAssignment(), result.classes().mixtures(result.file().market())))
        .endObject();
  }

  private List<String> ids(List<Integer> agents) {
    return agents.stream().map(j -> result.file().market().agents().get(j).id()).toList();
  }

  /** Writes the price menus as a table. */
  public void table(OutputStream out) throws IOException {
    CsvTable csv = CsvTable.of(out, "types", "ratio", "price1", "price2");
    for (int k = 0; k < result.curves().size(); k++) {
      PriceCurve curve = result.curves().get(k);
      for (int n = 0; n < curve.ratios().size(); n++) {
        csv.cell(k + 1).cell(curve.ratios().get(n));
        csv.cell(curve.first().get(n)).cell(curve.second().get(n)).endRow();
      }
    }
    csv.finish();
  }

  /** Writes the plot of the price menus, with a dot for every price of the design. */
  public void plot(OutputStream out) throws IOException {
    List<PricePlot.Prices> prices = new ArrayList<>();
    for (PriceCurve curve : result.curves()) {
      String first = PrintableText.of(agents().get(curve.agents().get(0)).agent().id(), 24);
      int others = curve.agents().size() - 1;
      prices.add(
          new PricePlot.Prices(
              others == 0 ? first : first + " and " + others + " more",
              curve.ratios(),
              curve.first(),
              curve.second(),
              dots(curve)));
    }
    String a = PrintableText.of(result.classes().names().get(0), 24);
    String b = PrintableText.of(result.classes().names().get(1), 24);
    PricePlot.write(
        out,
        "Prices of " + a + " in units of " + b + ": take on (solid), shed (dashed)",
        "w(" + a + ") / w(" + b + "), w = task price - social cost",
        b + " for one " + a,
        prices);
  }

  private List<AgentDesign> agents() {
    return result.design().agents();
  }

  private List<Double> dots(PriceCurve curve) {
    List<Double> dots = new ArrayList<>();
    for (int j : curve.agents().subList(0, Math.min(MAX_DOTS, curve.agents().size()))) {
      AgentDesign design = agents().get(j);
      Vector weights = result.design().taskPrices().minus(design.agent().socialCost());
      for (LotteryEntry entry : design.lottery()) {
        for (double price : PriceCurve.prices(entry.column().menu())) {
          dots.add(weights.get(0) / weights.get(1));
          dots.add(price);
        }
      }
    }
    return dots;
  }
}
