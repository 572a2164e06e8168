package io.polaray.support.frontier;

import java.util.Arrays;

/** Bounds on the gain of the menus of a {@link RateNode}, and the choice of how to divide it. */
final class RateBounds {
  /*
   * What rays are worth increases in what they shed and falls in what they take back. So the sum of
   * the worths at the favourable ends is a bound. The extension of the worth is convex: as a
   * function of a rate y, and of 1 / y for the other ray, it is below its chord, and in what is
   * shed it is largest at an end. A + s (y0 - y) + C + t (z0 - 1 / y) is largest at an end or at y
   * = sqrt(t / s).
   */
  private static final double ROUND_UP = 1 + 1e-12;
  private static final double SHED_SHARE = 0.3;
  private static final double LEVEL_SHARE = 0.25;
  private static final double SUM_SHARE = 0.1;

  private final int tasks;
  private final RateValues values;
  private final double floor;
  private final double[] shed;
  private double gain;

  /**
   * Bounds for one weight vector.
   *
   * @param floor rays worth less are dropped
   */
  RateBounds(int tasks, RateValues values, double floor) {
    this.tasks = tasks;
    this.values = values;
    this.floor = floor;
    shed = new double[tasks];
  }

  /** Lowers the bound of a node; chooses a division when it stays above what is asked. */
  void improve(RateNode node, double asked) {
    int rays = node.rays();
    double[] worth = new double[rays];
    double sum = 0;
    for (int k = 0; k < rays; k++) {
      worth[k] = values.of(node, k, -1, 0, node.most, node.least, false);
      if (worth[k] <= floor) {
        node.bound = 0;
        return;
      }
      sum += worth[k];
    }
    node.bound = Math.min(node.bound, sum * ROUND_UP);
    if (node.bound <= asked || node.division == RateNode.Division.PARTS) {
      return;
    }
    chooseRate(node, worth);
    if (node.isBounded(node.first, node.second)) {
      node.bound = Math.min(node.bound, chords(node));
    }
    if (node.bound > asked) {
      chooseShed(node, worth);
      chooseLevel(node, worth);
    }
  }

  /** Where the interval of a rate is divided. */
  double middle(RateNode node, int k, int l) {
    double low = node.rate[k][l];
    double inverse = node.rate[l][k];
    if (low > 0) {
      return inverse > 0 ? Math.sqrt(low / inverse) : 2 * low;
    }
    return inverse > 0 ? 0.5 / inverse : values.mean(node.sets[k]) / values.mean(node.sets[l]);
  }

  private void chooseRate(RateNode node, double[] worth) {
    node.division = RateNode.Division.RATE;
    gain = -1;
    for (int k = 0; k < node.rays(); k++) {
      for (int l = k + 1; l < node.rays(); l++) {
        double y = middle(node, k, l);
        double first = worth[k] - values.of(node, k, l, y, node.most, node.least, false);
        double second = worth[l] - values.of(node, l, k, 1 / y, node.most, node.least, false);
        double smaller = Math.max(0, Math.min(first, second));
        double score = smaller + SUM_SHARE * (Math.max(0, first) + Math.max(0, second));
        if (score > gain) {
          gain = score;
          node.first = k;
          node.second = l;
        }
      }
    }
  }

  private void chooseShed(RateNode node, double[] worth) {
    for (int i = 0; i < tasks; i++) {
      if ((node.parts >> i & 1) == 0) {
        continue;
      }
      double middle = 0.5 * (node.least[i] + node.most[i]);
      double score = 0;
      for (int k = 0; k < node.rays(); k++) {
        boolean own = (node.sets[k] >> i & 1) != 0;
        System.arraycopy(own ? node.most : node.least, 0, shed, 0, tasks);
        shed[i] = middle;
        double[] given = own ? shed : node.most;
        score += worth[k] - values.of(node, k, -1, 0, given, own ? node.least : shed, false);
      }
      score *= SHED_SHARE;
      if (score > gain) {
        gain = score;
        node.division = RateNode.Division.SHED;
        node.first = i;
      }
    }
  }

  private void chooseLevel(RateNode node, double[] worth) {
    if (node.likely < 0 || node.endLevel - node.firstLevel < 2) {
      return;
    }
    int first = node.firstLevel;
    int end = node.endLevel;
    int middle = (first + end) >>> 1;
    node.endLevel = middle;
    double low = values.of(node, node.likely, -1, 0, node.most, node.least, false);
    node.endLevel = end;
    node.firstLevel = middle;
    double high = values.of(node, node.likely, -1, 0, node.most, node.least, false);
    double score = Math.abs(low - high);
    for (int k = 0; k < node.rays(); k++) {
      if (k != node.likely) {
        score += worth[k] - values.of(node, k, -1, 0, node.most, node.least, false);
      }
    }
    node.firstLevel = first;
    if (score > LEVEL_SHARE * gain) {
      node.division = RateNode.Division.LEVEL;
    }
  }

  /** The largest bound by chords over the ends of what is shed in part. */
  private double chords(RateNode node) {
    double[] at = Arrays.copyOf(node.most, tasks);
    double bound = 0;
    long vertex = node.parts;
    while (bound < node.bound) {
      for (int i = 0; i < tasks; i++) {
        if ((node.parts >> i & 1) != 0) {
          at[i] = (vertex >> i & 1) != 0 ? node.most[i] : node.least[i];
        }
      }
      bound = Math.max(bound, chord(node, at));
      if (vertex == 0) {
        break;
      }
      vertex = (vertex - 1) & node.parts;
    }
    return bound;
  }

  private double chord(RateNode node, double[] at) {
    int k = node.first;
    int l = node.second;
    double lowY = node.rate[k][l];
    double lowZ = node.rate[l][k];
    double highY = 1 / lowZ;
    double highZ = 1 / lowY;
    double kAtLow = values.of(node, k, -1, 0, at, at, true);
    double kAtHigh = values.of(node, k, l, highY, at, at, true);
    double lAtLow = values.of(node, l, -1, 0, at, at, true);
    double lAtHigh = values.of(node, l, k, highZ, at, at, true);
    double best = Math.max(kAtLow + lAtHigh, kAtHigh + lAtLow);
    double slopeK = (kAtLow - kAtHigh) / (highY - lowY);
    double slopeL = (lAtLow - lAtHigh) / (highZ - lowZ);
    if (slopeK > 0 && slopeL > 0) {
      double y = Math.sqrt(slopeL / slopeK);
      if (y > lowY && y < highY) {
        best = Math.max(best, kAtLow - slopeK * (y - lowY) + lAtLow - slopeL * (1 / y - lowZ));
      }
    }
    for (int r = 0; r < node.rays(); r++) {
      if (r != k && r != l) {
        best += values.of(node, r, -1, 0, at, at, true);
      }
    }
    return best * ROUND_UP;
  }
}
