package io.polaray.dual.master;

import java.util.Arrays;

/**
 * A basis of the restricted master problem with its generalised upper bounds (an agent's weights
 * sum to 1): one key column an agent and I further columns, whose directions from their agents' key
 * columns form an invertible I x I matrix, kept as its inverse.
 *
 * <p>Weights of all columns are held too; columns outside the basis may have positive weight until
 * they are pushed out.
 */
final class WorkingBasis {
  /*
   * Moving a column q of agent g by t moves q's weight by t, the weight of the basic column at
   * position p by -z_p t, where z = inverse * (a_q - a_key(g)), and key columns by what keeps
   * every agent's sum. Clearing is kept. The first weight to reach 0 leaves. Three cases: q
   * itself (nothing changes); a basic column (q takes its position: one elimination step on the
   * inverse); a key column of agent h (if h = g, q becomes the key and the directions of g's
   * basic columns change by a rank-one term; otherwise a basic column of h becomes its key, the
   * old key takes its position and leaves from there). Positions without a column hold a unit
   * vector, an artificial direction that never moves: a column that needs one takes its place
   * without a step. All changes cost O(I^2).
   */
  private static final double PIVOT_ABSOLUTE_TOLERANCE = 1e-11;
  private static final double ARTIFICIAL_RELATIVE_TOLERANCE = 1e-9;
  private static final int MAX_UPDATES = 100;

  final ColumnSet set;
  final double[] weights;
  final int[] key;
  final int[] basic;

  private final int tasks;
  private final double[] inverse;
  private final double[] artificialCost;
  private final double[] direction;
  private final double[] z;
  private final double[] row;
  private final double[] keyRate;
  private final int[] touched;
  private int updates;

  /** A basis of key columns alone: the heaviest column of each agent. */
  WorkingBasis(ColumnSet set, double[] weights) {
    this.set = set;
    this.weights = weights;
    this.tasks = set.tasks;
    this.key = new int[set.agents];
    this.basic = new int[tasks];
    this.inverse = new double[tasks * tasks];
    this.artificialCost = new double[tasks];
    this.direction = new double[tasks];
    this.z = new double[tasks];
    this.row = new double[tasks];
    this.keyRate = new double[set.agents];
    this.touched = new int[tasks + 1];
    Arrays.fill(basic, -1);
    for (int i = 0; i < tasks; i++) {
      inverse[i * tasks + i] = 1;
    }
    for (int j = 0; j < set.agents; j++) {
      int best = set.start[j];
      for (int k = set.start[j] + 1; k < set.start[j + 1]; k++) {
        if (weights[k] > weights[best]) {
          best = k;
        }
      }
      key[j] = best;
    }
  }

  /** Prices the artificial directions so that {@link #prices} starts from the given prices. */
  void setArtificialPrices(double[] scaledPrices) {
    for (int i = 0; i < tasks; i++) {
      artificialCost[i] = -scaledPrices[i];
    }
  }

  /** Whether a column is an agent's key or at a position of the basis. */
  boolean contains(int column) {
    if (key[set.agentOf[column]] == column) {
      return true;
    }
    for (int p = 0; p < tasks; p++) {
      if (basic[p] == column) {
        return true;
      }
    }
    return false;
  }

  /** The prices y at which all columns of the basis have the reduced cost 0. */
  void prices(double[] y) {
    Arrays.fill(y, 0);
    for (int p = 0; p < tasks; p++) {
      double cost = cost(p);
      for (int i = 0; i < tasks; i++) {
        y[i] -= cost * inverse[p * tasks + i];
      }
    }
  }

  private double cost(int position) {
    int column = basic[position];
    return column < 0
        ? artificialCost[position]
        : set.intercept[column] - set.intercept[key[set.agentOf[column]]];
  }

