package io.polaray.support.frontier;

import java.util.ArrayList;
import java.util.List;

/**
 * A class of menus by their winner: a likely ray whose tasks are undecided, a ray that sheds one
 * task, or a ray that sheds more and takes the place of the ray that loses to the winner alone.
 *
 * @param cap largest acceptance probability of the rays whose worth is not linear
 * @param own bounds on what a single task is worth to the ray that loses to the winner alone
 * @param rest bounds on what a single task is worth to the others
 * @param lone bounds on what a single task is worth to one ray, at most, in place of {@code rest};
 *     empty if there is no such ray
 * @param winner the tasks that the winner sheds if they are given, otherwise 0
 * @param worth bound on the worth of such a winner, otherwise 0
 * @param levels linear bounds on a likely ray; otherwise empty
 */
record PairKind(
    double cap,
    List<Double> own,
    List<Double> rest,
    List<Double> lone,
    long winner,
    double worth,
    List<LikelyRays.Level> levels) {
  private static final double HALF = 0.5;

  /** Winners accepted with probability 1/2 or more. */
  static PairKind likely(List<Band> bands, LoserWorths worths) {
    Band first = bands.get(0);
    List<Double> rest = new ArrayList<>();
    List<LikelyRays.Level> levels = new ArrayList<>();
    for (int i = 0; i < first.rest().size(); i++) {
      rest.add(Math.min(worths.once().get(i), first.rest().get(i)));
    }
    for (Band band : bands) {
      levels.addAll(band.levels());
    }
    return new PairKind(first.cap(), first.rest(), rest, List.of(), 0, 0, levels);
  }

  /** Menus of unlikely rays; the winner, or a ray that counts as it, sheds one task. */
  static PairKind ofOne(int task, LoserWorths worths) {
    List<Double> once = worths.once();
    List<Double> alone = worths.alone();
    return new PairKind(HALF, alone, once, once, 1L << task, alone.get(task), List.of());
  }

  /** Menus of unlikely rays; one that sheds two tasks or more counts in full, no other does. */
  static PairKind ofMany(LoserWorths worths) {
    List<Double> once = worths.once();
    return new PairKind(HALF, worths.alone(), once, once, 0, 0, List.of());
  }

  /** Whether the winner is accepted with probability 1/2 or more. */
  boolean likely() {
    return !levels.isEmpty();
  }

  /** Whether a ray of many tasks takes the place of the ray that loses to the winner alone. */
  boolean many() {
    return levels.isEmpty() && winner == 0;
  }
}
