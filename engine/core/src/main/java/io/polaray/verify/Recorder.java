package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects findings and results while the checks run. */
final class Recorder {
  private final List<Finding> findings = new ArrayList<>();
  private final List<CheckResult> results = new ArrayList<>();
  private final Set<Check> failed = EnumSet.noneOf(Check.class);

  /**
   * Where a finding is.
   *
   * @param agent id, or null for the whole design
   * @param menu position, or null
   * @param ray position, or null
   */
  record Place(@Nullable String agent, @Nullable Integer menu, @Nullable Integer ray) {
    static final Place DESIGN = new Place(null, null, null);

    static Place agent(String id) {
      return new Place(id, null, null);
    }

    Place withMenu(int position) {
      return new Place(agent, position, null);
    }

    Place withRay(int position) {
      return new Place(agent, menu, position);
    }
  }

  void fail(
      Check check,
      Place place,
      String quantity,
      @Nullable String claimed,
      @Nullable String recomputed,
      @Nullable String tolerance,
      String reason) {
    failed.add(check);
    findings.add(
        new Finding(
            Finding.Severity.FAILURE,
            check,
            place.agent(),
            place.menu(),
            place.ray(),
            quantity,
            claimed,
            recomputed,
            tolerance,
            reason));
  }

  void note(Check check, Place place, String quantity, String reason) {
    findings.add(
        new Finding(
            Finding.Severity.NOTE,
            check,
            place.agent(),
            place.menu(),
            place.ray(),
            quantity,
            null,
            null,
            null,
            reason));
  }

  /** Records a failure unless {@code |claimed - recomputed| <= tolerance}. */
  boolean compare(
      Check check,
      Place place,
      String quantity,
      Numeral claimed,
      BigDecimal recomputed,
      BigDecimal tolerance,
      String reason) {
    if (Exact.within(claimed.exact(), recomputed, tolerance)) {
      return true;
    }
    fail(
        check,
        place,
        quantity,
        Double.toString(claimed.value()),
        Double.toString(recomputed.doubleValue()),
        tolerance.round(new java.math.MathContext(3)) + " absolute",
        reason);
    return false;
  }

  /** Whether any check has failed so far. */
  boolean hasFailed() {
    return !failed.isEmpty();
  }

  boolean hasFailed(Check check) {
    return failed.contains(check);
  }

  /** Closes a check: FAILS when a failure was recorded, otherwise the given outcome. */
  void result(Check check, CheckResult.Outcome outcome, long items, String summary) {
    results.add(
        new CheckResult(
            check, hasFailed(check) ? CheckResult.Outcome.FAILS : outcome, items, summary));
  }

  List<Finding> findings() {
    return findings;
  }

  List<CheckResult> results() {
    return results;
  }
}
