package io.polaray.app.classify;

import io.polaray.app.classify.Classification.Tried;
import io.polaray.app.market.MarketFile;
import io.polaray.choice.RevenueCurve;
import io.polaray.choice.TwoClasses;
import io.polaray.dual.AcceptedEndowments;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.StopSignal;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.support.SupportProblem;
import io.polaray.support.bracket.SupportProblems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two-step procedure for two classes of tasks: for given task prices, each agent's two prices
 * (paper, Remark 1); outside, the task prices at which the classes clear.
 */
public final class Classifier {
  /** The most tasks for which all classifications are tried. */
  public static final int MAX_TRIED_TASKS = 8;

  private static final int MAX_CURVES = 4;
  private static final double MARGIN = 1.25;
  private static final double TAIL = 1e-3;
  private static final double MIXTURE_RELATIVE_TOLERANCE = 1e-9;

  private final MarketFile file;
  private final Market market;
  private final SolveOptions options;
  private final StopSignal stop;

  private Classifier(MarketFile file, SolveOptions options, StopSignal stop) {
    this.file = file;
    this.market = file.market();
    this.options = options;
    this.stop = stop;
  }

  /** Classifies as asked. */
  public static Classification of(
      MarketFile file, TwoClasses classes, SolveOptions options, StopSignal stop) {
    Classifier classifier = new Classifier(file, options, stop);
    return classifier.describe(classes, classifier.solve(classes), List.of());
  }

  /** Tries all classifications of at most {@value #MAX_TRIED_TASKS} tasks and takes the best. */
  public static Classification best(MarketFile file, SolveOptions options, StopSignal stop) {
    Classifier classifier = new Classifier(file, options, stop);
    List<Tried> tried = new ArrayList<>();
    int tasks = file.market().tasks().size();
    for (int bits = 1; bits < 1 << (tasks - 1); bits++) {
      List<Boolean> second = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        second.add(i > 0 && (bits >> (i - 1) & 1) == 1);
      }
      TwoClasses classes = new TwoClasses(List.of("A", "B"), second);
      if (classifier.hasInstances(classes)) {
        tried.add(new Tried(classes, classifier.solve(classes).cost().design()));
      }
    }
    tried.sort(Comparator.comparingDouble(Tried::cost));
    TwoClasses best = tried.get(0).classes();
    return classifier.describe(best, classifier.solve(best), tried.subList(1, tried.size()));
  }

  private boolean hasInstances(TwoClasses classes) {
    boolean all = true;
    for (int k = 0; k < 2; k++) {
      all &= classes.tasks(k).stream().anyMatch(i -> market.instances().get(i) > 0);
    }
    return all;
  }

  private LargeMarketDesign solve(TwoClasses classes) {
    return LargeMarketSolver.create()
        .solve(classes.classified(market), options, report -> {}, stop);
  }

  private Classification describe(TwoClasses classes, LargeMarketDesign design, List<Tried> tried) {
    List<SupportProblem> problems =
        SupportProblems.forMarket(design.market(), options.types(), options.seed());
    Map<PreferenceDistribution, List<Integer>> groups = new LinkedHashMap<>();
    for (int j = 0; j < problems.size(); j++) {
      groups.computeIfAbsent(problems.get(j).preferences(), key -> new ArrayList<>()).add(j);
    }
    List<List<Integer>> drawn = groups.values().stream().limit(MAX_CURVES).toList();
    double from = Double.POSITIVE_INFINITY;
    double to = 0;
    for (List<Integer> group : drawn) {
      from = Math.min(from, end(problems.get(group.get(0)), true) / MARGIN);
      to = Math.max(to, end(problems.get(group.get(0)), false) * MARGIN);
    }
    List<PriceCurve> curves = new ArrayList<>();
    for (List<Integer> group : drawn) {
      curves.add(PriceCurve.of(problems.get(group.get(0)), group, from, to));
    }
    List<List<RevenueCurve>> revenues = new ArrayList<>();
    for (List<Integer> group : groups.values()) {
      SupportProblem problem = problems.get(group.get(0));
      revenues.add(
          List.of(
              RevenueCurve.of(problem.preferences(), problem.measure(), 0),
              RevenueCurve.of(problem.preferences(), problem.measure(), 1)));
    }
    List<Integer> mixed = new ArrayList<>();
    List<Integer> worse = new ArrayList<>();
    List<Vector> mixtures = classes.mixtures(market);
    for (int j = 0; j < market.agents().size(); j++) {
      Agent agent = market.agents().get(j);
      Vector holdings = design.market().agents().get(j).statusQuo();
      Vector given = classes.tasksOf(holdings, mixtures);
      double scale = MIXTURE_RELATIVE_TOLERANCE * agent.statusQuo().maxAbsolute();
      if (given.minus(agent.statusQuo()).maxAbsolute() > scale) {
        mixed.add(j);
        if (!AcceptedEndowments.isAccepted(agent, given)) {
          worse.add(j);
        }
      }
    }
    return new Classification(file, classes, design, curves, revenues, mixed, worse, tried);
  }

  /** The relative cost c(A) / c(B) that few types of the sample fall short of, or exceed. */
  private static double end(SupportProblem problem, boolean low) {
    int types = problem.sample().types();
    double[] ratios = new double[types];
    for (int m = 0; m < types; m++) {
      ratios[m] = problem.sample().cost(m, 0) / problem.sample().cost(m, 1);
    }
    Arrays.sort(ratios);
    int cut = (int) (TAIL * types);
    return ratios[low ? cut : types - 1 - cut];
  }
}
