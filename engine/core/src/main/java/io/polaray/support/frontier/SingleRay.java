package io.polaray.support.frontier;

import java.util.List;

/** The best single ray of a scaled box and a bound on all of them. */
final class SingleRay {
  private static final double HALF_TOLERANCE = 1e-5;

  private final List<LikelyRays.Level> levels;
  private final double upper;
  private final double value;
  private final double[] ray;

  /**
   * Solves the problem.
   *
   * @param known gain of a menu that exists
   * @param relativeTolerance wanted distance between value and bound, relative to base plus value
   * @param base w . eta
   * @param finest smallest width of an interval of probabilities
   */
  SingleRay(ScaledBox box, double known, double relativeTolerance, double base, double finest) {
    double[] bundle = new double[box.tasks];
    for (int i = 0; i < box.tasks; i++) {
      bundle[i] = box.held[i] ? 1 : 0;
    }
    BundleValue half = new BundleValue(box, HALF_TOLERANCE);
    double most = half.upper(bundle, 0, 0.5, 0);
    LikelyRays likely = new LikelyRays(box);
    double lower = Math.max(known, half.bestValue());
    levels = likely.levels(lower, relativeTolerance, base, finest);
    for (LikelyRays.Level level : levels) {
      most = Math.max(most, level.single());
    }
    upper = most;
    double[] best = likely.bestRay();
    double attained = likely.bestValue();
    int target = half.bestTarget();
    if (half.bestValue() > attained && target >= 0 && half.bestRate() > 0) {
      best = new double[box.tasks];
      for (int i = 0; i < box.tasks; i++) {
        best[i] = i == target ? half.bestRate() : -bundle[i];
      }
      attained = half.bestValue();
    }
    value = attained;
    ray = best;
  }

  /** Linear bounds on rays accepted with probability 1/2 or more. */
  List<LikelyRays.Level> levels() {
    return levels;
  }

  /** Bound on the worth of any ray. */
  double upper() {
    return upper;
  }

  /** Worth of the ray found, 0 for none. */
  double value() {
    return value;
  }

  /** The ray in scaled units; all 0 for none. */
  double[] ray() {
    return ray.clone();
  }
}
