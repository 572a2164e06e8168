package io.polaray.verify;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Market clearing, costs, the ratios made of them, and the status they justify. */
final class CostChecks {
  private static final Set<String> STATUSES =
      Set.of(
          "OPTIMAL",
          "LOCALLY_SOLVED",
          "ITERATION_LIMIT",
          "TIME_LIMIT",
          "INTERRUPTED",
          "NUMERICAL_ERROR");

  private final Recorder recorder;
  private final VerifyTolerances tolerances;
  private final DesignClaim design;
  private final MarketSums sums;

  CostChecks(Recorder recorder, VerifyTolerances tolerances, DesignClaim design, MarketSums sums) {
    this.recorder = recorder;
    this.tolerances = tolerances;
    this.design = design;
    this.sums = sums;
  }

  void checkClearing(MarketClaim market) {
    BigDecimal relative = BigDecimal.valueOf(tolerances.clearingTolerance());
    BigDecimal largestVolume = BigDecimal.ZERO;
    for (int i = 0; i < market.tasks().size(); i++) {
      largestVolume = Exact.max(largestVolume, sums.volume(i));
      if (design.finiteMarket()) {
        continue;
      }
      BigDecimal tolerance = sums.volume(i).multiply(relative);
      if (sums.residual(i).abs().compareTo(tolerance) > 0) {
        recorder.fail(
            Check.MARKET_CLEARING,
            Recorder.Place.DESIGN,
            "sum of assignments, task " + market.tasks().get(i),
            Double.toString(sums.instances(i).doubleValue()),
            Double.toString(sums.instances(i).add(sums.residual(i)).doubleValue()),
            tolerance.round(Exact.REPORTED).doubleValue() + " absolute",
            "the expected assignments do not add up to the instances of the task");
      }
    }
    recorder.compare(
        Check.MARKET_CLEARING,
        Recorder.Place.DESIGN,
        "maxAbsoluteResidual",
        design.maxAbsoluteResidual(),
        sums.maxAbsoluteResidual(),
        largestVolume.multiply(relative),
        "differs from the residual of the recomputed assignments");
    if (design.finiteMarket()) {
      recorder.result(
          Check.MARKET_CLEARING,
          CheckResult.Outcome.NOT_CONFIRMED,
          1,
          "a design for the people at hand: every round is cleared by its selection; if everybody"
              + " moved in full, "
              + sums.maxAbsoluteResidual().doubleValue()
              + " tasks would be left over on average");
      return;
    }
    recorder.result(
        Check.MARKET_CLEARING,
        CheckResult.Outcome.HOLDS,
        market.tasks().size(),
        "largest residual "
            + sums.maxAbsoluteResidual().doubleValue()
            + " tasks, allowed "
            + tolerances.clearingTolerance()
            + " of a task's instances");
  }

  void checkCosts(boolean ownInstances) {
    BigDecimal relative = BigDecimal.valueOf(tolerances.costTolerance());
    DesignClaim.CostClaim cost = design.cost();
    if (design.finiteMarket()) {
      checkSelected();
    } else {
      compare("cost.design", cost.design(), sums.design(), sums.designGross().multiply(relative));
    }
    compare(
        "cost.statusQuo",
        cost.statusQuo(),
        sums.statusQuo(),
        sums.statusQuoGross().multiply(relative));
    compare(
        "cost.firstBest",
        cost.firstBest(),
        sums.firstBest(),
        sums.firstBestGross().multiply(relative));
    Numeral nonChoice = cost.nonChoice();
    if (nonChoice != null && !ownInstances) {
      BigDecimal slack = sums.statusQuoGross().add(sums.firstBestGross()).multiply(relative);
      if (nonChoice.exact().compareTo(sums.statusQuo().add(slack)) > 0
          || nonChoice.exact().compareTo(sums.firstBest().subtract(slack)) < 0) {
        recorder.fail(
            Check.COSTS,
            Recorder.Place.DESIGN,
            "cost.nonChoice",
            Double.toString(nonChoice.value()),
            "between " + sums.firstBest().doubleValue() + " and " + sums.statusQuo().doubleValue(),
            slack.doubleValue() + " absolute",
            "the status quo is a non-choice mechanism and none beats the first best");
      }
    }
    recorder.result(
        Check.COSTS,
        design.finiteMarket() ? CheckResult.Outcome.NOT_CONFIRMED : CheckResult.Outcome.HOLDS,
        nonChoice == null ? 3 : 4,
        (design.finiteMarket()
                ? "the design's expected cost over rounds is only bracketed"
                : "design " + sums.design().doubleValue())
            + ", status quo "
            + sums.statusQuo().doubleValue()
            + ", first best "
            + sums.firstBest().doubleValue()
            + "; allowed "
            + tolerances.costTolerance()
            + " of the gross cost; the non-choice cost is only bracketed");
  }

