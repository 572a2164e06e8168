package io.polaray.dual.master;

import io.polaray.dual.oracle.DualProblem;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The columns of the restricted master problem: the known points x_jk of every agent, as cuts of
 * the scaled dual
 *
 * <pre>
 *   max over y of  d . y + sum_j min_k ( b_jk + a_jk . y )
 *   a_jk = m_j unit (eta_j - x_jk) / costUnit
 *   b_jk = m_j (pi_j - origin) . (x_jk - eta_j) / costUnit
 *   d = unit (n - sum_j m_j eta_j) / costUnit
 * </pre>
 *
 * <p>Values are relative to the endowments: column 0 of every agent is the endowment, with a = 0
 * and b = 0. Cuts of one agent are contiguous; equal points are stored once.
 */
public final class ColumnSet {
  private static final double MIN_KEPT_WEIGHT = 1e-9;

  final DualProblem problem;
  final PriceScale scale;
  final int agents;
  final int tasks;

  /** d, zero when the endowments clear the market. */
  final double[] supply;

  /** Agent j owns the columns {@code start[j] .. start[j + 1] - 1}. */
  final int[] start;

  int[] number;
  double[] slope;
  double[] intercept;
  int[] agentOf;

  /** Tasks without instances and without endowments. */
  private final boolean[] absent;

  private final double baseCost;

  private ColumnSet(DualProblem problem, PriceScale scale) {
    this.problem = problem;
    this.scale = scale;
    this.agents = problem.agents();
    this.tasks = problem.tasks();
    this.start = new int[agents + 1];
    this.number = new int[agents];
    this.slope = new double[agents * tasks];
    this.intercept = new double[agents];
    this.agentOf = new int[agents];
    for (int j = 0; j <= agents; j++) {
      start[j] = j;
    }
    for (int j = 0; j < agents; j++) {
      agentOf[j] = j;
    }
    Vector excess = problem.excess();
    this.supply = new double[tasks];
    this.absent = new boolean[tasks];
    double base = problem.endowmentCost();
    for (int i = 0; i < tasks; i++) {
      supply[i] = excess.get(i) * scale.unit[i] / scale.costUnit;
      base += excess.get(i) * scale.origin[i];
      int task = i;
      absent[i] =
          problem.instances().get(i) == 0
              && problem.endowments().stream().allMatch(eta -> eta.get(task) == 0);
    }
    this.baseCost = base;
  }

  /** The set with the endowments alone. */
  public static ColumnSet of(DualProblem problem, PriceScale scale) {
    return new ColumnSet(problem, scale);
  }

  /**
   * A set of sums of cuts, with groups in place of agents and every group's cuts in the order
   * given.
   *
   * @param slopes for each cut the slopes of all groups, group by group
   * @param intercepts for each cut the intercepts of all groups
   */
  ColumnSet grouped(List<double[]> slopes, List<double[]> intercepts) {
    return new ColumnSet(this, slopes, intercepts);
  }

  private ColumnSet(ColumnSet base, List<double[]> slopes, List<double[]> intercepts) {
    int cuts = intercepts.size();
    this.problem = base.problem;
    this.scale = base.scale;
    this.agents = intercepts.get(0).length;
    this.tasks = base.tasks;
    this.start = new int[agents + 1];
    this.number = new int[agents * cuts];
    this.slope = new double[agents * cuts * tasks];
    this.intercept = new double[agents * cuts];
    this.agentOf = new int[agents * cuts];
    this.supply = base.supply;
    this.absent = base.absent;
    this.baseCost = base.baseCost;
    for (int g = 0; g < agents; g++) {
      start[g + 1] = (g + 1) * cuts;
      for (int r = 0; r < cuts; r++) {
        int slot = g * cuts + r;
        number[slot] = r;
        agentOf[slot] = g;
        intercept[slot] = intercepts.get(r)[g];
        System.arraycopy(slopes.get(r), g * tasks, slope, slot * tasks, tasks);
      }
    }
  }

  /** The scale of prices and costs. */
  public PriceScale scale() {
    return scale;
  }

  /** d, the scaled instances that the endowments leave over. */
  public Vector supply() {
    return Vector.of(supply);
  }

  /** The number of columns of all agents. */
  public int size() {
    return start[agents];
  }

  /** The number of agents J. */
  public int agents() {
    return agents;
  }

  /** The cost, in the market's unit, of a scaled dual or primal value. */
  public double cost(double scaledValue) {
    return baseCost + scale.costUnit * scaledValue;
  }

  /**
   * Adds the points of an answer that are new.
   *
   * @return how many were new
   */
  public int add(OracleAnswer answer) {
    int fresh = 0;
    boolean[] isNew = new boolean[agents];
    for (int j = 0; j < agents; j++) {
      isNew[j] = slot(j, answer.column(j)) < 0;
      fresh += isNew[j] ? 1 : 0;
    }
    if (fresh == 0) {
      return 0;
    }
    grow(size() + fresh);
    int shift = fresh;
    for (int j = agents - 1; j >= 0; j--) {
      int from = start[j];
      int to = start[j + 1];
      start[j + 1] = to + shift;
      if (isNew[j]) {
        shift--;
        write(to + shift, j, answer);
      }
      if (shift > 0) {
        System.arraycopy(number, from, number, from + shift, to - from);
        System.arraycopy(agentOf, from, agentOf, from + shift, to - from);
        System.arraycopy(intercept, from, intercept, from + shift, to - from);
        System.arraycopy(slope, from * tasks, slope, (from + shift) * tasks, (to - from) * tasks);
      }
    }
    return fresh;
  }