  /**
   * Moves a column outside the basis until a weight reaches 0, in the direction in which cost does
   * not rise, or lets it take the place of an artificial direction.
   *
   * @param increaseOnly whether the weight of the column may only rise
   * @return the change of cost, not positive up to rounding
   */
  double move(int column, boolean increaseOnly) {
    int agent = set.agentOf[column];
    double size = setDirection(column, agent);
    int artificial = -1;
    double largest = ARTIFICIAL_RELATIVE_TOLERANCE * Math.max(size, 1e-300);
    for (int p = 0; p < tasks; p++) {
      if (basic[p] < 0 && Math.abs(z[p]) > largest) {
        largest = Math.abs(z[p]);
        artificial = p;
      }
    }
    if (artificial >= 0) {
      pivot(artificial, column);
      return 0;
    }
    double rate = set.intercept[column] - set.intercept[key[agent]];
    for (int p = 0; p < tasks; p++) {
      if (basic[p] >= 0) {
        rate -= z[p] * cost(p);
      }
    }
    double sign = rate <= 0 || increaseOnly ? 1 : -1;
    return sign * rate * step(column, agent, sign);
  }

  private double setDirection(int column, int agent) {
    double size = 0;
    for (int i = 0; i < tasks; i++) {
      direction[i] = set.slope[column * tasks + i] - set.slope[key[agent] * tasks + i];
      size = Math.max(size, Math.abs(direction[i]));
    }
    for (int p = 0; p < tasks; p++) {
      double sum = 0;
      for (int i = 0; i < tasks; i++) {
        sum += inverse[p * tasks + i] * direction[i];
      }
      z[p] = sum;
    }
    return size;
  }

  private double step(int column, int agent, double sign) {
    int count = 0;
    touched[count++] = agent;
    keyRate[agent] = -sign;
    for (int p = 0; p < tasks; p++) {
      if (basic[p] >= 0) {
        int owner = set.agentOf[basic[p]];
        boolean known = false;
        for (int t = 0; t < count; t++) {
          known |= touched[t] == owner;
        }
        if (!known) {
          touched[count++] = owner;
          keyRate[owner] = 0;
        }
        keyRate[owner] += sign * z[p];
      }
    }
    double reach = sign < 0 ? weights[column] : Double.POSITIVE_INFINITY;
    double leavingRate = 1;
    int leaving = sign < 0 ? column : -1;
    int position = -1;
    for (int p = 0; p < tasks; p++) {
      double rate = basic[p] >= 0 ? -sign * z[p] : 0;
      if (rate < -PIVOT_ABSOLUTE_TOLERANCE) {
        double limit = weights[basic[p]] / -rate;
        if (limit < reach || (limit == reach && -rate > leavingRate)) {
          reach = limit;
          leaving = basic[p];
          leavingRate = -rate;
          position = p;
        }
      }
    }
    for (int t = 0; t < count; t++) {
      double rate = keyRate[touched[t]];
      if (rate < -PIVOT_ABSOLUTE_TOLERANCE) {
        double limit = weights[key[touched[t]]] / -rate;
        if (limit < reach || (limit == reach && -rate > leavingRate)) {
          reach = limit;
          leaving = key[touched[t]];
          leavingRate = -rate;
          position = -1;
        }
      }
    }
    weights[column] = Math.max(0, weights[column] + sign * reach);
    for (int p = 0; p < tasks; p++) {
      if (basic[p] >= 0) {
        weights[basic[p]] = Math.max(0, weights[basic[p]] - sign * z[p] * reach);
      }
    }
    for (int t = 0; t < count; t++) {
      int owned = key[touched[t]];
      weights[owned] = Math.max(0, weights[owned] + keyRate[touched[t]] * reach);
    }
    weights[leaving] = 0;
    leave(column, agent, leaving, position);
    return reach;
  }

  private void leave(int column, int agent, int leaving, int position) {
    if (leaving == column) {
      return;
    }
    if (position >= 0) {
      pivot(position, column);
      return;
    }
    int owner = set.agentOf[leaving];
    if (owner == agent) {
      replaceKey(column, agent);
      return;
    }
    int heir = -1;
    for (int p = 0; p < tasks; p++) {
      if (basic[p] >= 0
          && set.agentOf[basic[p]] == owner
          && (heir < 0 || weights[basic[p]] > weights[basic[heir]])) {
        heir = p;
      }
    }
    promote(heir, owner);
    pivot(heir, column);
  }

