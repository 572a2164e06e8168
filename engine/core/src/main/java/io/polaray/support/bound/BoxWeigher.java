package io.polaray.support.bound;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Computes the numbers of the cells of a {@link BoxForest}; one thread at a time.
 *
 * <p>Bounds of a cell: the monotone bound {@code P(|kappa_N| at the upper end, kappa_j at the
 * lower) max W}, and the maximum of the models of {@link GainModel}.
 */
final class BoxWeigher {
  /** Ints that a cell has besides those of every forest. */
  static final int OWN_INTS = 2;

  private static final double ROUNDING = 1e-13;
  private static final double MAX_SPLIT_ELASTICITY = 8;

  private static final double LEAST_PART = 0.02;

  /** A steady take-on changes little, but tangents have errors that grow with widths. */
  private static final double STEADY_PART = 2;

  private final BoxForest forest;
  private final CellStore store;
  private final int tasks;
  private final double[] upperCost;
  private final int high;
  private final int half;
  private final int point;
  private final int bend;
  private final int affine;
  private final CellModel ordinaryModel;
  private final CellModel[] farModels;
  private final int centreMass;
  private final int elasticity;
  private final int firstModel;
  private final int secondModel;
  private final int cornerMass;

  private final GainModel gain;
  private final double[] centre;
  private final double[] place;
  private final double[] kappa;

  /** The weights, or that of a far task alone. */
  private double[] weights;

  private final double[] farWeights;
  private CellModel model;
  private double excess;
  private int linear;

  /** The task whose take-on enters the models with P; -1 for none. */
  private int steady;

  /**
   * A weigher.
   *
   * @param farModels for rays that take on a task without limit; may be empty
   */
  BoxWeigher(BoxForest forest, CellModel model, List<Supplier<CellModel>> farModels) {
    this.forest = forest;
    this.model = model;
    ordinaryModel = model;
    this.farModels = farModels.stream().map(Supplier::get).toArray(CellModel[]::new);
    store = forest.store;
    tasks = forest.tasks;
    weights = forest.weights;
    farWeights = new double[tasks];
    upperCost = forest.upperCost;
    high = forest.high;
    half = forest.half;
    point = forest.point;
    bend = forest.bend;
    affine = forest.affine;
    centreMass = forest.ownDoubles;
    cornerMass = centreMass + 1;
    elasticity = centreMass + 2;
    firstModel = elasticity + tasks;
    secondModel = firstModel + model.firstLength();
    gain = new GainModel(tasks);
    centre = new double[tasks];
    place = new double[tasks];
    kappa = new double[tasks];
  }

  /**
   * Doubles that a cell has besides those of every forest.
   *
   * @param firstLength doubles of the first model
   */
  static int ownDoubles(int tasks, int firstLength) {
    return 2 + tasks + firstLength + BoxCellModel.chordLength(tasks);
  }

  /** See {@link RayForest#weigh}. */
  void weigh(int cell) {
    double[] c = store.doubles(cell);
    int at = store.at(cell);
    int[] ints = store.ints(cell);
    int intAt = store.intAt(cell);
    int support = forest.support(cell);
    chooseTerms(forest.roots.far(cell));
    double best = 0;
    double size = 0;
    int chordMask = 0;
    for (int i = 0; i < tasks; i++) {
      double w = weights[i];
      double top = c[at + high + i];
      double bottom = c[at + RayForest.LOW + i];
      size += Math.abs(w) * top;
      if ((support >> i & 1) != 0) {
        best -= w * (w > 0 ? bottom : top);
        if (forest.weights[i] > 0) {
          chordMask |= 1 << i;
        }
      } else {
        best += w * (w > 0 ? top : bottom);
      }
      c[at + point + i] = top;
      c[at + affine + 1 + i] = 0;
    }
    double worth = best + ROUNDING * size;
    store.value[cell] = 0;
    store.worth[cell] = worth;
    c[at + bend] = 0;
    forest.setSplit(cell, -1);
    if (!(worth > 0) || isDominated(cell, c, at, worth, ROUNDING * size)) {
      store.upper[cell] = 0;
      return;
    }
    if (ints[intAt + RayForest.OWN_INTS] == 0) {
      ints[intAt + RayForest.OWN_INTS] = 1;
      for (int i = 0; i < tasks; i++) {
        kappa[i] = (support >> i & 1) != 0 ? -c[at + high + i] : c[at + RayForest.LOW + i];
      }
      store.mass[cell] = model.probability().upper(kappa);
    }
    excess = forest.boxes.excess(cell);
    double monotone = excess * store.mass[cell] * tamed(cell, c, at, worth) * (1 + ROUNDING);
    store.upper[cell] = monotone;
    c[at + affine] = monotone;
    if (monotone <= forest.floor()) {
      return;
    }
    fillCentre(c, at, support);
    steady = forest.boxes.steadyTask(cell, c, at);
    if (ints[intAt + RayForest.OWN_INTS] != chordMask + 2) {
      ints[intAt + RayForest.OWN_INTS] = chordMask + 2;
      ints[intAt + RayForest.OWN_INTS + 1] = 0;
      c[at + centreMass] =
          model.fill(
              c,
              at,
              store.mass[cell],
              forest,
              support,
              steady,
              chordMask,
              centre,
              c,
              at + firstModel,
              at + secondModel,
              at + elasticity);
    }
    bound(cell, c, at, support, size, monotone);
  }

