package io.polaray.dual.master;

import io.polaray.dual.oracle.OracleAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * One cut an answer and group of consecutive agents: a smaller master problem. Its weights stand
 * for lotteries of a whole group over whole answers.
 */
public final class GroupedCuts {
  private static final int MAX_BISECTIONS = 40;
  private static final double LEVEL_SHARE_TOLERANCE = 0.02;

  private final ColumnSet base;
  private final InteriorPointMaster master;
  private final int groups;
  private final List<int[]> numbers = new ArrayList<>();
  private final List<double[]> slopes = new ArrayList<>();
  private final List<double[]> intercepts = new ArrayList<>();
  private ColumnSet cuts;

  private GroupedCuts(ColumnSet base, int groups, InteriorPointMaster master) {
    this.base = base;
    this.groups = groups;
    this.master = master;
    numbers.add(new int[base.agents]);
    slopes.add(new double[groups * base.tasks]);
    intercepts.add(new double[groups]);
    this.cuts = base.grouped(slopes, intercepts);
  }

  /**
   * The cuts of the endowments alone.
   *
   * @param groups number of groups, at least 1 and at most the number of agents
   */
  public static GroupedCuts of(ColumnSet base, int groups, InteriorPointMaster master) {
    if (groups < 1 || groups > base.agents) {
      throw new IllegalArgumentException(
          "groups is " + groups + "; it must be in [1, " + base.agents + "]");
    }
    return new GroupedCuts(base, groups, master);
  }

  /** The group of an agent. */
  private int group(int agent) {
    return (int) ((long) agent * groups / base.agents);
  }

  /** Adds an answer, whose columns must be in the base set. */
  public void add(OracleAnswer answer) {
    int tasks = base.tasks;
    int[] own = new int[base.agents];
    double[] slope = new double[groups * tasks];
    double[] intercept = new double[groups];
    for (int j = 0; j < own.length; j++) {
      own[j] = answer.column(j);
      int slot = base.slot(j, own[j]);
      int g = group(j);
      intercept[g] += base.intercept[slot];
      for (int i = 0; i < tasks; i++) {
        slope[g * tasks + i] += base.slope[slot * tasks + i];
      }
    }
    numbers.add(own);
    slopes.add(slope);
    intercepts.add(intercept);
    cuts = base.grouped(slopes, intercepts);
  }

  /**
   * The point nearest to a centre at which the grouped model reaches a level, by bisection on the
   * proximal weight.
   *
   * @param level scaled value, below the largest value of the model
   * @param width distance between the level and that value, which sets the accuracy
   */
  public double[] project(double[] centre, double level, double width) {
    double low = -14;
    double high = 4;
    double[] point = centre.clone();
    for (int step = 0; step < MAX_BISECTIONS; step++) {
      double middle = 0.5 * (low + high);
      MasterSolution solution =
          master.solve(cuts, centre, StrictMath.pow(10, middle), 1e-3 * width);
      double excess = solution.model() - level;
      if (excess >= 0) {
        point = solution.scaledPrices();
        low = middle;
        if (excess <= LEVEL_SHARE_TOLERANCE * width) {
          return point;
        }
      } else {
        high = middle;
      }
    }
    return point;
  }

  /** The grouped model at scaled prices. */
  public double model(double[] scaledPrices) {
    return cuts.model(scaledPrices);
  }

  /** A master solution of the grouped model with every agent's weights taken from its group's. */
  public MasterSolution solve(double[] centre, double proximalWeight, double absoluteTolerance) {
    MasterSolution solution = master.solve(cuts, centre, proximalWeight, absoluteTolerance);
    double[] weights = new double[base.size()];
    int answers = numbers.size();
    for (int r = 0; r < answers; r++) {
      for (int j = 0; j < base.agents; j++) {
        int slot = base.slot(j, numbers.get(r)[j]);
        weights[slot] += solution.weights[group(j) * answers + r];
      }
    }
    Clearing.normalise(base, weights);
    return new MasterSolution(
        solution.scaledPrices(),
        weights,
        solution.model(),
        solution.iterations(),
        solution.converged());
  }
}
