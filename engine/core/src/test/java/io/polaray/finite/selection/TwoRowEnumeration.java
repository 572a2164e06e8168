package io.polaray.finite.selection;

/**
 * The least cost of a problem with two rows and few columns: every basis, every choice of bounds.
 */
final class TwoRowEnumeration {
  private TwoRowEnumeration() {}

  static double least(SelectionProblem problem) {
    int size = problem.size();
    double least = Double.POSITIVE_INFINITY;
    for (int p = -1; p < size; p++) {
      for (int q = p; q < size; q++) {
        for (int bounds = 0; bounds < 1 << size; bounds++) {
          least = Math.min(least, cost(problem, p, q, bounds));
        }
      }
    }
    return least;
  }

  /** Columns p and q are basic (p = q or p = -1: fewer), the others at the bounds of the mask. */
  private static double cost(SelectionProblem problem, int p, int q, int bounds) {
    double first = problem.clearing().get(0);
    double second = problem.clearing().get(1);
    double cost = 0;
    double scale = 1;
    for (int a = 0; a < problem.size(); a++) {
      if (a != p && a != q && ((bounds >> a) & 1) == 1) {
        first -= problem.limit(a) * problem.direction(a, 0);
        second -= problem.limit(a) * problem.direction(a, 1);
        cost += problem.limit(a) * problem.cost(a);
      }
      scale += Math.abs(problem.direction(a, 0)) + Math.abs(problem.direction(a, 1));
    }
    double y = 0;
    double z = 0;
    if (p >= 0 && q > p) {
      double determinant =
          problem.direction(p, 0) * problem.direction(q, 1)
              - problem.direction(q, 0) * problem.direction(p, 1);
      if (determinant == 0) {
        return Double.POSITIVE_INFINITY;
      }
      y = (first * problem.direction(q, 1) - second * problem.direction(q, 0)) / determinant;
      z = (second * problem.direction(p, 0) - first * problem.direction(p, 1)) / determinant;
    } else if (q >= 0) {
      int row = problem.direction(q, 0) != 0 ? 0 : 1;
      z =
          problem.direction(q, row) == 0
              ? 0
              : (row == 0 ? first : second) / problem.direction(q, row);
    }
    if (p >= 0 && q > p) {
      first -= y * problem.direction(p, 0);
      second -= y * problem.direction(p, 1);
      cost += y * problem.cost(p);
    }
    if (q >= 0) {
      first -= z * problem.direction(q, 0);
      second -= z * problem.direction(q, 1);
      cost += z * problem.cost(q);
    }
    double tolerance = 1e-12;
    boolean inside =
        y >= -tolerance
            && z >= -tolerance
            && (p < 0 || y <= problem.limit(p) + tolerance)
            && (q < 0 || z <= problem.limit(q) + tolerance);
    boolean clears = Math.abs(first) <= tolerance * scale && Math.abs(second) <= tolerance * scale;
    return inside && clears ? cost : Double.POSITIVE_INFINITY;
  }
}
