package io.polaray.support.frontier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Rays accepted with probability 1/2 or more: linear bounds on their worth, one for each of many
 * intervals of p, and the best such ray.
 *
 * <p>A level {@code [from, to]} comes with a vector {@code g >= 0}: a ray with {@code kappa >= -x}
 * that is accepted with probability p in the interval is worth at most {@code to (g . x)}, for
 * every x.
 */
final class LikelyRays {
  /*
   * { kappa : P(c . kappa <= 0) >= p } is a convex cone for p >= 1/2. Its supporting halfspaces are
   * cut at rays on its boundary. For lower bounds -1 on all held tasks the largest worth is found
   * by cutting planes: the linear program over the cuts made so far gives a ray; on the segment
   * from -1 to it the boundary of the cone is met; the halfspace there becomes the next cut. The
   * multipliers of the program combine the cuts into one vector G >= w with G . kappa <= 0, so that
   * w . kappa <= (G - w) . x. A cut made at p holds for every larger probability as well. Intervals
   * of p are divided where their bound is large.
   */
  private static final int FIRST_INTERVALS = 10;
  private static final int MAX_ROUNDS = 60;
  private static final int MAX_ROWS = 64;
  private static final double BELOW = 4e-5;
  private static final double CHANCE_MARGIN = 1e-9;
  private static final double BOUNDARY_TOLERANCE = 3e-5;

  /** A linear bound for one interval of p. */
  static final class Level {
    private final double from;
    private final double to;
    private final double[] low;
    private final double[] high;
    private final Mass mass;
    private final double single;

    private Level(double from, double to, double[] low, double[] high, Mass mass, double single) {
      this.from = from;
      this.to = to;
      this.low = low;
      this.high = high;
      this.mass = mass;
      this.single = single;
    }

    double from() {
      return from;
    }

    double to() {
      return to;
    }

    /** Lower bounds on g, for tasks taken on; not to be changed. */
    double[] low() {
      return low;
    }

    /** Upper bounds on g, for tasks shed; not to be changed. */
    double[] high() {
      return high;
    }

    /**
     * The vector {@code G = g + w}: rays accepted with probability from or more have {@code G .
     * kappa <= 0}.
     */
    Mass mass() {
      return mass;
    }

    /** Bound on the worth of a ray that may shed everything. */
    double single() {
      return single;
    }
  }

  private static final class Cut {
    final double level;
    final double[] low;
    final double[] high;

    Cut(double level, double[] low, double[] high) {
      this.level = level;
      this.low = low;
      this.high = high;
    }
  }

  private final ScaledBox box;
  private final AcceptanceCut acceptance;
  private final CutProgram program = new CutProgram();
  private final double[] bundle;
  private final List<Cut> cuts = new ArrayList<>();
  private double[] bestRay;
  private double bestValue;

  LikelyRays(ScaledBox box) {
    this.box = box;
    acceptance = new AcceptanceCut(box);
    bundle = new double[box.tasks];
    for (int i = 0; i < box.tasks; i++) {
      bundle[i] = box.held[i] ? 1 : 0;
    }
    bestRay = new double[box.tasks];
    cuts.add(new Cut(0.5, box.mean.clone(), box.mean.clone()));
  }

  /** The best ray met. */
  double[] bestRay() {
    return bestRay;
  }

  /** Its worth, 0 if there is none. */
  double bestValue() {
    return bestValue;
  }

  /**
   * Levels that cover [1/2, 1], in increasing order.
   *
   * @param known worth of some ray: levels far below need no precision
   * @param relativeTolerance division stops when no level exceeds the best ray by more than this
   *     share of base plus its worth
   * @param base w . eta
   * @param finest smallest width of an interval
   */
  List<Level> levels(double known, double relativeTolerance, double base, double finest) {
    PriorityQueue<Level> queue =
        new PriorityQueue<>(
            Comparator.comparingDouble(Level::single).reversed().thenComparingDouble(Level::from));
    for (int n = 0; n < FIRST_INTERVALS; n++) {
      double from = 0.5 + 0.5 * n / FIRST_INTERVALS;
      double to = 0.5 + 0.5 * (n + 1) / FIRST_INTERVALS;
      queue.add(level(from, to, known, relativeTolerance * Math.abs(base + known)));
    }
    List<Level> done = new ArrayList<>();
    while (!queue.isEmpty()) {
      Level worst = queue.poll();
      double best = Math.max(known, bestValue);
      double width = worst.to() - worst.from();
      double absoluteTolerance = relativeTolerance * Math.abs(base + best);
      double wanted = worst.single() > 0.97 * best ? finest : Math.max(finest, 0.012);
      if (worst.single() <= best + absoluteTolerance
          && (worst.single() <= 0.8 * best || width <= wanted)) {
        done.add(worst);
      } else if (width <= wanted) {
        done.add(worst);
      } else {
        double middle = 0.5 * (worst.from() + worst.to());
        queue.add(level(worst.from(), middle, known, absoluteTolerance));
        queue.add(level(middle, worst.to(), known, absoluteTolerance));
      }
    }
    done.sort(Comparator.comparingDouble(Level::from));
    return done;
  }

