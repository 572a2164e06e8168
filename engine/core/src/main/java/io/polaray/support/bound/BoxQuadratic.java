package io.polaray.support.bound;

import java.util.Arrays;

/**
 * Upper bound on the maximum over the box {@code |e_i| <= 1} of a quadratic
 *
 * <pre>  C + sum_i g_i e_i + sum_i A_i e_i^2 + sum_{i != j} B_ij e_i e_j,   B symmetric,</pre>
 *
 * <p>with an affine function above it on the box whose maximum is the bound.
 */
final class BoxQuadratic {
  /*
   * Separable bound: B_ij e_i e_j <= |B_ij| (e_i^2 + e_j^2) / 2, then term by term.
   *
   * Tilted bound: for every y, lambda <= 0 and t
   *     lambda (y.e)^2 <= lambda (2 t y.e - t^2),
   * and the rest, the quadratic minus lambda (y.e)^2, is bounded as before. Where the form is
   * nearly lambda y y', as at an optimum of P W, this loses almost nothing, while the separable
   * bound turns a concave form into a convex one. y is close to an eigenvector, and t solves t =
   * y.e at the maximiser, which makes the bound least in t. Any y and t give a valid bound.
   */

  private static final int HALVINGS = 6;

  /** Of the largest entry of the guess: what every entry of the eigenvector starts with. */
  private static final double SEED = 1e-3;

  /** A bound: its affine majorant and the maximiser of its separable form. */
  private static final class Separable {
    final double[] gradient;
    final double[] place;
    double level;

    Separable(int tasks) {
      gradient = new double[tasks];
      place = new double[tasks];
    }

    double maximum(double constant, double[] slope, double[] diagonal) {
      double total = constant;
      level = constant;
      for (int i = 0; i < gradient.length; i++) {
        double g = slope[i];
        double curve = diagonal[i];
        double e = maximiser(g, curve);
        if (curve >= 0) {
          gradient[i] = g;
          level += curve;
          total += Math.abs(g) + curve;
        } else {
          gradient[i] = g + 2 * curve * e;
          level -= curve * e * e;
          total += g * e + curve * e * e;
        }
        place[i] = e;
      }
      return total;
    }
  }

  private final int tasks;
  private final double[] diagonal;
  private final double[] slope;
  private final double[] vector;
  private final double[] image;
  private final Separable plain;
  private final Separable tilted;
  private Separable best;

  BoxQuadratic(int tasks) {
    this.tasks = tasks;
    diagonal = new double[tasks];
    slope = new double[tasks];
    vector = new double[tasks];
    image = new double[tasks];
    plain = new Separable(tasks);
    tilted = new Separable(tasks);
    best = plain;
  }

  /**
   * The bound.
   *
   * @param squares the A_i
   * @param products B by rows; its diagonal is not read
   * @param guess a guess at the direction in which the form falls most
   */
  double maximum(
      double constant, double[] slopes, double[] squares, double[] products, double[] guess) {
    boolean convex = false;
    for (int i = 0; i < tasks; i++) {
      double sum = 0;
      for (int j = 0; j < tasks; j++) {
        sum += i == j ? 0 : Math.abs(products[i * tasks + j]);
      }
      diagonal[i] = squares[i] + sum;
      convex |= sum > 0 && diagonal[i] > 0;
    }
    best = plain;
    double bound = plain.maximum(constant, slopes, diagonal);
    if (!convex) {
      return bound;
    }
    double lambda = leastEigenvalue(squares, products, guess);
    if (!(lambda < 0)) {
      return bound;
    }
    for (int i = 0; i < tasks; i++) {
      double sum = 0;
      for (int j = 0; j < tasks; j++) {
        sum += i == j ? 0 : Math.abs(products[i * tasks + j] - lambda * vector[i] * vector[j]);
      }
      diagonal[i] = squares[i] - lambda * vector[i] * vector[i] + sum;
    }
    double t = contact(slopes, lambda);
    for (int i = 0; i < tasks; i++) {
      slope[i] = slopes[i] + 2 * lambda * t * vector[i];
    }
    double other = tilted.maximum(constant - lambda * t * t, slope, diagonal);
    if (other < bound) {
      best = tilted;
      return other;
    }
    return bound;
  }

  /** One step of the power method from a guess, shifted so that the least eigenvalue is largest. */
  private double leastEigenvalue(double[] squares, double[] products, double[] guess) {
    double shift = 0;
    double largest = 0;
    for (int i = 0; i < tasks; i++) {
      shift = Math.max(shift, diagonal[i]);
      largest = Math.max(largest, Math.abs(guess[i]));
    }
    for (int i = 0; i < tasks; i++) {
      vector[i] = guess[i] + SEED * largest;
    }
    multiply(squares, products);
    double norm = 0;
    for (int i = 0; i < tasks; i++) {
      vector[i] = shift * vector[i] - image[i];
      norm += vector[i] * vector[i];
    }
    if (!(norm > 0)) {
      return 0;
    }
    multiply(squares, products);
    double scale = 1 / Math.sqrt(norm);
    double quotient = 0;
    for (int i = 0; i < tasks; i++) {
      quotient += vector[i] * image[i] / norm;
      vector[i] *= scale;
    }
    return quotient;
  }

  private void multiply(double[] squares, double[] products) {
    Arrays.fill(image, 0);
    for (int i = 0; i < tasks; i++) {
      image[i] += squares[i] * vector[i];
      for (int j = 0; j < i; j++) {
        double b = products[i * tasks + j];
        image[i] += b * vector[j];
        image[j] += b * vector[i];
      }
    }
  }

  /** A t close to vector . e at the maximiser e of the tilted bound for that t. */
  private double contact(double[] slopes, double lambda) {
    double high = 0;
    for (double y : vector) {
      high += Math.abs(y);
    }
    double low = -high;
    for (int n = 0; n < HALVINGS; n++) {
      double t = 0.5 * (low + high);
      double product = 0;
      for (int i = 0; i < tasks; i++) {
        double y = vector[i];
        product += y * maximiser(slopes[i] + 2 * lambda * t * y, diagonal[i]);
      }
      if (product > t) {
        low = t;
      } else {
        high = t;
      }
    }
    return 0.5 * (low + high);
  }

  /** The maximiser of {@code g e + curve e^2} in [-1, 1]. */
  private static double maximiser(double g, double curve) {
    if (Math.abs(g) < -2 * curve) {
      return -g / (2 * curve);
    }
    return g >= 0 ? 1 : -1;
  }

  /** Level of the affine majorant. */
  double affineLevel() {
    return best.level;
  }

  /** Slope in e_i of the affine majorant. */
  double gradient(int i) {
    return best.gradient[i];
  }

  /** The maximiser of the separable form that gave the bound, in [-1, 1]. */
  double place(int i) {
    return best.place[i];
  }
}
