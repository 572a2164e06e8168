package io.polaray.support.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Scratch arrays of the acceptance kernel for blocks of one length; used by one thread at a time.
 */
final class KernelWork {
  /** Values lane by lane. */
  final float[] value;

  /** Sums over blocks lane by lane. */
  final float[] lanes;

  /** A quarter of the lanes, for the final sum. */
  final float[] folded;

  /** Tasks shed by the ray of the last {@link #split}. */
  final int[] negative;

  /** Tasks it takes on. */
  final int[] other;

  private final List<float[]> shed = new ArrayList<>();
  private final List<float[]> taken = new ArrayList<>();
  private final int length;
  private int others;

  KernelWork(int tasks, int length) {
    this.length = length;
    value = new float[length];
    lanes = new float[length];
    folded = new float[length / 4];
    negative = new int[tasks];
    other = new int[tasks];
  }

  /** Makes room for the given number of blocks. */
  void reserve(int blocks) {
    while (shed.size() < blocks) {
      shed.add(new float[length]);
      taken.add(new float[length]);
    }
  }

  /** Lists the tasks a ray sheds and those it takes on; returns the number shed. */
  int split(double[] kappa, int tasks) {
    int negatives = 0;
    others = 0;
    for (int i = 0; i < tasks; i++) {
      if (kappa[i] < 0) {
        negative[negatives++] = i;
      } else if (kappa[i] > 0) {
        other[others++] = i;
      }
    }
    return negatives;
  }

  /** The number of tasks taken on by the ray of the last {@link #split}. */
  int others() {
    return others;
  }

  float[] shed(int block) {
    return shed.get(block);
  }

  float[] taken(int block) {
    return taken.get(block);
  }

  /** Slopes of one block, for tasks shed or for all others. */
  float[] slope(int block, boolean ofShed) {
    return ofShed ? shed.get(block) : taken.get(block);
  }
}