  /** The column of agent j with the oracle's number, -1 if it is not in the set. */
  int slot(int agent, int oracleNumber) {
    for (int k = start[agent]; k < start[agent + 1]; k++) {
      if (number[k] == oracleNumber) {
        return k;
      }
    }
    return -1;
  }

  private void grow(int size) {
    if (number.length < size) {
      int capacity = Math.max(size, number.length + number.length / 2);
      number = Arrays.copyOf(number, capacity);
      agentOf = Arrays.copyOf(agentOf, capacity);
      intercept = Arrays.copyOf(intercept, capacity);
      slope = Arrays.copyOf(slope, Math.multiplyExact(capacity, tasks));
    }
  }

  private void write(int slot, int agent, OracleAnswer answer) {
    double population = problem.populations().get(agent);
    Vector eta = problem.endowments().get(agent);
    Vector pi = problem.socialCosts().get(agent);
    double cost = 0;
    for (int i = 0; i < tasks; i++) {
      double change = population * (answer.assignment(agent, i) - eta.get(i)) / scale.costUnit;
      slope[slot * tasks + i] = -change * scale.unit[i];
      cost += (pi.get(i) - scale.origin[i]) * change;
    }
    number[slot] = answer.column(agent);
    agentOf[slot] = agent;
    intercept[slot] = cost;
  }

  /**
   * Drops columns while an agent has more than a limit: those with the largest reduced costs at the
   * given prices, but never the endowment, a column with positive weight or one that is protected.
   *
   * @param solution a master's solution over this set
   * @param kept a market-clearing combination whose columns stay
   * @param limit columns an agent may have
   */
  public void evict(
      MasterSolution solution, double[] scaledPrices, Optional<PrimalSolution> kept, int limit) {
    boolean[] stay = new boolean[size()];
    for (int j = 0; j < agents; j++) {
      int from = start[j];
      int count = start[j + 1] - from;
      stay[from] = true;
      double[] reduced = new double[count];
      for (int k = 0; k < count; k++) {
        reduced[k] = cutValue(from + k, scaledPrices);
      }
      double[] sorted = reduced.clone();
      Arrays.sort(sorted);
      double threshold = count > limit ? sorted[limit / 2] : Double.POSITIVE_INFINITY;
      for (int k = 0; k < count; k++) {
        stay[from + k] |= reduced[k] <= threshold || solution.weights[from + k] > MIN_KEPT_WEIGHT;
      }
      if (kept.isPresent()) {
        for (int k = 0; k < kept.get().support(j); k++) {
          stay[slot(j, kept.get().column(j, k))] = true;
        }
      }
    }
    keep(stay);
  }

  private void keep(boolean[] kept) {
    int target = 0;
    for (int j = 0; j < agents; j++) {
      int from = start[j];
      int to = start[j + 1];
      start[j] = target;
      for (int k = from; k < to; k++) {
        if (kept[k]) {
          number[target] = number[k];
          agentOf[target] = agentOf[k];
          intercept[target] = intercept[k];
          System.arraycopy(slope, k * tasks, slope, target * tasks, tasks);
          target++;
        }
      }
    }
    start[agents] = target;
  }

  /** Whether a column leaves tasks alone that nobody has and of which there are no instances. */
  boolean clears(int column) {
    for (int i = 0; i < tasks; i++) {
      if (absent[i] && slope[column * tasks + i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Value of a cut at scaled prices. */
  double cutValue(int column, double[] scaledPrices) {
    double value = intercept[column];
    for (int i = 0; i < tasks; i++) {
      value += slope[column * tasks + i] * scaledPrices[i];
    }
    return value;
  }

  /** The scaled cutting-plane model at scaled prices, {@code d . y + sum_j min_k cut}. */
  public double model(double[] scaledPrices) {
    double total = 0;
    for (int i = 0; i < tasks; i++) {
      total += supply[i] * scaledPrices[i];
    }
    for (int j = 0; j < agents; j++) {
      double least = Double.POSITIVE_INFINITY;
      for (int k = start[j]; k < start[j + 1]; k++) {
        least = Math.min(least, cutValue(k, scaledPrices));
      }
      total += least;
    }
    return total;
  }

  /**
   * The scaled dual value and supergradient of an answer.
   *
   * @param gradient receives {@code d + sum_j a_j}, length I
   * @return {@code d . y + sum_j (b_j + a_j . y)} at the answer's prices
   */
  public double evaluate(OracleAnswer answer, double[] scaledPrices, double[] gradient) {
    double total = 0;
    for (int i = 0; i < tasks; i++) {
      gradient[i] = supply[i];
      total += supply[i] * scaledPrices[i];
    }
    for (int j = 0; j < agents; j++) {
      int column = slot(j, answer.column(j));
      total += cutValue(column, scaledPrices);
      for (int i = 0; i < tasks; i++) {
        gradient[i] += slope[column * tasks + i];
      }
    }
    return total;
  }

  /** The sum over agents of an answer's cuts at other scaled prices, with {@code d . y}. */
  public double cutsOf(OracleAnswer answer, double[] scaledPrices) {
    double total = 0;
    for (int i = 0; i < tasks; i++) {
      total += supply[i] * scaledPrices[i];
    }
    for (int j = 0; j < agents; j++) {
      total += cutValue(slot(j, answer.column(j)), scaledPrices);
    }
    return total;
  }
}
