package io.polaray.dual.master;

import io.polaray.dual.oracle.OracleAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Running averages of answers: the r-th answer counts r times, so that early answers fade. As the
 * number of rounds grows the averages of a convergent subgradient method clear the market.
 */
public final class AveragedWeights {
  private final ColumnSet set;
  private final List<int[]> numbers = new ArrayList<>();

  private AveragedWeights(ColumnSet set) {
    this.set = set;
  }

  /** Averages without answers. */
  public static AveragedWeights of(ColumnSet set) {
    return new AveragedWeights(set);
  }

  /** Adds an answer, whose columns must be in the set. */
  public void add(OracleAnswer answer) {
    int[] own = new int[set.agents];
    for (int j = 0; j < own.length; j++) {
      own[j] = answer.column(j);
    }
    numbers.add(own);
  }

  /** The averages as weights of the set's columns, beside given prices. */
  public MasterSolution solution(double[] scaledPrices) {
    double[] weights = new double[set.size()];
    for (int r = 0; r < numbers.size(); r++) {
      for (int j = 0; j < set.agents; j++) {
        weights[set.slot(j, numbers.get(r)[j])] += r + 1;
      }
    }
    Clearing.normalise(set, weights);
    return new MasterSolution(
        scaledPrices.clone(), weights, set.model(scaledPrices), numbers.size(), true);
  }
}
