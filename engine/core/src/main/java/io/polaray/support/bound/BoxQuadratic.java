package io.polaray.support.bound;

/** Upper bound on the maximum of a quadratic over the box {@code |e_i| <= 1}. */
final class BoxQuadratic {
  private static final int POWER_STEPS = 6;
  private static final int HALVINGS = 10;

  private final int tasks;
  private final double[] eigen;
  private final double[] next;
  private final double[] rest;
  private final double[] tilted;
  private final double[] gradient;
  private final double[] place;
  private final double[] bend;
  private final double[] otherBend;
  private final double[] otherGradient;
  private final double[] otherPlace;
  private double affineLevel;
  private double otherLevel;
  private final int[] free;

  BoxQuadratic(int tasks) {
    this.tasks = tasks;
    eigen = new double[tasks];
    next = new double[tasks];
    rest = new double[tasks];
    tilted = new double[tasks];
    gradient = new double[tasks];
    place = new double[tasks];
    bend = new double[tasks];
    otherBend = new double[tasks];
    otherGradient = new double[tasks];
    otherPlace = new double[tasks];
    free = new int[tasks];
  }

  /** C + g.e + sum D_i e_i^2 + e'Be. */
  double maximum(double constant, double[] slope, double[] diagonal, double[] product) {
    int count = 0;
    boolean curved = false;
    for (int i = 0; i < tasks; i++) {
      double sum = 0;
      for (int j = 0; j < tasks; j++) {
        sum += i == j ? 0 : Math.abs(product[i * tasks + j]);
      }
      rest[i] = diagonal[i] + sum;
      curved |= sum > 0 && rest[i] > 0;
      if (sum > 0 || diagonal[i] != 0) {
        free[count++] = i;
      }
    }
    double total = separable(constant, slope, rest);
    if (!curved || count < 2) {
      return total;
    }
    double least = leastEigen(diagonal, product, count);
    if (!(least < 0)) {
      return total;
    }
    // rest
    double reach = 0;
    for (int q = 0; q < count; q++) {
      int i = free[q];
      double sum = 0;
      for (int l = 0; l < count; l++) {
        int j = free[l];
        if (i != j) {
          sum += Math.abs(product[i * tasks + j] - least * eigen[i] * eigen[j]);
        }
      }
      rest[i] = diagonal[i] - least * eigen[i] * eigen[i] + sum;
      reach += Math.abs(eigen[i]);
    }
    double low = -reach;
    double high = reach;
    double t = 0;
    System.arraycopy(slope, 0, tilted, 0, tasks);
    for (int n = 0; n < HALVINGS; n++) {
      t = 0.5 * (low + high);
      double at = 0;
      for (int q = 0; q < count; q++) {
        int i = free[q];
        double g = slope[i] + 2 * least * t * eigen[i];
        double e = g >= 0 ? 1 : -1;
        if (Math.abs(g) < -2 * rest[i]) {
          e = -g / (2 * rest[i]);
        }
        at += eigen[i] * e;
      }
      if (at > t) {
        low = t;
      } else {
        high = t;
      }
    }
    for (int q = 0; q < count; q++) {
      int i = free[q];
      tilted[i] = slope[i] + 2 * least * t * eigen[i];
    }
    System.arraycopy(gradient, 0, otherGradient, 0, tasks);
    System.arraycopy(place, 0, otherPlace, 0, tasks);
    System.arraycopy(bend, 0, otherBend, 0, tasks);
    otherLevel = affineLevel;
    double better = separable(constant - least * t * t, tilted, rest);
    if (better < total) {
      return better;
    }
    System.arraycopy(otherGradient, 0, gradient, 0, tasks);
    System.arraycopy(otherPlace, 0, place, 0, tasks);
    System.arraycopy(otherBend, 0, bend, 0, tasks);
    affineLevel = otherLevel;
    return total;
  }

  private double leastEigen(double[] diagonal, double[] product, int count) {
    double shift = 0;
    for (int q = 0; q < count; q++) {
      int i = free[q];
      double sum = diagonal[i];
      for (int l = 0; l < count; l++) {
        int j = free[l];
        sum += i == j ? 0 : Math.abs(product[i * tasks + j]);
      }
      shift = Math.max(shift, sum);
    }
    // start
    for (int q = 0; q < count; q++) {
      int i = free[q];
      double sum = diagonal[i];
      for (int l = 0; l < q; l++) {
        sum += product[i * tasks + free[l]];
      }
      eigen[i] = q == 0 ? 1 : (sum <= 0 ? 1 : -1);
    }
    double value = 0;
    for (int n = 0; n <= POWER_STEPS; n++) {
      double norm = 0;
      double dot = 0;
      double own = 0;
      for (int q = 0; q < count; q++) {
        int i = free[q];
        double sum = diagonal[i] * eigen[i];
        for (int l = 0; l < count; l++) {
          int j = free[l];
          sum += i == j ? 0 : product[i * tasks + j] * eigen[j];
        }
        dot += sum * eigen[i];
        own += eigen[i] * eigen[i];
        next[i] = shift * eigen[i] - sum;
        norm += next[i] * next[i];
      }
      if (n == POWER_STEPS) {
        double scale = 1 / Math.sqrt(own);
        value = dot / own;
        for (int q = 0; q < count; q++) {
          eigen[free[q]] *= scale;
        }
      } else {
        if (!(norm > 0)) {
          return 0;
        }
        double scale = 1 / Math.sqrt(norm);
        for (int q = 0; q < count; q++) {
          eigen[free[q]] = next[free[q]] * scale;
        }
      }
    }
    return value;
  }

  /** Maximum of the separable form; keeps it and the maximiser. */
  private double separable(double constant, double[] slope, double[] diagonal) {
    double total = constant;
    affineLevel = constant;
    for (int i = 0; i < tasks; i++) {
      double g = slope[i];
      double curve = diagonal[i];
      double e = g >= 0 ? 1 : -1;
      if (curve >= 0) {
        gradient[i] = g;
        affineLevel += curve;
        total += Math.abs(g) + curve;
      } else {
        if (Math.abs(g) < -2 * curve) {
          e = -g / (2 * curve);
        }
        gradient[i] = g + 2 * curve * e;
        affineLevel -= curve * e * e;
        total += g * e + curve * e * e;
      }
      place[i] = e;
    }
    return total;
  }

  double curve(int i) { return bend[i]; }

  double affineLevel() {
    return affineLevel;
  }

  double gradient(int i) {
    return gradient[i];
  }

  double place(int i) {
    return place[i];
  }
}
