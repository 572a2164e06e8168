package io.polaray.dual;

import io.polaray.dual.master.PriceScale;
import io.polaray.numeric.Vector;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Sharpens optimal prices of a smooth dual.
 *
 * <p>Near its maximum the dual is flat: its value fixes the prices to half of the digits only. With
 * exact support functions its gradient {@code n - sum_j m_j x_j(lambda)} is known to all digits,
 * and where it is smooth its root is found by Broyden's method from differences (Broyden, Math.
 * Comp. 19 (1965), doi:10.1090/S0025-5718-1965-0198670-6). Where the dual has a kink, the gradient
 * does not fall and the prices stay as they are.
 */
final class PricePolish {
  private static final double DIFFERENCE = 0x1p-16;
  private static final double ROUNDING = 0x1p-50;
  private static final double MAX_MOVE = 0.25;
  private static final int MAX_STEPS = 12;

  private final PriceScale scale;
  private final Vector instances;
  private final UnaryOperator<Vector> excess;
  private final BooleanSupplier stop;

  PricePolish(
      PriceScale scale, Vector instances, UnaryOperator<Vector> excess, BooleanSupplier stop) {
    this.scale = scale;
    this.instances = instances;
    this.excess = excess;
    this.stop = stop;
  }

  /** Prices with a smaller gradient, or the given ones. */
  Vector from(Vector prices) {
    double[] at = scale.scaled(prices);
    double[] residual = residual(prices);
    double least = norm(residual);
    Vector best = prices;
    double[][] inverse = inverseJacobian(at, residual);
    for (int step = 0; step < MAX_STEPS && least > ROUNDING && !stop.getAsBoolean(); step++) {
      double[] move = product(inverse, residual);
      if (!(norm(move) <= MAX_MOVE)) {
        break;
      }
      double[] next = new double[at.length];
      for (int i = 0; i < next.length; i++) {
        move[i] = -move[i];
        next[i] = at[i] + move[i];
      }
      Vector nextPrices = scale.prices(next);
      double[] nextResidual = residual(nextPrices);
      double norm = norm(nextResidual);
      if (!(norm < least)) {
        break;
      }
      update(inverse, move, residual, nextResidual);
      best = nextPrices;
      least = norm;
      at = next;
      residual = nextResidual;
    }
    return best;
  }

  /** The excess as shares of the instances. */
  private double[] residual(Vector prices) {
    double[] residual = excess.apply(prices).toArray();
    for (int i = 0; i < residual.length; i++) {
      residual[i] /= Math.max(Math.abs(instances.get(i)), Double.MIN_NORMAL);
    }
    return residual;
  }

  /** Zero along directions in which the excess does not change. */
  private double[][] inverseJacobian(double[] at, double[] residual) {
    RealMatrix jacobian = new Array2DRowRealMatrix(at.length, at.length);
    for (int i = 0; i < at.length; i++) {
      double[] moved = at.clone();
      moved[i] += DIFFERENCE;
      double[] other = residual(scale.prices(moved));
      for (int k = 0; k < at.length; k++) {
        jacobian.setEntry(k, i, (other[k] - residual[k]) / (moved[i] - at[i]));
      }
    }
    for (double[] row : jacobian.getData()) {
      if (!(norm(row) < Double.POSITIVE_INFINITY)) {
        return new double[at.length][at.length];
      }
    }
    return new SingularValueDecomposition(jacobian).getSolver().getInverse().getData();
  }

  /** The inverse form of Broyden's first update: afterwards it maps the change to the move. */
  private static void update(double[][] inverse, double[] move, double[] before, double[] after) {
    int n = move.length;
    double[] change = new double[n];
    for (int i = 0; i < n; i++) {
      change[i] = after[i] - before[i];
    }
    double[] mapped = product(inverse, change);
    double[] row = new double[n];
    double denominator = 0;
    for (int i = 0; i < n; i++) {
      denominator += move[i] * mapped[i];
      for (int k = 0; k < n; k++) {
        row[k] += move[i] * inverse[i][k];
      }
    }
    if (denominator == 0) {
      return;
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        inverse[i][k] += (move[i] - mapped[i]) * row[k] / denominator;
      }
    }
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      for (int k = 0; k < vector.length; k++) {
        product[i] += matrix[i][k] * vector[k];
      }
    }
    return product;
  }

  private static double norm(double[] vector) {
    double largest = 0;
    for (double entry : vector) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }
}
