package io.polaray.dual.master;

import io.polaray.dual.oracle.OracleAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * One cut an answer for all agents together: the small master problem of methods that do not
 * disaggregate. Its weights stand for lotteries over whole answers.
 */
public final class AggregatedCuts {
  private static final int MAX_BISECTIONS = 40;
  private static final double LEVEL_SHARE_TOLERANCE = 0.02;

  private final ColumnSet base;
  private final ColumnSet cuts;
  private final List<int[]> numbers = new ArrayList<>();
  private final InteriorPointMaster master;

  private AggregatedCuts(ColumnSet base, InteriorPointMaster master) {
    this.base = base;
    this.cuts = base.aggregate();
    this.master = master;
    numbers.add(new int[base.agents]);
  }

  /** The cut of the endowments alone. */
  public static AggregatedCuts of(ColumnSet base, InteriorPointMaster master) {
    return new AggregatedCuts(base, master);
  }

  /** Adds the sum of an answer's cuts; the base set must hold its columns. */
  public void add(OracleAnswer answer) {
    int[] own = new int[base.agents];
    double[] slope = new double[base.tasks];
    double intercept = 0;
    for (int j = 0; j < own.length; j++) {
      own[j] = answer.column(j);
      int slot = base.slot(j, own[j]);
      intercept += base.intercept[slot];
      for (int i = 0; i < slope.length; i++) {
        slope[i] += base.slope[slot * slope.length + i];
      }
    }
    cuts.append(numbers.size(), slope, intercept);
    numbers.add(own);
  }

  /**
   * The point nearest to a centre at which the aggregated model reaches a level, by bisection on
   * the proximal weight.
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

  /** A master solution of the aggregated model with every agent's weights taken from it. */
  public MasterSolution solve(double[] centre, double proximalWeight, double absoluteTolerance) {
    MasterSolution solution = master.solve(cuts, centre, proximalWeight, absoluteTolerance);
    double[] weights = new double[base.size()];
    for (int r = 0; r < numbers.size(); r++) {
      for (int j = 0; j < base.agents; j++) {
        int slot = base.slot(j, numbers.get(r)[j]);
        weights[slot] += solution.weights[r];
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
