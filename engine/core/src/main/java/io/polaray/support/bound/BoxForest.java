package io.polaray.support.bound;

import java.util.Arrays;

/**
 * Ray cells for costs that are independent and uniform on a box.
 *
 * <p>Bounds of a cell: the monotone bound {@code P(|kappa_N| at the upper end, kappa_j at the
 * lower) max W}, and the affine model {@code P^ W^} of {@link BoxCellModel} with the product
 * expanded.
 */
final class BoxForest extends RayForest {
  /*
   * Product of the two affine majorants, in log deviations d from the centre with |d_i| <= h_i:
   *     (p0 + p.d)(W0 + Wp.d) <= p0 W0 + sum max(0, p_i Wp_i) h_i^2
   *                              + sum_{i<j} |p_i Wp_j + p_j Wp_i| h_i h_j + (p0 Wp + W0 p).d .
   * Where W >= 0 the gain P W is at most P^ W^ because P^ >= P >= 0 and W^ >= W >= 0; where W < 0
   * the ray is worthless. W^ takes the chord of exp over [-h_i, h_i] for terms with a positive
   * sign and the tangent for the others; an interval with lower end 0 is taken at its better end.
   */

  private static final double ROUNDING = 1e-13;
  private static final double MAX_SPLIT_ELASTICITY = 8;

  private final BoxProbability probability;
  private final BoxCellModel model;
  private final int centreMass;
  private final int elasticity;
  private final int plainModel;
  private final int chordModel;
  private final int cornerMass;

  private final double[] slope;
  private final double[] centre;
  private final double[] gradient;
  private final double[] bestGradient;
  private final double[] kappa;

  BoxForest(double[] endowment, double[] lowerCost, double[] upperCost, int maxCells) {
    super(endowment, lowerCost, upperCost, 4 + 3 * endowment.length, 2, maxCells);
    probability = new BoxProbability(lowerCost, upperCost);
    model = new BoxCellModel(tasks, probability);
    centreMass = ownDoubles;
    cornerMass = ownDoubles + 1;
    elasticity = ownDoubles + 2;
    plainModel = elasticity + tasks;
    chordModel = plainModel + tasks + 1;
    slope = new double[tasks];
    centre = new double[tasks];
    gradient = new double[tasks];
    bestGradient = new double[tasks];
    kappa = new double[tasks];
  }

  @Override
  RayProbability probability() {
    return probability;
  }

  @Override
  void weigh(int cell, int parent) {
    double[] c = store.doubles(cell);
    int at = store.at(cell);
    int[] ints = store.ints(cell);
    int intAt = store.intAt(cell);
    int support = support(cell);
    double best = 0;
    double size = 0;
    int chordMask = 0;
    for (int i = 0; i < tasks; i++) {
      double w = weights[i];
      double top = c[at + high + i];
      double bottom = c[at + LOW + i];
      size += Math.abs(w) * top;
      if ((support >> i & 1) != 0) {
        best -= w * (w > 0 ? bottom : top);
        if (w > 0) {
          chordMask |= 1 << i;
        }
      } else {
        best += w * (w > 0 ? top : bottom);
      }
      c[at + point + i] = top;
      c[at + affine + 1 + i] = 0;
    }
    c[at + value] = 0;
    c[at + bend] = 0;
    c[at + worth] = best + ROUNDING * size;
    setSplit(cell, -1);
    if (!(c[at + worth] > 0)) {
      c[at + upper] = 0;
      return;
    }
    if (ints[intAt + OWN_INTS] == 0) {
      ints[intAt + OWN_INTS] = 1;
      for (int i = 0; i < tasks; i++) {
        kappa[i] = (support >> i & 1) != 0 ? -c[at + high + i] : c[at + LOW + i];
      }
      c[at + mass] = probability.upper(kappa);
    }
    double monotone = c[at + mass] * c[at + worth] * (1 + ROUNDING);
    c[at + upper] = monotone;
    c[at + affine] = monotone;
    if (monotone <= floor()) {
      return;
    }
    fillCentre(c, at, support);
    if (ints[intAt + OWN_INTS] != chordMask + 2) {
      ints[intAt + OWN_INTS] = chordMask + 2;
      ints[intAt + OWN_INTS + 1] = 0;
      c[at + centreMass] =
          model.fill(c, at, this, support, chordMask, centre, plainModel, chordModel, elasticity);
    }
    bound(cell, c, at, support, size, monotone);
  }

  /**
   * The point the models are expanded around; an interval with lower end 0 is at its better end.
   */
  private void fillCentre(double[] c, int at, int support) {
    for (int i = 0; i < tasks; i++) {
      double bottom = c[at + LOW + i];
      double top = c[at + high + i];
      if (bottom > 0) {
        centre[i] = c[at + half + i] > 0 ? Math.sqrt(bottom * top) : top;
      } else {
        centre[i] = (support >> i & 1) != 0 ? top : 0;
      }
    }
  }

