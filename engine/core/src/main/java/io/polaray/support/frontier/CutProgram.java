package io.polaray.support.frontier;

import java.util.Arrays;
import java.util.List;

/**
 * The linear program {@code max w . z, cuts . z <= right sides, z >= 0} with positive right sides,
 * by the primal simplex method on a dense tableau. Its multipliers combine cuts into one; they need
 * not be optimal for the combination to be valid.
 */
final class CutProgram {
  private static final double PIVOT_TOLERANCE = 1e-11;
  private static final int MAX_PIVOTS_PER_ROW = 40;

  private double[] solution = new double[0];
  private double[] multipliers = new double[0];

  /** z of the last solve. */
  double[] solution() {
    return solution;
  }

  /** Nonnegative multipliers of the cuts of the last solve. */
  double[] multipliers() {
    return multipliers;
  }

  /** Solves the program; z is 0 where no cut is needed. */
  void solve(double[] w, List<double[]> cuts, double[] rightSides) {
    int n = w.length;
    int m = cuts.size();
    int columns = n + m + 1;
    double[][] table = new double[m + 1][columns];
    int[] basis = new int[m];
    for (int r = 0; r < m; r++) {
      System.arraycopy(cuts.get(r), 0, table[r], 0, n);
      table[r][n + r] = 1;
      table[r][columns - 1] = rightSides[r];
      basis[r] = n + r;
    }
    for (int i = 0; i < n; i++) {
      table[m][i] = -w[i];
    }
    for (int pivot = 0; pivot < MAX_PIVOTS_PER_ROW * (m + 2); pivot++) {
      int column = entering(table[m], columns - 1);
      if (column < 0) {
        break;
      }
      int row = leaving(table, m, column, columns - 1);
      if (row < 0) {
        break;
      }
      pivot(table, row, column);
      basis[row] = column;
    }
    solution = new double[n];
    for (int r = 0; r < m; r++) {
      if (basis[r] < n) {
        solution[basis[r]] = Math.max(0, table[r][columns - 1]);
      }
    }
    multipliers = Arrays.copyOfRange(table[m], n, n + m);
    for (int r = 0; r < m; r++) {
      multipliers[r] = Math.max(0, multipliers[r]);
    }
  }

  private static int entering(double[] costs, int columns) {
    int best = -1;
    double least = -PIVOT_TOLERANCE;
    for (int q = 0; q < columns; q++) {
      if (costs[q] < least) {
        least = costs[q];
        best = q;
      }
    }
    return best;
  }

  private static int leaving(double[][] table, int rows, int column, int rightSide) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int r = 0; r < rows; r++) {
      if (table[r][column] > PIVOT_TOLERANCE) {
        double ratio = table[r][rightSide] / table[r][column];
        if (ratio < least) {
          least = ratio;
          best = r;
        }
      }
    }
    return best;
  }

  private static void pivot(double[][] table, int row, int column) {
    double[] pivotRow = table[row];
    double inverse = 1 / pivotRow[column];
    for (int q = 0; q < pivotRow.length; q++) {
      pivotRow[q] *= inverse;
    }
    for (double[] other : table) {
      double factor = other[column];
      if (other != pivotRow && factor != 0) {
        for (int q = 0; q < pivotRow.length; q++) {
          other[q] -= factor * pivotRow[q];
        }
      }
    }
  }
}
