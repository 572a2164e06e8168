package io.polaray.app.design;

import io.polaray.dual.AgentDesign;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.dual.SolveOptions;
import io.polaray.market.Agent;
import io.polaray.menu.RayChoice;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.Sum;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Social cost of a design on types that the search has not seen.
 *
 * <p>Every distribution that was sampled is sampled again, {@value #BATCHES} times with independent
 * randomisations of a quasi-Monte Carlo sequence. The cost on each batch is unbiased, the batches
 * are independent, and the confidence interval is Student's for their mean. Agents whose values are
 * exact contribute their exact cost. Batches run in parallel; sums are taken in index order.
 */
final class FreshTypes {
  private static final int BATCHES = 25;
  private static final int MAX_TYPES_PER_BATCH = 4096;
  private static final int MIN_TYPES_PER_BATCH = 64;
  private static final double MAX_PRODUCTS = 2e10;
  private static final double TAIL = 0.025;

  private final LargeMarketDesign design;
  private final SolveOptions options;
  private final List<PreferenceDistribution> groups = new ArrayList<>();
  private final List<List<AgentDesign>> members = new ArrayList<>();
  private final Sum exactCost = Sum.create();

  FreshTypes(LargeMarketDesign design, List<SupportProblem> problems, SolveOptions options) {
    this.design = design;
    this.options = options;
    IdentityHashMap<TypeSample, Integer> index = new IdentityHashMap<>();
    for (int j = 0; j < problems.size(); j++) {
      SupportProblem problem = problems.get(j);
      AgentDesign agent = design.agents().get(j);
      if (problem.measure().kind() == TypeMeasure.Kind.EXACT) {
        exactCost.addProduct(
            agent.agent().population(), agent.agent().socialCost().dot(agent.expectedAssignment()));
        continue;
      }
      Integer group = index.get(problem.sample());
      if (group == null) {
        group = groups.size();
        index.put(problem.sample(), group);
        groups.add(problem.preferences());
        members.add(new ArrayList<>());
      }
      members.get(group).add(agent);
    }
  }

  /** The cost with its confidence interval. */
  Facts.OutOfSample evaluate() {
    int types = typesPerBatch();
    double[][] costs = new double[groups.size()][BATCHES];
    ForkJoinPool pool = new ForkJoinPool(options.threads());
    try {
      pool.submit(
              () ->
                  IntStream.range(0, groups.size() * BATCHES)
                      .parallel()
                      .forEach(
                          k ->
                              costs[k / BATCHES][k % BATCHES] =
                                  cost(k / BATCHES, k % BATCHES, types)))
          .join();
    } finally {
      pool.shutdown();
    }
    double[] totals = new double[BATCHES];
    for (int b = 0; b < BATCHES; b++) {
      Sum total = Sum.of(exactCost.getAsDouble());
      for (double[] group : costs) {
        total.add(group[b]);
      }
      totals[b] = total.getAsDouble();
    }
    double mean = Sum.of(totals).getAsDouble() / BATCHES;
    double squares = Arrays.stream(totals).map(total -> (total - mean) * (total - mean)).sum();
    double error = Math.sqrt(squares / (BATCHES - 1) / BATCHES);
    double half = TDistribution.of(BATCHES - 1).inverseSurvivalProbability(TAIL) * error;
    return new Facts.OutOfSample(mean, mean - half, mean + half, BATCHES * types);
  }

  /** A power of two that keeps the work bounded; it depends on the design alone. */
  private int typesPerBatch() {
    double rays = 0;
    for (List<AgentDesign> group : members) {
      for (AgentDesign agent : group) {
        for (LotteryEntry entry : agent.lottery()) {
          rays += entry.column().choices().size();
        }
      }
    }
    double products = rays * design.market().tasks().size() * BATCHES;
    int types = MAX_TYPES_PER_BATCH;
    while (types > MIN_TYPES_PER_BATCH && products * types > MAX_PRODUCTS) {
      types /= 2;
    }
    return types;
  }

  private double cost(int group, int batch, int types) {
    TypeSample sample = groups.get(group).sample(types, seed(options.seed(), group, batch));
    TypeMeasure measure = CountedMeasure.of(sample, TypeMeasure.Kind.SAMPLE);
    Sum cost = Sum.create();
    for (AgentDesign design : members.get(group)) {
      Agent agent = design.agent();
      for (LotteryEntry entry : design.lottery()) {
        double perMember = agent.socialCost().dot(entry.column().assignment());
        if (!entry.column().choices().isEmpty()) {
          perMember = agent.socialCost().dot(agent.endowment());
          for (RayChoice choice : entry.column().choices()) {
            if (choice.taken()) {
              double[] direction = choice.ray().direction().toArray();
              perMember +=
                  measure.acceptanceProbability(direction)
                      * agent.socialCost().dot(choice.ray().direction());
            }
          }
        }
        cost.addProduct(agent.population() * entry.probability(), perMember);
      }
    }
    return cost.getAsDouble();
  }

  /** Seeds far from those of the search, one for each group and batch (SplitMix64 finaliser). */
  private static long seed(long seed, int group, int batch) {
    long z = (seed ^ 0x66726573682D7479L) + 0x9E3779B97F4A7C15L * (1L + group * 31L + batch);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