  private Level level(double from, double to, double known, double absoluteTolerance) {
    List<Cut> rows = rows(from);
    double[] kappa = new double[box.tasks];
    double[] low = new double[box.tasks];
    double[] high = new double[box.tasks];
    Level level = combine(from, to, rows);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      double best = Math.max(known, bestValue);
      if (from <= 0.5 || level.single() <= 0.75 * best) {
        break;
      }
      double[] z = program.solution();
      double reached = toBoundary(from, z, kappa);
      if (reached >= 1) {
        break;
      }
      double worth = box.worth(kappa);
      if (to * worth >= level.single() - 0.25 * absoluteTolerance) {
        break;
      }
      double chance = acceptance.probability(kappa);
      double margin = acceptance.error() + CHANCE_MARGIN;
      if (chance - margin < 0.5
          || chance + margin > from
          || !acceptance.conditionalMean(kappa, low, high)) {
        break;
      }
      Cut cut = new Cut(from, low.clone(), high.clone());
      cuts.add(place(from), cut);
      rows.add(cut);
      if (rows.size() > MAX_ROWS) {
        rows = active(rows);
      }
      Level fresh = combine(from, to, rows);
      level = fresh.single() < level.single() ? fresh : level;
    }
    return level;
  }

  /** The cuts that hold at p, those made closest to it. */
  private List<Cut> rows(double p) {
    int last = place(p);
    return new ArrayList<>(cuts.subList(Math.max(0, last - MAX_ROWS / 2), last));
  }

  /** The number of cuts made at p or below; cuts are kept in order. */
  private int place(double p) {
    int from = 0;
    int to = cuts.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (cuts.get(middle).level <= p) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private List<Cut> active(List<Cut> rows) {
    double[] multipliers = program.multipliers();
    List<Cut> kept = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      if (r >= multipliers.length || multipliers[r] > 1e-9) {
        kept.add(rows.get(r));
      }
    }
    return kept;
  }

  private Level combine(double from, double to, List<Cut> rows) {
    List<double[]> normals = new ArrayList<>();
    double[] right = new double[rows.size()];
    for (int r = 0; r < right.length; r++) {
      double[] normal = rows.get(r).high;
      normals.add(normal);
      for (int i = 0; i < box.tasks; i++) {
        right[r] += normal[i] * bundle[i];
      }
    }
    program.solve(box.weights, normals, right);
    double[] multipliers = program.multipliers();
    double[] low = new double[box.tasks];
    double[] high = new double[box.tasks];
    for (int r = 0; r < right.length; r++) {
      Cut cut = rows.get(r);
      for (int i = 0; i < box.tasks; i++) {
        low[i] += multipliers[r] * cut.low[i];
        high[i] += multipliers[r] * cut.high[i];
      }
    }
    // G must not be below w anywhere, for every vector between the bounds.
    double factor = 1;
    for (int i = 0; i < box.tasks; i++) {
      if (box.weights[i] > 0) {
        factor = Math.max(factor, box.weights[i] / low[i]);
      }
    }
    double single = 0;
    Mass mass = Mass.of(low, high, factor);
    for (int i = 0; i < box.tasks; i++) {
      low[i] = Math.max(0, mass.low(i) - box.weights[i]);
      high[i] = Math.max(0, mass.high(i) - box.weights[i]);
      single += high[i] * bundle[i];
    }
    return new Level(from, to, low, high, mass, to * single + box.slack);
  }

  /**
   * Sets kappa to the point of the segment from -x to z - x at which P is a little below p.
   *
   * @return the place on the segment, 1 or more if the whole segment is accepted often enough
   */
  private double toBoundary(double p, double[] z, double[] kappa) {
    double target = p - BELOW;
    place(1, z, kappa);
    double chance = acceptance.probability(kappa);
    if (chance >= target) {
      record(kappa, chance);
      return 1;
    }
    double left = 0;
    double leftExcess = 1 - target;
    double right = 1;
    double rightExcess = chance - target;
    double at = 1;
    int side = 0;
    for (int step = 0; step < 60 && Math.abs(chance - target) > BOUNDARY_TOLERANCE; step++) {
      at = (left * rightExcess - right * leftExcess) / (rightExcess - leftExcess);
      if (!(at > left && at < right) || step % 5 == 4) {
        at = 0.5 * (left + right);
      }
      place(at, z, kappa);
      chance = acceptance.probability(kappa);
      double excess = chance - target;
      if (excess > 0) {
        left = at;
        leftExcess = excess;
        rightExcess *= side > 0 ? 0.5 : 1;
        side = 1;
      } else {
        right = at;
        rightExcess = excess;
        leftExcess *= side < 0 ? 0.5 : 1;
        side = -1;
      }
    }
    record(kappa, chance);
    return at < 1 ? at : Math.nextDown(1.0);
  }

  private void place(double at, double[] z, double[] kappa) {
    for (int i = 0; i < kappa.length; i++) {
      kappa[i] = at * z[i] - bundle[i];
    }
  }

  private void record(double[] kappa, double chance) {
    double value = chance * box.worth(kappa);
    if (value > bestValue) {
      bestValue = value;
      bestRay = Arrays.copyOf(kappa, kappa.length);
    }
  }
}
