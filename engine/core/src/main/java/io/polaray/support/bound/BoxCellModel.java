package io.polaray.support.bound;

import java.util.Arrays;

/**
 * Affine majorants of the acceptance probability over a cell, in log deviations from its centre.
 *
 * <p>They use that for independent costs with log-concave densities P is log-concave in the logs of
 * the positive entries, and 1 - P in the logs of the give-ups (Prekopa; the proofs are in {@code
 * docs/certified-bounds.md}). They do not depend on the weights.
 */
final class BoxCellModel {
  /*
   * Plain model: give-ups at their upper ends; the tangent of log P at the centre of the take-ons,
   *     P(b) <= P(b0) exp(e.d),   exp(s) <= cosh r + (sinh r / r) s  for |s| <= r = sum |e_j| h_j.
   * Chord model: the same tangent at every vertex v of the box of give-ups, and between the
   * vertices
   *     1 - P(a, b) >= prod_v (1 - P(v, b))^lambda_v >= sum_v lambda_v (1 - P(v, b)) - E
   * with multilinear weights lambda_v(d) and the Jensen gap E = y L^2 / 8 of exp on the interval
   * of the values log(1 - P), whose upper end is log y and whose length is L. A function that is
   * multilinear in the give-ups and affine in the take-ons is replaced by its mean slopes plus
   * the largest remainder at the vertices.
   *
   * Where the probability is tiny or its elasticities are not reliable, the tangent gives way to
   * the constant with the take-ons at their lower ends.
   */

  private static final int MAX_CHORDS = 4;
  private static final double MIN_TANGENT = 1e-9;
  private static final double MIN_COMPLEMENT = 1e-4;
  private static final double MAX_TANGENT_RANGE = 3;
  private static final double ROUNDING = 1e-13;

  private final int tasks;
  private final BoxProbability probability;
  private final double[] kappa;
  private final double[] elasticity;
  private final double[] vertexLevel = new double[1 << MAX_CHORDS];
  private final double[] vertexSlope;
  private final int[] shed = new int[MAX_CHORDS];
  private final int[] taken;

  BoxCellModel(int tasks, BoxProbability probability) {
    this.tasks = tasks;
    this.probability = probability;
    kappa = new double[tasks];
    elasticity = new double[tasks];
    vertexSlope = new double[tasks << MAX_CHORDS];
    taken = new int[tasks];
  }

  /**
   * Writes both models (level, then a slope for each task) and the elasticities at the centre.
   *
   * @param chordMask give-ups for which the chord is wanted; the others stand at their upper ends
   * @return an upper bound of P at the centre
   */
  double fill(
      double[] c,
      int at,
      RayForest forest,
      int support,
      int chordMask,
      double[] centre,
      int plainModel,
      int chordModel,
      int elasticityOffset) {
    int chords = 0;
    int takeOns = 0;
    for (int i = 0; i < tasks; i++) {
      boolean sheds = (support >> i & 1) != 0;
      kappa[i] = sheds ? -centre[i] : centre[i];
      if (c[at + forest.half + i] > 0) {
        if (!sheds) {
          taken[takeOns++] = i;
        } else if ((chordMask >> i & 1) != 0 && chords < MAX_CHORDS) {
          shed[chords++] = i;
        }
      }
    }
    double centreMass = probability.upperWithElasticity(kappa, elasticity);
    System.arraycopy(elasticity, 0, c, at + elasticityOffset, tasks);
    for (int i = 0; i < tasks; i++) {
      if ((support >> i & 1) != 0) {
        kappa[i] = -c[at + forest.high + i];
      }
    }
    int vertices = 1 << chords;
    tangent(c, at, forest, centre, takeOns, vertices - 1);
    Arrays.fill(c, at + plainModel, at + plainModel + tasks + 1, 0);
    int last = (vertices - 1) * tasks;
    c[at + plainModel] = vertexLevel[vertices - 1];
    for (int q = 0; q < takeOns; q++) {
      c[at + plainModel + 1 + taken[q]] = vertexSlope[last + q];
    }
    Arrays.fill(c, at + chordModel, at + chordModel + tasks + 1, 0);
    c[at + chordModel] = Double.POSITIVE_INFINITY;
    double least = 1 - c[at + forest.mass];
    if (chords == 0 || least < MIN_COMPLEMENT) {
      return centreMass;
    }
    for (int v = 0; v < vertices - 1; v++) {
      for (int q = 0; q < chords; q++) {
        kappa[shed[q]] = -c[at + ((v >> q & 1) != 0 ? forest.high : RayForest.LOW) + shed[q]];
      }
      tangent(c, at, forest, centre, takeOns, v);
    }
    combine(c, at, forest, chords, takeOns, chordModel, gap(c, at, forest, chords, takeOns, least));
    return centreMass;
  }

