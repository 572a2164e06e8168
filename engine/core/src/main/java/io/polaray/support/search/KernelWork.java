package io.polaray.support.search;

/**
 * Scratch arrays of the acceptance kernel for blocks of one length; used by one thread at a time.
 */
final class KernelWork {
  final float[] shed;
  final float[] taken;
  final float[] value;
  final float[][] slopes;
  final float[] folded;
  final int[] negative;
  final int[] other;

  KernelWork(int tasks, int length) {
    shed = new float[length];
    taken = new float[length];
    value = new float[length];
    slopes = new float[tasks][length];
    folded = new float[length / 4];
    negative = new int[tasks];
    other = new int[tasks];
  }
}
