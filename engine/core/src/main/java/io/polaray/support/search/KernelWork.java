package io.polaray.support.search;

/** Scratch arrays of the acceptance kernel; used by one thread at a time. */
final class KernelWork {
  /** Give-up costs of one block, later slopes for tasks shed. */
  final float[] shed = new float[BlockLoops.LENGTH];

  /** Take-on costs of one block, later slopes for all other tasks. */
  final float[] taken = new float[BlockLoops.LENGTH];

  /** Values lane by lane. */
  final float[] value = new float[BlockLoops.LENGTH];

  /** Second moments lane by lane. */
  final float[] squares = new float[BlockLoops.LENGTH];

  /** For every task, sums of slope times cost lane by lane. */
  final float[][] lanes;

  /** A part of the lanes, for final sums. */
  final float[] folded = new float[BlockLoops.FOLDED];

  /** Tasks shed by the ray of the last {@link #split}. */
  final int[] negative;

  /** Tasks it takes on, then those it leaves alone. */
  final int[] other;

  private int negatives;
  private int others;
  private int rest;

  KernelWork(int tasks) {
    lanes = new float[tasks][BlockLoops.HALF];
    negative = new int[tasks];
    other = new int[tasks];
  }

  /** Lists the tasks a ray sheds and all others; returns the number shed. */
  int split(double[] kappa, int tasks) {
    negatives = 0;
    others = 0;
    for (int i = 0; i < tasks; i++) {
      if (kappa[i] < 0) {
        negative[negatives++] = i;
      } else if (kappa[i] > 0) {
        other[others++] = i;
      }
    }
    rest = others;
    for (int i = 0; i < tasks; i++) {
      if (kappa[i] == 0) {
        other[rest++] = i;
      }
    }
    return negatives;
  }

  /** The number of tasks shed by the ray of the last {@link #split}. */
  int negatives() {
    return negatives;
  }

  /** The number of tasks it takes on. */
  int others() {
    return others;
  }

  /** The number of tasks it does not shed. */
  int rest() {
    return rest;
  }
}
