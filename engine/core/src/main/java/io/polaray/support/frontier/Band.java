package io.polaray.support.frontier;

import java.util.List;

/**
 * An interval of acceptance probabilities of the winner with the root values that belong to it.
 *
 * @param from lower end
 * @param to upper end
 * @param cap largest probability of any other ray
 * @param rest bounds on what a single task is worth to another ray
 * @param own bounds on what a single task is worth to a winner in the band; only for {@code to <=
 *     1/2}
 * @param levels linear bounds on the winner; only for {@code from >= 1/2}
 */
record Band(
    double from,
    double to,
    double cap,
    List<Double> rest,
    List<Double> own,
    List<LikelyRays.Level> levels) {
  /** Whether the winner is accepted with probability 1/2 or more. */
  boolean likely() {
    return from >= 0.5;
  }
}
