package io.polaray.support.search;

import java.util.Arrays;

/**
 * Groups of similar types, given by their mean costs: the points of view from which starts are
 * built. The first group is everybody; each further group is the neighbourhood of a type chosen
 * farthest from the types chosen before (distances between centred log costs).
 *
 * <p>Types are called grouped when the chosen types leave much less of the spread unexplained than
 * they would of a distribution with one hump: k points in d dimensions leave a share of about
 * k^(-2/d).
 */
final class Anchors {
  private static final int MAX_TYPES = 128;
  private static final int MIN_GROUP = 3;
  private static final double GROUPED_SHARE = 0.9;

  private final double[][] means;
  private final double[][] distances;
  private final boolean grouped;

  private Anchors(double[][] means, double[][] distances, boolean grouped) {
    this.means = means;
    this.distances = distances;
    this.grouped = grouped;
  }

  int groups() {
    return means.length;
  }

  /** Mean costs of a group; not to be written to. */
  double[] means(int group) {
    return means[group];
  }

  /**
   * Fills in the shares of the types that are nearer to one group than to the others of a list;
   * everybody is a group no type is near to.
   */
  void shares(int[] list, double[] shares) {
    Arrays.fill(shares, 0, list.length, 0);
    int count = distances[0].length;
    for (int m = 0; m < count; m++) {
      int nearest = 0;
      for (int k = 1; k < list.length; k++) {
        nearest = distances[list[k]][m] < distances[list[nearest]][m] ? k : nearest;
      }
      shares[nearest] += 1.0 / count;
    }
  }

  /** Whether the types have several well separated modes. */
  boolean grouped() {
    return grouped;
  }

  /** Groups of the types of the first block. */
  static Anchors of(TypeBlocks types, int groups) {
    int tasks = types.tasks();
    int count = Math.min(MAX_TYPES, types.length());
    double[][] logs = centredLogs(types, count);
    double[][] means = new double[groups][tasks];
    for (int i = 0; i < tasks; i++) {
      means[0][i] = types.meanCost(i);
    }
    double[][] distances = new double[groups][count];
    Arrays.fill(distances[0], Double.MAX_VALUE);
    double[] nearest = new double[count];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int chosen = 0;
    for (int g = 1; g <= groups; g++) {
      double[] distance = g < groups ? distances[g] : new double[count];
      for (int m = 0; m < count; m++) {
        distance[m] = squaredDistance(logs[m], logs[chosen]);
        nearest[m] = Math.min(nearest[m], distance[m]);
      }
      if (g < groups) {
        neighbourhood(types, distance, means[g]);
      }
      for (int m = 0; m < count; m++) {
        chosen = nearest[m] > nearest[chosen] ? m : chosen;
      }
    }
    return new Anchors(means, distances, isGrouped(logs, nearest, groups));
  }

  private static double[][] centredLogs(TypeBlocks types, int count) {
    int tasks = types.tasks();
    double[][] logs = new double[count][tasks];
    for (int m = 0; m < count; m++) {
      double mean = 0;
      for (int i = 0; i < tasks; i++) {
        logs[m][i] = StrictMath.log(Math.max(types.costs(0)[i][m], Float.MIN_NORMAL));
        mean += logs[m][i] / tasks;
      }
      for (int i = 0; i < tasks; i++) {
        logs[m][i] -= mean;
      }
    }
    return logs;
  }

  private static double squaredDistance(double[] first, double[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      double difference = first[i] - second[i];
      sum += difference * difference;
    }
    return sum;
  }

  /** Mean costs of the sixteenth of the types that is nearest. */
  private static void neighbourhood(TypeBlocks types, double[] distance, double[] means) {
    int count = distance.length;
    double[] sorted = distance.clone();
    Arrays.sort(sorted);
    double radius = sorted[Math.min(count - 1, Math.max(MIN_GROUP, count / 16))];
    int members = 0;
    for (int m = 0; m < count; m++) {
      if (distance[m] <= radius) {
        members++;
        for (int i = 0; i < means.length; i++) {
          means[i] += types.costs(0)[i][m];
        }
      }
    }
    for (int i = 0; i < means.length; i++) {
      means[i] = Math.max(means[i] / members, Float.MIN_NORMAL);
    }
  }

  private static boolean isGrouped(double[][] logs, double[] nearest, int chosen) {
    int tasks = logs[0].length;
    double[] centre = new double[tasks];
    for (double[] type : logs) {
      for (int i = 0; i < tasks; i++) {
        centre[i] += type[i] / logs.length;
      }
    }
    double spread = 0;
    double rest = 0;
    for (int m = 0; m < logs.length; m++) {
      spread += squaredDistance(logs[m], centre);
      rest += nearest[m];
    }
    double expected = StrictMath.pow(chosen, -2.0 / Math.max(1, tasks - 1));
    return rest < GROUPED_SHARE * expected * spread;
  }
}
