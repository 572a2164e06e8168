package io.polaray.verify;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Gauss-Legendre quadrature with ten points, nodes from Newton's method on P_10. */
final class GaussRule {
  private static final int POINTS = 10;
  private static final double[] NODES = new double[POINTS];
  private static final double[] WEIGHTS = new double[POINTS];

  static {
    for (int k = 0; k < POINTS; k++) {
      double x = StrictMath.cos(Math.PI * (k + 0.75) / (POINTS + 0.5));
      double slope = 1;
      for (int step = 0; step < 50; step++) {
        double before = 1;
        double value = x;
        for (int n = 2; n <= POINTS; n++) {
          double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
          before = value;
          value = next;
        }
        slope = POINTS * (x * value - before) / (x * x - 1);
        x -= value / slope;
      }
      NODES[k] = x;
      WEIGHTS[k] = 2 / ((1 - x * x) * slope * slope);
    }
  }

  private GaussRule() {}

  /** The integral from a to b of a function that is smooth there. */
  static double integrate(DoubleUnaryOperator f, double a, double b) {
    double half = (b - a) / 2;
    double middle = (a + b) / 2;
    double sum = 0;
    for (int k = 0; k < POINTS; k++) {
      sum += WEIGHTS[k] * f.applyAsDouble(middle + half * NODES[k]);
    }
    return sum * half;
  }

  /** The integral over consecutive panels, each cut into equal parts. */
  static double integrate(DoubleUnaryOperator f, double[] edges, int parts) {
    double sum = 0;
    for (int k = 0; k + 1 < edges.length; k++) {
      double width = (edges[k + 1] - edges[k]) / parts;
      for (int part = 0; part < parts; part++) {
        sum += integrate(f, edges[k] + part * width, edges[k] + (part + 1) * width);
      }
    }
    return sum;
  }

  /** Nodes and weights on panels that are added one after the other. */
  static final class Points {
    private double[] nodes = new double[POINTS];
    private double[] weights = new double[POINTS];
    private int count;

    /** The nodes between a and b. */
    void add(double a, double b) {
      if (count == nodes.length) {
        nodes = Arrays.copyOf(nodes, 2 * count);
        weights = Arrays.copyOf(weights, 2 * count);
      }
      double half = (b - a) / 2;
      double middle = (a + b) / 2;
      for (int k = 0; k < POINTS; k++) {
        nodes[count] = middle + half * NODES[k];
        weights[count++] = half * WEIGHTS[k];
      }
    }

    /** Every node x at another place, with its weight times a factor. */
    Points mapped(DoubleUnaryOperator place, DoubleUnaryOperator factor) {
      Points result = new Points();
      result.nodes = Arrays.stream(nodes, 0, count).map(place).toArray();
      result.weights = weights();
      result.count = count;
      for (int k = 0; k < count; k++) {
        result.weights[k] *= factor.applyAsDouble(nodes[k]);
      }
      return result;
    }

    double[] nodes() {
      return Arrays.copyOf(nodes, count);
    }

    double[] weights() {
      return Arrays.copyOf(weights, count);
    }
  }
}
