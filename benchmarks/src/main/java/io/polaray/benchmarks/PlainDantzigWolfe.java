package io.polaray.benchmarks;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import io.polaray.support.SupportProblem;
import io.polaray.support.bracket.SupportProblems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoublePredicate;

/**
 * Column generation for a whole market with a general linear programming solver (ojAlgo) as the
 * master and {@link PlainSearch} for the agents; no stabilisation.
 */
final class PlainDantzigWolfe {
  private static final int MAX_ROUNDS = 200;
  private static final double PRICING_RELATIVE_TOLERANCE = 1e-7;
  private static final double PENALTY_FACTOR = 100;
  private static final Duration MASTER_LIMIT = Duration.ofMinutes(5);

  private record Column(int agent, Vector assignment, double cost) {}

  private final Market market;
  private final List<SupportProblem> problems;
  private final List<PlainSearch> searches = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final double[] levels;
  private double penalty;
  private int rounds;

  PlainDantzigWolfe(Market market, int types, long seed) {
    this.market = market;
    this.problems = SupportProblems.forMarket(market, types, seed);
    this.levels = new double[market.agents().size()];
    for (int j = 0; j < problems.size(); j++) {
      searches.add(new PlainSearch(problems.get(j), seed + 31L * j));
      add(j, market.agents().get(j).endowment());
      for (double price : market.agents().get(j).socialCost().toArray()) {
        penalty = Math.max(penalty, PENALTY_FACTOR * Math.abs(price));
      }
    }
  }

  /** Rounds so far. */
  int rounds() {
    return rounds;
  }

  /**
   * Runs until no column found pays, or until told to stop.
   *
   * @param cost told the cost after every master; true to stop
   * @param expired asked between agents
   */
  void run(DoublePredicate cost, BooleanSupplier expired) {
    Vector prices = meanCosts();
    for (int j = 0; j < levels.length; j++) {
      levels[j] = Double.NEGATIVE_INFINITY;
    }
    while (rounds < MAX_ROUNDS) {
      rounds++;
      boolean pays = false;
      for (int j = 0; j < searches.size(); j++) {
        if (expired.getAsBoolean()) {
          return;
        }
        Agent agent = market.agents().get(j);
        Vector weights = prices.minus(agent.socialCost());
        double size = 1e-12;
        for (int i = 0; i < prices.size(); i++) {
          size += Math.abs(weights.get(i)) * agent.endowment().get(i);
        }
        for (MenuColumn found : searches.get(j).search(weights)) {
          if (found.value(weights) > levels[j] + PRICING_RELATIVE_TOLERANCE * size) {
            add(j, found.assignment());
            pays = true;
          }
        }
      }
      if (!pays) {
        return;
      }
      LinearProgram.Solution solution = master();
      if (solution.status() != LinearProgram.Status.OPTIMAL || cost.test(solution.objective())) {
        return;
      }
      double[] multipliers = solution.multipliers().toArray();
      double[] clearing = new double[prices.size()];
      System.arraycopy(multipliers, 0, clearing, 0, clearing.length);
      prices = Vector.of(clearing);
      for (int j = 0; j < levels.length; j++) {
        levels[j] = -multipliers[clearing.length + j] / market.agents().get(j).population();
      }
    }
  }

  private Vector meanCosts() {
    Vector sum = Vector.zeros(market.tasks().size());
    for (Agent agent : market.agents()) {
      sum = sum.plus(1.0 / market.agents().size(), agent.socialCost());
    }
    return sum;
  }

  private void add(int agent, Vector assignment) {
    Agent own = market.agents().get(agent);
    columns.add(new Column(agent, assignment, own.population() * own.socialCost().dot(assignment)));
  }

  /** With slacks at a penalty, without which the solver calls some masters infeasible. */
  private LinearProgram.Solution master() {
    LinearProgram program = LinearProgram.create();
    List<List<Integer>> owned = new ArrayList<>();
    for (int j = 0; j < levels.length; j++) {
      owned.add(new ArrayList<>());
    }
    int size = columns.size();
    int tasks = market.tasks().size();
    for (int k = 0; k < size; k++) {
      program.addVariable(columns.get(k).cost(), 0, Double.POSITIVE_INFINITY);
      owned.get(columns.get(k).agent()).add(k);
    }
    for (int i = 0; i < 2 * tasks; i++) {
      program.addVariable(penalty, 0, Double.POSITIVE_INFINITY);
    }
    for (int i = 0; i < tasks; i++) {
      int[] indices = new int[size + 2];
      double[] coefficients = new double[size + 2];
      for (int k = 0; k < size; k++) {
        Column column = columns.get(k);
        indices[k] = k;
        coefficients[k] =
            market.agents().get(column.agent()).population() * column.assignment().get(i);
      }
      indices[size] = size + 2 * i;
      coefficients[size] = 1;
      indices[size + 1] = size + 2 * i + 1;
      coefficients[size + 1] = -1;
      double instances = market.instances().get(i);
      program.addRow(indices, coefficients, instances, instances);
    }
    for (List<Integer> own : owned) {
      int[] indices = own.stream().mapToInt(Integer::intValue).toArray();
      double[] ones = new double[indices.length];
      Arrays.fill(ones, 1);
      program.addRow(indices, ones, 1, 1);
    }
    return program.solve(1_000_000, MASTER_LIMIT);
  }
}
