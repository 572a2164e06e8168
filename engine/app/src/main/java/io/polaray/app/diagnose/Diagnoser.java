package io.polaray.app.diagnose;

import io.polaray.app.market.MarketFile;
import io.polaray.choice.Condition;
import io.polaray.choice.NonChoiceLimit;
import io.polaray.choice.TradeReport;
import io.polaray.choice.TradeSearch;
import io.polaray.choice.ValueOfChoice;
import io.polaray.dual.BenchmarkProgram;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.dual.NonChoiceProgram;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.StopSignal;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.SupportProblem;
import io.polaray.support.bracket.SupportProblems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out a diagnosis: everything that can be said about a market before menus are designed. */
public final class Diagnoser {
  private static final double NON_CHOICE_GAP = 1e-6;
  private static final double PRICE_GAP = 1e-5;
  private static final long MAX_PRICE_WORK = 4_000_000;
  private static final int MIN_PRICE_TYPES = 64;
  private static final long SAMPLE_CELLS = 40_000;

  private final MarketFile file;
  private final Market market;

  /** The market whose values stand in the ladder. */
  private final Market common;

  private final Request request;

  /**
   * What is asked for.
   *
   * @param types types of a sample, where preferences have no exact measure
   * @param seed all randomness is derived from it
   * @param threads worker threads
   * @param solveTime time for a design of its own, zero for none
   * @param design a design solved before
   * @param bayesianTypes types an agent on which all values of the ladder are taken, with that of
   *     Bayesian mechanisms among them; 0 for the market's own preferences without it
   */
  public record Request(
      int types,
      long seed,
      int threads,
      Duration solveTime,
      @Nullable DesignCost design,
      int bayesianTypes) {}

  private Diagnoser(MarketFile file, Request request) {
    this.file = file;
    this.market = file.market();
    this.request = request;
    this.common =
        request.bayesianTypes() == 0
            ? market
            : SampledMarket.of(market, request.bayesianTypes(), request.seed());
  }

  /** Diagnoses a market. */
  public static Diagnosis diagnose(MarketFile file, Request request, StopSignal stop) {
    return new Diagnoser(file, request).diagnose(stop);
  }

  private Diagnosis diagnose(StopSignal stop) {
    try (WorkerPool workers = WorkerPool.of(request.threads())) {
      List<SupportProblem> supports =
          SupportProblems.forMarket(market, request.types(), request.seed());
      List<TypeMeasure> measures = supports.stream().map(SupportProblem::measure).toList();
      boolean sample = measures.stream().anyMatch(m -> m.kind() == TypeMeasure.Kind.SAMPLE);
      ValueOfChoice value = ValueOfChoice.of(market);
      TradeSearch search = TradeSearch.of(market, measures);
      TradeSearch.Limits limits = limits(sample);
      TradeReport trade = search.search(workers, limits);
      Optional<TradeReport> commonTrade = Optional.empty();
      if (!value.finding(Condition.FULL_SUPPORT_STATUS_QUO).holds()) {
        commonTrade = Optional.of(search.search(workers, limits.onCommonTasks()));
      }
      Optional<NonChoiceProgram.Solution> nonChoice =
          NonChoiceProgram.solve(market, NON_CHOICE_GAP, workers);
      TypeMeasure.Kind kind = sample ? TypeMeasure.Kind.SAMPLE : TypeMeasure.Kind.EXACT;
      Ladder ladder =
          request.bayesianTypes() == 0
              ? ladder(
                  kind,
                  BenchmarkProgram.fullInformation(
                      market, sample ? supports : priceProblems(), PRICE_GAP, workers),
                  Optional.empty(),
                  nonChoice,
                  design(kind, stop))
              : sampledLadder(workers, stop);
      return new Diagnosis(
          file, value, kind, trade, commonTrade, nonChoice, NonChoiceLimit.of(market), ladder);
    }
  }

  private Ladder sampledLadder(WorkerPool workers, StopSignal stop) {
    List<SupportProblem> supports =
        SupportProblems.forMarket(common, request.types(), request.seed());
    List<BayesianAgent> programs = new ArrayList<>();
    for (int j = 0; j < supports.size(); j++) {
      programs.add(new BayesianAgent(common.agents().get(j), supports.get(j).sample()));
    }
    return ladder(
        TypeMeasure.Kind.SAMPLE,
        BenchmarkProgram.fullInformation(common, supports, PRICE_GAP, workers),
        Optional.of(BenchmarkProgram.solve(common, programs, PRICE_GAP, workers)),
        NonChoiceProgram.solve(common, NON_CHOICE_GAP, workers),
        design(TypeMeasure.Kind.SAMPLE, stop));
  }