  /**
   * The largest W with endless take-ons cut where they settle: beyond it the gain lies below its
   * value there or below that without the rest of W, whichever is larger.
   */
  private double tamed(int cell, double[] c, int at, double worth) {
    int support = forest.support(cell);
    double kept = 0;
    double rest = worth;
    for (int left = forest.boxes.endless & ~support; left != 0; left &= left - 1) {
      int j = CellRoots.firstOf(left);
      double settled = Math.max(forest.boxes.settled(support, j), c[at + RayForest.LOW + j]);
      if (c[at + high + j] > settled && weights[j] > 0) {
        kept += weights[j] * settled;
        rest -= weights[j] * c[at + high + j];
      }
    }
    return kept > 0 ? kept + Math.max(0, rest) + ROUNDING * worth : worth;
  }

  /**
   * Whether every ray of an ordinary cell takes on so much of an endless task that P times it is at
   * most its limit, and nothing else that pays: then it is worth no more than without a limit,
   * where (P) binds less.
   */
  private boolean isDominated(int cell, double[] c, int at, double worth, double error) {
    int support = forest.support(cell);
    int tasksLeft = forest.roots.far(cell) == 0 ? forest.boxes.endless & ~support : 0;
    for (int left = tasksLeft; left != 0; left &= left - 1) {
      int j = CellRoots.firstOf(left);
      if (weights[j] > 0
          && c[at + RayForest.LOW + j] >= forest.boxes.mostFrom(support, j)
          && worth - weights[j] * c[at + high + j] <= -error) {
        return true;
      }
    }
    return false;
  }

  private void chooseTerms(int far) {
    weights = forest.weights;
    model = ordinaryModel;
    if (far != 0) {
      model = farModels.length == 0 ? model : farModels[CellRoots.firstOf(far)];
      Arrays.fill(farWeights, 0);
      farWeights[CellRoots.firstOf(far)] = forest.boxes.farWeight(far);
      weights = farWeights;
    }
  }

  /**
   * The point the models are expanded around; an interval with lower end 0 is at its better end.
   */
  private void fillCentre(double[] c, int at, int support) {
    linear = forest.boxes.linearTasks(c, at, support);
    for (int i = 0; i < tasks; i++) {
      double bottom = c[at + RayForest.LOW + i];
      double top = c[at + high + i];
      if (bottom > 0) {
        centre[i] = c[at + half + i] > 0 ? Math.sqrt(bottom * top) : top;
      } else {
        centre[i] = (support >> i & 1) != 0 && (linear >> i & 1) == 0 ? top : 0;
      }
    }
  }

  private void bound(int cell, double[] c, int at, int support, double size, double monotone) {
    double centreWorth = 0;
    // With a steady take-on b the rest of W counts for b_low / b of it.
    double least = steady < 0 ? 1 : c[at + RayForest.LOW + steady] / c[at + high + steady];
    gain.begin(size);
    for (int i = 0; i < tasks; i++) {
      double w = (support >> i & 1) != 0 ? -weights[i] : weights[i];
      double h = c[at + half + i];
      centreWorth += w * centre[i];
      if (i == steady) {
        gain.fixedTerm(i, w * c[at + RayForest.LOW + i]);
        continue;
      }
      w *= w < 0 ? least : 1;
      if (h > 0) {
        gain.term(i, w * centre[i], h);
      } else if ((linear >> i & 1) != 0) {
        gain.linearTerm(i, 0.5 * w * c[at + high + i]);
      } else {
        double term = w * c[at + high + i];
        gain.fixedTerm(i, c[at + RayForest.LOW + i] > 0 ? term : Math.max(0, term));
      }
    }
    double best = excess * model.first(gain, c, at + firstModel);
    keepModel(c, at, support);
    double chord = excess * gain.chord(c, at + secondModel);
    if (chord < best) {
      best = chord;
      keepModel(c, at, support);
    }
    if (best >= monotone) {
      best = monotone;
      c[at + affine] = monotone;
      Arrays.fill(c, at + affine + 1, at + affine + 1 + tasks, 0);
    }
    store.upper[cell] = Math.max(0, best);
    points(cell, c, at, support, centreWorth, best);
    chooseSplit(cell, c, at, support);
  }