  /** An expected cost of selections lies between the first best and the endowments. */
  private void checkSelected() {
    BigDecimal relative = BigDecimal.valueOf(tolerances.costTolerance());
    BigDecimal slack = sums.statusQuoGross().add(sums.firstBestGross()).multiply(relative);
    BigDecimal claimed = design.cost().design().exact();
    if (claimed.compareTo(sums.endowmentCost().add(slack)) > 0
        || claimed.compareTo(sums.firstBest().subtract(slack)) < 0) {
      recorder.fail(
          Check.COSTS,
          Recorder.Place.DESIGN,
          "cost.design",
          Double.toString(design.cost().design().value()),
          "between "
              + sums.firstBest().doubleValue()
              + " and "
              + sums.endowmentCost().doubleValue(),
          slack.doubleValue() + " absolute",
          "no round costs more than the endowments, and none beats the first best");
    }
  }

  private void compare(String name, Numeral claimed, BigDecimal found, BigDecimal tolerance) {
    recorder.compare(
        Check.COSTS,
        Recorder.Place.DESIGN,
        name,
        claimed,
        found,
        tolerance,
        "differs from the exact sum over the agents");
  }

  /** Gaps against their definitions, from the claimed costs. */
  void checkGaps() {
    DesignClaim.CostClaim cost = design.cost();
    BigDecimal gap = cost.design().exact().subtract(cost.lowerBound().exact());
    BigDecimal room = cost.statusQuo().exact().subtract(cost.lowerBound().exact());
    BigDecimal gain = cost.statusQuo().exact().subtract(cost.design().exact());
    BigDecimal size = Exact.max(cost.design().exact().abs(), new BigDecimal("1e-9"));
    checkRatio("cost.relativeGap", cost.relativeGap(), gap, size, size);
    BigDecimal scale = Exact.max(size, cost.statusQuo().exact().abs());
    checkRatio("cost.gainGap", cost.gainGap(), gap, room, scale);
    checkRatio("cost.gainShare", cost.gainShare(), gain, room, scale);
    recorder.result(
        Check.GAPS,
        CheckResult.Outcome.HOLDS,
        3,
        "from the claimed costs, allowed " + tolerances.ratioTolerance() + " relative");
  }

  private void checkRatio(
      String name,
      @Nullable Numeral claimed,
      BigDecimal numerator,
      BigDecimal denominator,
      BigDecimal scale) {
    BigDecimal rounding = scale.multiply(new BigDecimal("1e-12"));
    if (claimed == null) {
      if (denominator.abs().compareTo(rounding) > 0) {
        recorder.fail(
            Check.GAPS,
            Recorder.Place.DESIGN,
            name,
            "null",
            numerator.divide(denominator, Exact.REPORTED).toString(),
            null,
            "null stands only for 0/0");
      }
      return;
    }
    if (denominator.signum() == 0) {
      recorder.fail(
          Check.GAPS,
          Recorder.Place.DESIGN,
          name,
          Double.toString(claimed.value()),
          "null",
          "exact",
          "the denominator is 0");
      return;
    }
    BigDecimal ratio = numerator.divide(denominator, Exact.REPORTED);
    BigDecimal tolerance =
        ratio
            .abs()
            .multiply(BigDecimal.valueOf(tolerances.ratioTolerance()))
            .add(scale.multiply(new BigDecimal("1e-15")).divide(denominator.abs(), Exact.REPORTED));
    recorder.compare(
        Check.GAPS,
        Recorder.Place.DESIGN,
        name,
        claimed,
        ratio,
        tolerance,
        "differs from its definition applied to the claimed costs");
  }

  /** The status against bound kind and requested gap. */
  void checkStatus() {
    String status = design.status();
    DesignClaim.CostClaim cost = design.cost();
    if (!STATUSES.contains(status)) {
      failStatus(status, "one of the statuses of a written design", "unknown status");
    } else if (status.equals("OPTIMAL")) {
      if (!cost.lowerBoundKind().equals("certified")) {
        failStatus(status, cost.lowerBoundKind() + " bound", "OPTIMAL needs a certified bound");
      }
      Numeral requested = design.requestedGap();
      BigDecimal size = Exact.max(cost.design().exact().abs(), new BigDecimal("1e-9"));
      BigDecimal gap =
          cost.design().exact().subtract(cost.lowerBound().exact()).divide(size, Exact.REPORTED);
      BigDecimal rounding = new BigDecimal("1e-15");
      if (requested == null) {
        failStatus(status, "requested gap unknown", "the design does not say which gap was asked");
      } else if (gap.compareTo(requested.exact().add(rounding)) > 0) {
        failStatus(
            status,
            "relative gap " + gap.doubleValue(),
            "the requested gap " + requested.value() + " is not met");
      }
    }
    recorder.result(
        Check.STATUS,
        CheckResult.Outcome.HOLDS,
        1,
        status
            + ", "
            + cost.lowerBoundKind()
            + " bound"
            + (design.requestedGap() == null
                ? ""
                : ", requested gap " + design.requestedGap().value()));
  }

  private void failStatus(String claimed, String found, String reason) {
    recorder.fail(Check.STATUS, Recorder.Place.DESIGN, "status", claimed, found, "exact", reason);
  }
}