  private void bound(int cell, double[] c, int at, int support, double size, double monotone) {
    double level = 0;
    double centreWorth = 0;
    for (int i = 0; i < tasks; i++) {
      boolean sheds = (support >> i & 1) != 0;
      double w = sheds ? -weights[i] : weights[i];
      double h = c[at + half + i];
      double bottom = c[at + LOW + i];
      double top = c[at + high + i];
      slope[i] = 0;
      centreWorth += w * centre[i];
      if (h > 0) {
        if (w > 0) {
          level += w * 0.5 * (bottom + top);
          slope[i] = w * 0.5 * (top - bottom) / h;
        } else {
          level += w * centre[i];
          slope[i] = w * centre[i];
        }
      } else {
        level += bottom > 0 ? w * top : Math.max(0, w * top);
      }
    }
    double plain = product(c, at, plainModel, level, size);
    double best = plain;
    double constant = productConstant;
    System.arraycopy(gradient, 0, bestGradient, 0, tasks);
    double chord = product(c, at, chordModel, level, size);
    if (chord < best) {
      best = chord;
      constant = productConstant;
      System.arraycopy(gradient, 0, bestGradient, 0, tasks);
    }
    if (best >= monotone) {
      best = monotone;
      constant = monotone;
      Arrays.fill(bestGradient, 0);
    }
    c[at + upper] = Math.max(0, best);
    c[at + affine] = constant;
    System.arraycopy(bestGradient, 0, c, at + affine + 1, tasks);
    points(cell, c, at, support, constant, centreWorth, best);
    chooseSplit(cell, c, at, support);
  }

  private double productConstant;

  /** Maximum of the expanded product over the box; its constant and gradient are kept. */
  private double product(double[] c, int at, int modelOffset, double level, double size) {
    int from = at + modelOffset;
    double p0 = c[from];
    if (p0 == Double.POSITIVE_INFINITY) {
      return p0;
    }
    double quadratic = 0;
    double linear = 0;
    double range = Math.abs(p0);
    for (int i = 0; i < tasks; i++) {
      double h = c[at + half + i];
      double p = c[from + 1 + i];
      double s = slope[i];
      gradient[i] = p0 * s + level * p;
      if (h > 0) {
        range += Math.abs(p) * h;
        linear += Math.abs(gradient[i]) * h;
        double crossed = Math.max(0, p * s) * h;
        for (int j = 0; j < i; j++) {
          crossed += Math.abs(p * slope[j] + c[from + 1 + j] * s) * c[at + half + j];
        }
        quadratic += crossed * h;
      }
    }
    productConstant = p0 * level + quadratic + ROUNDING * range * size * 4;
    return productConstant + linear;
  }

  /** Gains at the centre and at the corner to which the model points. */
  private void points(
      int cell, double[] c, int at, int support, double constant, double centreWorth, double best) {
    double centreGain = c[at + centreMass] * Math.max(0, centreWorth);
    double cornerWorth = 0;
    int corner = 1;
    for (int i = 0; i < tasks; i++) {
      double q = centre[i];
      if (c[at + half + i] > 0) {
        boolean atLow = bestGradient[i] < 0;
        q = c[at + (atLow ? LOW : high) + i];
        corner |= atLow ? 2 << i : 0;
      }
      kappa[i] = (support >> i & 1) != 0 ? -q : q;
      cornerWorth += weights[i] * kappa[i];
    }
    int[] ints = store.ints(cell);
    int slot = store.intAt(cell) + OWN_INTS + 1;
    double cornerGain = 0;
    if (cornerWorth > 0) {
      if (ints[slot] != corner) {
        ints[slot] = corner;
        c[at + cornerMass] = probability.lower(kappa);
      }
      cornerGain = c[at + cornerMass] * cornerWorth;
    }
    boolean atCentre = centreGain > cornerGain;
    c[at + value] = Math.max(centreGain, cornerGain);
    for (int i = 0; i < tasks; i++) {
      c[at + point + i] = atCentre ? centre[i] : Math.abs(kappa[i]);
    }
    c[at + bend] = Math.max(constant - centreGain, best - cornerGain);
  }

  private void chooseSplit(int cell, double[] c, int at, int support) {
    double shed = 0;
    for (int i = 0; i < tasks; i++) {
      if ((support >> i & 1) != 0) {
        shed += c[at + high + i] * upperCost[i];
      }
    }
    double best = 1e-6;
    int task = -1;
    double damping =
        c[at + centreMass] / Math.max(c[at + centreMass], 0.02 * c[at + mass] + 1e-300);
    for (int i = 0; i < tasks; i++) {
      if (!boxes.isWide(c, at, i)) {
        continue;
      }
      double top = c[at + high + i];
      double w = Math.abs(weights[i]);
      double score;
      if (c[at + LOW + i] > 0) {
        double e = Math.abs(c[at + elasticity + i]) * damping;
        score =
            2
                * c[at + half + i]
                * (Math.min(MAX_SPLIT_ELASTICITY, e) + w * centre[i] / c[at + worth] + 0.02);
      } else {
        score = w * top / c[at + worth] + top * upperCost[i] / shed;
      }
      if (score > best) {
        best = score;
        task = i;
      }
    }
    setSplit(cell, task);
  }
}