  /** Cells of branch and bound are dear where types are counted one by one. */
  private static TradeSearch.Limits limits(boolean sample) {
    TradeSearch.Limits limits = TradeSearch.Limits.defaults();
    return sample
        ? new TradeSearch.Limits(limits.maxRefined(), SAMPLE_CELLS, limits.relativeGap(), false)
        : limits;
  }

  /** Exact measures with small samples, on which only prices are searched for. */
  private List<SupportProblem> priceProblems() {
    long size = (long) market.agents().size() * market.tasks().size();
    long types = Math.min(request.types(), Math.max(MIN_PRICE_TYPES, MAX_PRICE_WORK / size));
    return SupportProblems.forMarket(market, (int) types, request.seed());
  }

  private @Nullable DesignCost design(TypeMeasure.Kind kind, StopSignal stop) {
    if (request.design() != null || request.solveTime().isZero()) {
      return request.design();
    }
    SolveOptions defaults = SolveOptions.defaults();
    SolveOptions options =
        new SolveOptions(
            defaults.method(),
            defaults.relativeGap(),
            request.solveTime().dividedBy(2),
            request.solveTime(),
            defaults.maxRounds(),
            request.types(),
            request.seed(),
            request.threads());
    LargeMarketDesign design =
        LargeMarketSolver.create().solve(common, options, report -> {}, stop);
    return new DesignCost(
        design.cost().design(),
        design.cost().lowerBound(),
        kind == TypeMeasure.Kind.EXACT ? Rung.Measure.EXACT : Rung.Measure.SAMPLE,
        "solved here: " + design.status());
  }

  private Ladder ladder(
      TypeMeasure.Kind kind,
      BenchmarkProgram.Solution full,
      Optional<BenchmarkProgram.Solution> bayesian,
      Optional<NonChoiceProgram.Solution> nonChoice,
      @Nullable DesignCost design) {
    Rung.Measure measure =
        kind == TypeMeasure.Kind.EXACT ? Rung.Measure.EXACT : Rung.Measure.SAMPLE;
    List<Rung> rungs = new ArrayList<>();
    rungs.add(
        rung(Rung.Step.FIRST_BEST, market.firstBestCost(), Rung.Kind.EXACT, Rung.Measure.NONE, ""));
    double bound = full.bound().value();
    rungs.add(rung(Rung.Step.FULL_INFORMATION, bound, Rung.Kind.LOWER_BOUND, measure, ""));
    bayesian.ifPresent(
        solution ->
            rungs.add(
                rung(
                    Rung.Step.BAYESIAN,
                    solution.bound().value(),
                    Rung.Kind.LOWER_BOUND,
                    measure,
                    "")));
    rungs.add(
        design == null
            ? rung(
                Rung.Step.DESIGN,
                Double.NaN,
                Rung.Kind.MISSING,
                measure,
                "give --design DIR or --solve-seconds S")
            : rung(
                Rung.Step.DESIGN,
                design.cost(),
                Rung.Kind.ATTAINED,
                design.measure(),
                design.source()));
    rungs.add(
        nonChoice
            .map(
                solution ->
                    rung(
                        Rung.Step.NON_CHOICE,
                        solution.cost(),
                        Rung.Kind.ATTAINED,
                        Rung.Measure.NONE,
                        ""))
            .orElseGet(
                () ->
                    rung(
                        Rung.Step.NON_CHOICE,
                        Double.NaN,
                        Rung.Kind.MISSING,
                        Rung.Measure.NONE,
                        "the status quo does not clear the market")));
    double today = market.statusQuoCost();
    rungs.add(rung(Rung.Step.STATUS_QUO, today, Rung.Kind.EXACT, Rung.Measure.NONE, ""));
    Optional<PriceOfObviousness> price =
        bayesian.flatMap(solution -> PriceOfObviousness.of(solution, design, today));
    return new Ladder(rungs, disorder(rungs), price);
  }

  private static Rung rung(
      Rung.Step step, double cost, Rung.Kind kind, Rung.Measure measure, String note) {
    return new Rung(step, cost, kind, measure, note);
  }

  private List<String> disorder(List<Rung> rungs) {
    List<String> reasons = new ArrayList<>();
    if (market.agents().stream().anyMatch(agent -> agent.slack() != 1)) {
      reasons.add(
          "some slack is above 1: mechanisms without choice may then use more than OSP designs,"
              + " whose rays start at the endowment");
    }
    for (Agent agent : market.agents()) {
      if (!agent.endowment().equals(agent.statusQuo())) {
        reasons.add("some endowment is not the status quo");
        break;
      }
    }
    if (rungs.stream()
            .filter(Rung::present)
            .map(Rung::measure)
            .filter(measure -> measure != Rung.Measure.NONE)
            .distinct()
            .count()
        > 1) {
      reasons.add("the values hold for different samples of types");
    }
    return reasons;
  }
}