  private void keepModel(double[] c, int at, int support) {
    c[at + affine] = gain.affineLevel();
    for (int i = 0; i < tasks; i++) {
      double h = c[at + half + i];
      c[at + affine + 1 + i] = h > 0 ? gain.gradient(i) / h : 0;
      if (forest.boxes.isLinearTakeOn(c, at, support, i)) {
        c[at + affine + 1 + i] = 2 * gain.gradient(i);
      } else if ((linear >> i & 1) != 0) {
        c[at + affine] += Math.abs(gain.gradient(i));
      }
      place[i] = gain.place(i);
    }
    if (excess > 1) {
      for (int n = at + affine; n <= at + affine + tasks; n++) {
        c[n] *= excess;
      }
    }
  }

  /** Gains at the centre and at the corner or face to which the model points. */
  private void points(int cell, double[] c, int at, int support, double centreWorth, double best) {
    double centreGain = c[at + centreMass] * Math.max(0, centreWorth);
    double cornerWorth = 0;
    int corner = 0;
    for (int i = 0; i < tasks; i++) {
      double q = centre[i];
      corner *= 3;
      if (c[at + half + i] > 0 && Math.abs(place[i]) > 0.5) {
        boolean atLow = place[i] < 0;
        q = c[at + (atLow ? RayForest.LOW : high) + i];
        corner += atLow ? 1 : 2;
      } else if ((linear >> i & 1) != 0) {
        q = place[i] > 0.5 ? c[at + high + i] : place[i] < -0.5 ? 0 : 0.5 * c[at + high + i];
        corner += place[i] > 0.5 ? 2 : place[i] < -0.5 ? 1 : 0;
      }
      kappa[i] = (support >> i & 1) != 0 ? -q : q;
      cornerWorth += weights[i] * kappa[i];
    }
    int[] ints = store.ints(cell);
    int slot = store.intAt(cell) + RayForest.OWN_INTS + 1;
    double cornerGain = 0;
    if (cornerWorth > 0) {
      if (ints[slot] != corner + 1) {
        ints[slot] = corner + 1;
        c[at + cornerMass] = model.probability().lower(kappa);
      }
      cornerGain = c[at + cornerMass] * cornerWorth;
    }
    boolean atCentre = centreGain > cornerGain;
    double met = Math.max(centreGain, cornerGain);
    store.value[cell] = met;
    for (int i = 0; i < tasks; i++) {
      c[at + point + i] = atCentre ? centre[i] : Math.abs(kappa[i]);
    }
    c[at + bend] = best - met;
  }

  private void chooseSplit(int cell, double[] c, int at, int support) {
    double worth = store.worth[cell];
    double mass = store.mass[cell];
    double shed = 0;
    for (int i = 0; i < tasks; i++) {
      if ((support >> i & 1) != 0) {
        shed += c[at + high + i] * upperCost[i];
      }
    }
    double best = 1e-6;
    int task = -1;
    double damping = c[at + centreMass] / Math.max(c[at + centreMass], 0.02 * mass + 1e-300);
    for (int i = 0; i < tasks; i++) {
      if (!forest.boxes.isWide(c, at, i)) {
        continue;
      }
      double top = c[at + high + i];
      double w = Math.abs(weights[i]);
      double score;
      if (c[at + RayForest.LOW + i] > 0) {
        double e = Math.abs(c[at + elasticity + i]) * damping;
        double part = w * centre[i] / worth;
        part = i == steady ? STEADY_PART + Math.max(0, 1 - part) : part + LEAST_PART;
        score = 2 * c[at + half + i] * (Math.min(MAX_SPLIT_ELASTICITY, e) + part);
      } else {
        score = w * top / worth + top * upperCost[i] / shed;
      }
      if (score > best) {
        best = score;
        task = i;
      }
    }
    forest.setSplit(cell, task);
  }
}
