package io.polaray.app.verify;

import io.polaray.verify.CheckResult;
import io.polaray.verify.DesignClaim;
import io.polaray.verify.Finding;
import io.polaray.verify.MarketClaim;
import io.polaray.verify.VerificationReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A verification report as one JSON document of format {@code polaray-verification/1}. */
public final class ReportJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportJson() {}

  /** The document. */
  public static String of(VerificationReport report, MarketClaim market, DesignClaim design) {
    ObjectNode root = root(report.holds() ? "verified" : "rejected");
    root.put("market", market.name());
    root.put("sha256", market.sha256());
    root.put("status", design.status());
    ArrayNode checks = root.putArray("checks");
    for (CheckResult result : report.checks()) {
      checks
          .addObject()
          .put("check", result.check().label())
          .put("outcome", result.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .put("items", result.items())
          .put("summary", result.summary());
    }
    ArrayNode failures = root.putArray("failures");
    ArrayNode notes = root.putArray("notes");
    for (Finding finding : report.findings()) {
      add(finding.severity() == Finding.Severity.FAILURE ? failures : notes, finding);
    }
    ArrayNode pairs = root.putArray("certificates");
    for (VerificationReport.PairCertificate pair : report.certificates()) {
      pairs
          .addObject()
          .put("agent", pair.agent())
          .put("menu", pair.menu())
          .put("rays", pair.first() + "," + pair.second())
          .put("polarised", pair.polarised())
          .put("t", pair.t());
    }
    ObjectNode figures = root.putObject("recomputed");
    put(figures, "design", report.recomputed().design());
    put(figures, "lowerBound", report.recomputed().lowerBound());
    put(figures, "statusQuo", report.recomputed().statusQuo());
    put(figures, "firstBest", report.recomputed().firstBest());
    put(figures, "maxAbsoluteResidual", report.recomputed().maxAbsoluteResidual());
    return MAPPER.writeValueAsString(root);
  }

  private static ObjectNode root(String verdict) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", "polaray-verification/1");
    root.put("verdict", verdict);
    return root;
  }

  private static void add(ArrayNode list, Finding finding) {
    ObjectNode node = list.addObject();
    node.put("check", finding.check().label());
    putText(node, "agent", finding.agent());
    putIndex(node, "menu", finding.menu());
    putIndex(node, "ray", finding.ray());
    node.put("quantity", finding.quantity());
    putText(node, "claimed", finding.claimed());
    putText(node, "recomputed", finding.recomputed());
    putText(node, "tolerance", finding.tolerance());
    node.put("reason", finding.reason());
  }

  private static void putText(ObjectNode node, String name, @Nullable String value) {
    if (value == null) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }

  private static void putIndex(ObjectNode node, String name, @Nullable Integer value) {
    if (value == null) {
      node.putNull(name);
    } else {
      node.put(name, value.intValue());
    }
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }
}