  /** Affine majorant in the take-ons with the give-ups of {@code kappa} fixed, for vertex v. */
  private void tangent(double[] c, int at, RayForest forest, double[] centre, int takeOns, int v) {
    for (int q = 0; q < takeOns; q++) {
      kappa[taken[q]] = centre[taken[q]];
    }
    double p = probability.upperWithElasticity(kappa, elasticity);
    double range = 0;
    double width = 0;
    for (int q = 0; q < takeOns; q++) {
      int j = taken[q];
      double e = Math.min(0, elasticity[j]);
      double h = c[at + forest.half + j];
      elasticity[j] = e;
      range -= e * h;
      width += h;
    }
    double looseness = probability.elasticityError() * width;
    int from = v * tasks;
    if (takeOns > 0 && (p < MIN_TANGENT || !(looseness < 0.01) || range > MAX_TANGENT_RANGE)) {
      for (int q = 0; q < takeOns; q++) {
        kappa[taken[q]] = c[at + RayForest.LOW + taken[q]];
        vertexSlope[from + q] = 0;
      }
      vertexLevel[v] = probability.upper(kappa);
      return;
    }
    double raised = takeOns > 0 ? p * (1 + 2 * looseness + ROUNDING) : p;
    double cosh = 1;
    double sinhRatio = 1;
    if (range > 0.5) {
      double exp = StrictMath.exp(range);
      cosh = 0.5 * (exp + 1 / exp);
      sinhRatio = 0.5 * (exp - 1 / exp) / range;
    } else {
      double s = range * range;
      cosh = 1 + s / 2 * (1 + s / 12 * (1 + s / 30 * (1 + s / 56 * (1 + s / 90 * (1 + s / 100)))));
      sinhRatio =
          1 + s / 6 * (1 + s / 20 * (1 + s / 42 * (1 + s / 72 * (1 + s / 110 * (1 + s / 100)))));
    }
    vertexLevel[v] = raised * cosh;
    for (int q = 0; q < takeOns; q++) {
      vertexSlope[from + q] = raised * sinhRatio * elasticity[taken[q]];
    }
  }

  /** The Jensen gap E over the cell. */
  private double gap(double[] c, int at, RayForest forest, int chords, int takeOns, double least) {
    for (int q = 0; q < chords; q++) {
      kappa[shed[q]] = -c[at + RayForest.LOW + shed[q]];
    }
    for (int q = 0; q < takeOns; q++) {
      kappa[taken[q]] = c[at + forest.high + taken[q]];
    }
    double most = 1 - probability.lower(kappa);
    double length = StrictMath.log(most / least) * (1 + ROUNDING) + ROUNDING;
    return Math.min(most - least + ROUNDING, most * length * length / 8 * (1 + ROUNDING));
  }

  private void combine(
      double[] c, int at, RayForest forest, int chords, int takeOns, int chordModel, double gap) {
    int vertices = 1 << chords;
    double level = 0;
    for (int v = 0; v < vertices; v++) {
      level += vertexLevel[v] / vertices;
    }
    int slopes = at + chordModel + 1;
    for (int q = 0; q < takeOns; q++) {
      double sum = 0;
      for (int v = 0; v < vertices; v++) {
        sum += vertexSlope[v * tasks + q];
      }
      c[slopes + taken[q]] = sum / vertices;
    }
    for (int q = 0; q < chords; q++) {
      double sum = 0;
      for (int v = 0; v < vertices; v++) {
        sum += (v >> q & 1) != 0 ? vertexLevel[v] : -vertexLevel[v];
      }
      c[slopes + shed[q]] = sum / vertices / c[at + forest.half + shed[q]];
    }
    double largest = 0;
    for (int v = 0; v < vertices; v++) {
      double remainder = vertexLevel[v] - level;
      for (int q = 0; q < chords; q++) {
        double step = c[slopes + shed[q]] * c[at + forest.half + shed[q]];
        remainder += (v >> q & 1) != 0 ? -step : step;
      }
      for (int q = 0; q < takeOns; q++) {
        remainder +=
            Math.abs(vertexSlope[v * tasks + q] - c[slopes + taken[q]])
                * c[at + forest.half + taken[q]];
      }
      largest = Math.max(largest, remainder);
    }
    c[at + chordModel] = level + gap + largest + ROUNDING;
  }
}
