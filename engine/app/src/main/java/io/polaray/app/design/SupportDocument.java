package io.polaray.app.design;

import io.polaray.app.text.JsonDocument;
import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.BoundKind;
import io.polaray.support.SupportProblem;
import io.polaray.support.SupportValue;
import java.io.OutputStream;

/** Writes a support value as a {@code polaray-support/1} document (docs/formats.md). */
public final class SupportDocument {
  /** The name of the format. */
  public static final String FORMAT = "polaray-support/1";

  private static final int BROKEN_DEPTH = 2;

  private SupportDocument() {}

  /**
   * Writes the document; the stream stays open.
   *
   * @param certified whether the requested gap is met
   */
  public static void write(
      OutputStream out,
      String agent,
      Vector weights,
      SupportProblem problem,
      SupportValue value,
      boolean certified) {
    try (JsonDocument json = JsonDocument.of(out, BROKEN_DEPTH)) {
      json.object()
          .field("format", FORMAT)
          .field("agent", agent)
          .field("weights", weights)
          .field("status", certified ? "OPTIMAL" : "LOCALLY_SOLVED")
          .field("value", value.value());
      if (Double.isFinite(value.upperBound().value())) {
        boolean closes = value.upperBound().kind() == BoundKind.CERTIFIED;
        json.field("upperBound", value.upperBound().value())
            .field("upperBoundKind", closes ? "certified" : "relaxed")
            .field("upperBoundMethod", value.upperBound().method())
            .field("relativeGap", value.relativeGap());
      }
      json.field("menuClass", MenuJson.name(problem.menuClass()));
      json.field(
          "measure", problem.measure().kind() == TypeMeasure.Kind.EXACT ? "exact" : "sample");
      MenuJson.write(json, value.column());
      json.field("expectedAssignment", value.column().assignment()).endObject();
    }
  }

  /** A menu in a few words. */
  public static String describe(MenuColumn column) {
    if (column.menu() instanceof Menu.Rays rays) {
      return rays.rays().size() == 1 ? "one ray" : rays.rays().size() + " rays";
    }
    return column.menu() instanceof Menu.Remedial
        ? "remedial: tasks are taken away, the agent keeps " + column.assignment()
        : "the endowment alone";
  }
}
