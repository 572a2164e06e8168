package io.polaray.support.frontier;

import java.util.List;

/**
 * A class of menus by the acceptance probability of their likeliest ray, with the root values that
 * belong to it.
 *
 * @param from lower end of the probability
 * @param cap largest probability of any other ray
 * @param rest bounds on what a single task is worth to another ray
 * @param own bounds on what a single task is worth to the ray itself, when its probability is at
 *     most 1/2; otherwise empty
 * @param levels linear bounds on the ray when its probability is 1/2 or more; otherwise empty
 */
record Band(
    double from, double cap, List<Double> rest, List<Double> own, List<LikelyRays.Level> levels) {
  /** Whether some ray, the winner, is accepted with probability 1/2 or more. */
  boolean likely() {
    return from >= 0.5;
  }
}
