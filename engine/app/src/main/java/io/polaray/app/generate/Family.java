package io.polaray.app.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The families, each a cost, a load and a taste model. */
public enum Family {
  /** Every agent is best at one task; the status quo does not know it. */
  COMPARATIVE_ADVANTAGE,
  /** The same agents are better at everything, in nearly the same proportion. */
  COMMON_RANKING,
  /** Eight groups of agents that are almost alike. */
  CLUSTERED,
  /** Private costs of the tasks move together. */
  CORRELATED,
  /** Private costs vary by a factor of four to ten. */
  WIDE_BOXES,
  /** Private costs vary by five to twenty percent. */
  NARROW_BOXES,
  /** Every agent does almost nothing but one task. */
  CONCENTRATED;

  private static final double[] WIDE = {4, 10};
  private static final double[] NARROW = {1.05, 1.2};

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The family with a label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Family of(String label) {
    return Arrays.stream(values())
        .filter(family -> family.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "family is '" + label + "'; choose one of " + String.join(", ", labels())));
  }

  /** All labels. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Family::label).toList();
  }

  CostModel costs(long seed, int tasks) {
    return switch (this) {
      case COMPARATIVE_ADVANTAGE -> new CostModel.Specialist(seed, tasks);
      case COMMON_RANKING -> new CostModel.CommonRanking(seed, tasks);
      case CLUSTERED -> new CostModel.Clustered(seed, tasks);
      case CORRELATED, WIDE_BOXES, NARROW_BOXES, CONCENTRATED ->
          new CostModel.Independent(seed, tasks);
    };
  }

  LoadModel loads() {
    return this == CONCENTRATED ? LoadModel.CONCENTRATED : LoadModel.EVEN;
  }

  boolean hasPersonalTastes() {
    return this == WIDE_BOXES || this == NARROW_BOXES;
  }

  TasteModel tastes(long seed, int tasks) {
    return switch (this) {
      case CORRELATED -> new TasteModel.Correlated(seed, tasks);
      case WIDE_BOXES -> new TasteModel.Boxes(seed, tasks, WIDE[0], WIDE[1]);
      case NARROW_BOXES -> new TasteModel.Boxes(seed, tasks, NARROW[0], NARROW[1]);
      case COMPARATIVE_ADVANTAGE, COMMON_RANKING, CLUSTERED, CONCENTRATED ->
          new TasteModel.UnitBox(tasks);
    };
  }
}
