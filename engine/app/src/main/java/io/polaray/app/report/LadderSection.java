package io.polaray.app.report;

import io.polaray.app.design.DesignSummary;
import io.polaray.app.diagnose.Diagnosis;
import io.polaray.app.diagnose.Rung;
import io.polaray.app.report.Html.Column;
import io.polaray.app.text.Figures;
import io.polaray.app.text.JsonDocument;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The ladder of values, from the status quo to the first best. */
final class LadderSection implements Section {
  private static final int DIGITS = 6;

  private final DesignSummary.Costs cost;
  private final DesignSummary.Fresh fresh;
  private final List<Step> steps = new ArrayList<>();

  /**
   * One value.
   *
   * @param name what it is
   * @param note how it is known
   * @param style the class of its bar
   */
  private record Step(String name, double cost, String note, String style) {
    /** Bounds are rounded down, so that what is shown holds. */
    RoundingMode rounding() {
      return style.equals("bound") ? RoundingMode.FLOOR : RoundingMode.HALF_EVEN;
    }
  }

  LadderSection(ReportSource source) {
    this.cost = source.summary().cost();
    this.fresh = source.summary().fresh();
    step("today, the status quo", cost.statusQuo(), "exact", "today");
    step(
        "the best that asks nobody",
        source.diagnosis().map(this::nonChoice).orElse(cost.nonChoice()),
        "one assignment that every type accepts",
        "other");
    step("this design", cost.design(), "menus of trades, all found and checked", "design");
    step(
        "no such design costs less",
        cost.lowerBound(),
        cost.lowerBoundKind() + " bound, by " + cost.lowerBoundMethod(),
        "bound");
    source
        .diagnosis()
        .ifPresent(
            diagnosis ->
                diagnosis.ladder().rungs().stream()
                    .filter(Rung::present)
                    .filter(rung -> isFurther(rung.step()))
                    .forEach(
                        rung ->
                            step(
                                rung.step() == Rung.Step.BAYESIAN
                                    ? "private costs, any honest mechanism"
                                    : "if private costs were known",
                                rung.cost(),
                                rung.kind() == Rung.Kind.LOWER_BOUND
                                    ? "no mechanism of the kind costs less"
                                    : "attained",
                                "other")));
    step("first best", cost.firstBest(), "anybody may be told to do anything", "other");
    steps.sort(Comparator.comparingDouble((Step step) -> -step.cost()));
  }

  private static boolean isFurther(Rung.Step step) {
    return step == Rung.Step.FULL_INFORMATION || step == Rung.Step.BAYESIAN;
  }

  private double nonChoice(Diagnosis diagnosis) {
    return diagnosis.nonChoice().map(solution -> solution.cost()).orElse(cost.nonChoice());
  }

  private void step(String name, double value, String note, String style) {
    if (Double.isFinite(value)) {
      steps.add(new Step(name, value, note, style));
    }
  }

  @Override
  public void write(Html page) {
    page.raw("<section id=\"ladder\">\n").element("h2", "What can be saved");
    page.element(
        "p",
        "From today to what could be saved if people had no rights. Bars show the saving against"
            + " today.");
    double most = 0;
    for (Step step : steps) {
      most = Math.max(most, cost.statusQuo() - step.cost());
    }
    Html.Table table =
        page.table(
            List.of(
                Column.noted(""),
                Column.number("social cost"),
                Column.number("saving"),
                Column.markup("")));
    for (Step step : steps) {
      double saving = cost.statusQuo() - step.cost();
      table.row(
          step.name() + "\n" + step.note(),
          Figures.of(step.cost(), DIGITS, step.rounding()),
          cost.statusQuo() == 0
              ? Figures.of(saving, 4)
              : Figures.percent(saving / Math.abs(cost.statusQuo()), 3),
          Html.bar(most > 0 ? saving / most : 0, step.style()));
    }
    table.end();
    if (Double.isFinite(fresh.cost())) {
      page.element(
          "p",
          "The design was made for a sample of types. On fresh types it costs "
              + Figures.of(fresh.cost(), DIGITS)
              + " (95 % interval "
              + Figures.of(fresh.lower(), DIGITS)
              + " to "
              + Figures.of(fresh.upper(), DIGITS)
              + ").");
    }
    page.raw("</section>\n");
  }

  @Override
  public void data(JsonDocument json) {
    json.array("ladder");
    for (Step step : steps) {
      json.object().field("name", step.name()).field("cost", step.cost()).endObject();
    }
    json.endArray();
  }
}
