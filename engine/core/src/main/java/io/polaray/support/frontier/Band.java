package io.polaray.support.frontier;

import java.util.List;

/**
 * Menus with a ray accepted with probability 1/2 or more, by that probability.
 *
 * @param cap largest probability of any other ray
 * @param rest bounds on what a single task is worth to another ray
 * @param levels linear bounds on the ray, at least one
 * @param takeBacks what losers must take back
 */
record Band(double cap, List<Double> rest, List<LikelyRays.Level> levels, TakeBacks takeBacks) {}