  /** Puts a column, whose coordinates are z, at a position of the basis. */
  private void pivot(int position, int column) {
    double pivot = z[position];
    int at = position * tasks;
    for (int i = 0; i < tasks; i++) {
      inverse[at + i] /= pivot;
    }
    for (int p = 0; p < tasks; p++) {
      if (p != position && z[p] != 0) {
        double factor = z[p];
        for (int i = 0; i < tasks; i++) {
          inverse[p * tasks + i] -= factor * inverse[at + i];
        }
      }
    }
    basic[position] = column;
    countUpdate();
  }

  /** Makes a column outside the basis, whose coordinates are z, the key of its agent. */
  private void replaceKey(int column, int agent) {
    double denominator = 1;
    boolean any = false;
    Arrays.fill(row, 0);
    for (int p = 0; p < tasks; p++) {
      if (basic[p] >= 0 && set.agentOf[basic[p]] == agent) {
        any = true;
        denominator -= z[p];
        for (int i = 0; i < tasks; i++) {
          row[i] += inverse[p * tasks + i];
        }
      }
    }
    key[agent] = column;
    if (any) {
      for (int p = 0; p < tasks; p++) {
        double factor = z[p] / denominator;
        for (int i = 0; i < tasks; i++) {
          inverse[p * tasks + i] += factor * row[i];
        }
      }
      countUpdate();
    }
  }

  /** Exchanges an agent's key with its basic column at a position; updates z too. */
  private void promote(int position, int agent) {
    Arrays.fill(row, 0);
    double sum = 0;
    for (int p = 0; p < tasks; p++) {
      if (basic[p] >= 0 && set.agentOf[basic[p]] == agent) {
        sum += z[p];
        for (int i = 0; i < tasks; i++) {
          row[i] += inverse[p * tasks + i];
        }
      }
    }
    for (int i = 0; i < tasks; i++) {
      inverse[position * tasks + i] = -row[i];
    }
    z[position] = -sum;
    int old = key[agent];
    key[agent] = basic[position];
    basic[position] = old;
  }

  private void countUpdate() {
    updates++;
    if (updates >= MAX_UPDATES) {
      refactor();
    }
  }

  /** Computes the inverse afresh by elimination with row pivoting. */
  void refactor() {
    updates = 0;
    int width = 2 * tasks;
    double[] work = new double[tasks * width];
    for (int i = 0; i < tasks; i++) {
      for (int p = 0; p < tasks; p++) {
        int column = basic[p];
        work[i * width + p] =
            column < 0
                ? unit(i, p)
                : set.slope[column * tasks + i] - set.slope[key[set.agentOf[column]] * tasks + i];
      }
      work[i * width + tasks + i] = 1;
    }
    if (Elimination.reduce(work, tasks, width)) {
      for (int p = 0; p < tasks; p++) {
        System.arraycopy(work, p * width + tasks, inverse, p * tasks, tasks);
      }
    }
  }

  private static double unit(int row, int column) {
    return row == column ? 1 : 0;
  }

  /**
   * Moves basic and key weights so that {@code d + sum theta a = 0} up to rounding.
   *
   * @return whether all weights stayed nonnegative; otherwise nothing changes
   */
  boolean clear() {
    double[] residual = new double[tasks];
    Clearing.residual(set, weights, residual);
    double[] change = new double[tasks];
    for (int p = 0; p < tasks; p++) {
      for (int i = 0; i < tasks; i++) {
        change[p] -= inverse[p * tasks + i] * residual[i];
      }
    }
    double[] moved = weights.clone();
    for (int p = 0; p < tasks; p++) {
      if (basic[p] >= 0) {
        moved[basic[p]] += change[p];
        moved[key[set.agentOf[basic[p]]]] -= change[p];
      }
    }
    for (int p = 0; p < tasks; p++) {
      if (basic[p] >= 0 && !(moved[basic[p]] >= 0 && moved[key[set.agentOf[basic[p]]]] >= 0)) {
        return false;
      }
    }
    System.arraycopy(moved, 0, weights, 0, weights.length);
    return true;
  }
}
