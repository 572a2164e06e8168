package io.polaray.support.search;

import io.polaray.preference.TypeSample;
import java.util.Arrays;

/**
 * The types of one sample in single precision, in blocks of equal length with one array per task,
 * the form that the acceptance kernel reads. Immutable, free of the agent's endowment, and
 * therefore shared by all agents with the same preferences and by all threads.
 *
 * <p>Two liberties are taken that change no choice of any type. A type is divided by its mean cost
 * share, {@code sum_i c(i) / E[c(i)] / I}, because only its direction matters; means over types
 * then weigh expensive and cheap people alike. And types are reordered by a fixed stride near the
 * golden section, so that the first blocks are an evenly spread subsample whatever the order of the
 * source, and a low-discrepancy sequence stays one. Padding has weight 0.
 */
final class TypeBlocks {
  private static final double GOLDEN_SECTION = 0.6180339887498949;

  private final int tasks;
  private final int blocks;
  private final float[][][] costs;
  private final float[][] weights;
  private final double[] meanCosts;
  private final double[] largestCosts;
  private final int types;
  private final int sampleTypes;
  private final int stride;

  private TypeBlocks(
      int tasks, int sampleTypes, float[][][] costs, float[][] weights, double[] meanCosts) {
    this.tasks = tasks;
    this.sampleTypes = sampleTypes;
    this.stride = stride(sampleTypes);
    this.types = Math.min(sampleTypes, costs.length * BlockLoops.LENGTH);
    this.blocks = costs.length;
    this.costs = costs;
    this.weights = weights;
    this.meanCosts = meanCosts;
    this.largestCosts = largest(tasks, costs);
  }

  /** Converts a sample; the sample is not referenced afterwards. */
  static TypeBlocks of(TypeSample sample) {
    int tasks = sample.tasks();
    int types = sample.types();
    double[] mean = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      for (int m = 0; m < types; m++) {
        mean[i] += sample.weight(m) * sample.cost(m, i);
      }
    }
    int length = BlockLoops.LENGTH;
    int blocks = (types + length - 1) / length;
    float[][][] costs = new float[blocks][tasks][length];
    float[][] weights = new float[blocks][length];
    int stride = stride(types);
    double[] type = new double[tasks];
    for (int position = 0; position < blocks * length; position++) {
      int m = index(position, stride, types);
      double share = 0;
      for (int i = 0; i < tasks; i++) {
        type[i] = sample.cost(m, i);
        share += mean[i] > 0 ? type[i] / mean[i] : 0;
      }
      double scale = share > 0 ? tasks / share : 1;
      for (int i = 0; i < tasks; i++) {
        costs[position / length][i][position % length] = (float) (type[i] * scale);
      }
      weights[position / length][position % length] =
          position < types ? (float) sample.weight(m) : 0;
    }
    return new TypeBlocks(tasks, types, costs, weights, means(costs, weights, tasks));
  }

  private static int index(int position, int stride, int types) {
    return (int) ((long) (position % types) * stride % types);
  }

  private static int stride(int types) {
    int stride = Math.max(1, (int) (types * GOLDEN_SECTION));
    while (greatestCommonDivisor(stride, types) != 1) {
      stride++;
    }
    return stride;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  private static double[] means(float[][][] costs, float[][] weights, int tasks) {
    double[] mean = new double[tasks];
    double total = 0;
    for (int b = 0; b < costs.length; b++) {
      for (int m = 0; m < weights[b].length; m++) {
        total += weights[b][m];
        for (int i = 0; i < tasks; i++) {
          mean[i] += (double) weights[b][m] * costs[b][i][m];
        }
      }
    }
    for (int i = 0; i < tasks; i++) {
      mean[i] = Math.max(mean[i] / total, Float.MIN_NORMAL);
    }
    return mean;
  }

  private static double[] largest(int tasks, float[][][] costs) {
    double[] largest = new double[tasks];
    for (float[][] block : costs) {
      for (int i = 0; i < tasks; i++) {
        for (float cost : block[i]) {
          largest[i] = Math.max(largest[i], cost);
        }
      }
    }
    return largest;
  }

  /** The first blocks, at least {@code types} types where there are so many; weights sum to 1. */
  TypeBlocks prefix(int types) {
    int count = Math.min(blocks, (types + length() - 1) / length());
    if (count == blocks) {
      return this;
    }
    double total = 0;
    for (int b = 0; b < count; b++) {
      for (int m = 0; m < length(); m++) {
        total += weights[b][m];
      }
    }
    if (!(total > 0)) {
      return this;
    }
    float[][] scaled = new float[count][length()];
    for (int b = 0; b < count; b++) {
      for (int m = 0; m < length(); m++) {
        scaled[b][m] = (float) (weights[b][m] / total);
      }
    }
    return new TypeBlocks(tasks, sampleTypes, Arrays.copyOf(costs, count), scaled, meanCosts);
  }

  int tasks() {
    return tasks;
  }

  /** The number of types, without padding. */
  int types() {
    return types;
  }

  /** One over the weight of the first half of the first block. */
  double halfScale() {
    double weight = 0;
    for (int m = 0; m < BlockLoops.HALF; m++) {
      weight += weights[0][m];
    }
    return weight > 0 ? 1 / weight : 1;
  }

  int blocks() {
    return blocks;
  }

  /** Types in one block, padding included. */
  int length() {
    return BlockLoops.LENGTH;
  }

  /** Costs of the types of one block, one array per task; not to be written to. */
  float[][] costs(int block) {
    return costs[block];
  }

  /** Probabilities of the types of one block; not to be written to. */
  float[] weights(int block) {
    return weights[block];
  }

  /** The number in the sample of the type at a position, counted through the blocks. */
  int sampleIndex(int position) {
    return index(position, stride, sampleTypes);
  }

  /** The largest cost of a task over these types. */
  double largestCost(int i) {
    return largestCosts[i];
  }

  /** Mean cost of a task over all types of the sample, positive. */
  double meanCost(int i) {
    return meanCosts[i];
  }
}
