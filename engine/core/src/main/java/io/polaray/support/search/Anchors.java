package io.polaray.support.search;

import java.util.Arrays;

/**
 * Mean costs of groups of similar types: the points of view from which threshold starts are built.
 * The first group is everybody; each further group is the neighbourhood of a type chosen farthest
 * from the types chosen before (distances of log costs over mean costs).
 */
final class Anchors {
  private static final int MAX_TYPES = 128;
  private static final int MIN_GROUP = 3;

  private final double[][] means;

  private Anchors(double[][] means) {
    this.means = means;
  }

  int groups() {
    return means.length;
  }

  /** Mean costs of a group; not to be written to. */
  double[] means(int group) {
    return means[group];
  }

  /** Groups of the types of the first block. */
  static Anchors of(TypeBlocks types, int groups) {
    int tasks = types.tasks();
    int count = Math.min(MAX_TYPES, types.length());
    double[][] logs = new double[count][tasks];
    for (int m = 0; m < count; m++) {
      for (int i = 0; i < tasks; i++) {
        double cost = Math.max(types.costs(0)[i][m], Float.MIN_NORMAL);
        logs[m][i] = StrictMath.log(cost / types.meanCost(i));
      }
    }
    double[][] means = new double[groups][tasks];
    for (int i = 0; i < tasks; i++) {
      means[0][i] = types.meanCost(i);
    }
    double[] distance = new double[count];
    double[] nearest = new double[count];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int chosen = 0;
    for (int g = 1; g < groups; g++) {
      for (int m = 0; m < count; m++) {
        double sum = 0;
        for (int i = 0; i < tasks; i++) {
          double difference = logs[m][i] - logs[chosen][i];
          sum += difference * difference;
        }
        distance[m] = sum;
        nearest[m] = Math.min(nearest[m], sum);
      }
      double[] sorted = distance.clone();
      Arrays.sort(sorted);
      double radius = sorted[Math.min(count - 1, Math.max(MIN_GROUP, count / 16))];
      int members = 0;
      for (int m = 0; m < count; m++) {
        if (distance[m] <= radius) {
          members++;
          for (int i = 0; i < tasks; i++) {
            means[g][i] += types.costs(0)[i][m];
          }
        }
      }
      for (int i = 0; i < tasks; i++) {
        means[g][i] = Math.max(means[g][i] / members, Float.MIN_NORMAL);
      }
      chosen = 0;
      for (int m = 1; m < count; m++) {
        if (nearest[m] > nearest[chosen]) {
          chosen = m;
        }
      }
    }
    return new Anchors(means);
  }
}
