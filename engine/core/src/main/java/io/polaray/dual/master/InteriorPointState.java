package io.polaray.dual.master;

import io.polaray.numeric.WorkerPool;
import java.util.Arrays;

/** The iterate of {@link InteriorPointMaster} and its passes over blocks of agents. */
final class InteriorPointState {
  private static final int COLUMNS_PER_BLOCK = 512;
  private static final int START_NEWTON_STEPS = 12;

  private final ColumnSet set;
  private final WorkerPool workers;
  private final int tasks;
  private final int size;
  private final int[] blockStart;
  private final int blocks;
  private final boolean inline;

  private final double[] slack;
  private final double[] weight;
  private final double[] ratio;
  private final double[] residual;
  private final double[] tau;
  private final double[] slackStep;
  private final double[] weightStep;
  private final double[] bound;
  private final double[] mean;
  private final double[] ratioSum;
  private final double[] shift;
  private final double[] boundStep;

  private final BlockSums[] sums;

  /** Complementarity gap, sum of slack times weight. */
  double gap;

  /** Largest violation of the rows that define the slacks and of the sums of weights. */
  double infeasibility;

  InteriorPointState(ColumnSet set, WorkerPool workers) {
    this.set = set;
    this.workers = workers;
    this.tasks = set.tasks;
    this.size = set.size();
    int agents = set.agents;
    int[] starts = new int[agents + 1];
    int count = 0;
    int largest = 0;
    for (int j = 0, first = 0; j < agents; j++) {
      if (j == agents - 1 || set.start[j + 1] - set.start[first] >= COLUMNS_PER_BLOCK) {
        starts[count++] = first;
        largest = Math.max(largest, set.start[j + 1] - set.start[first]);
        first = j + 1;
      }
    }
    starts[count] = agents;
    this.blocks = count;
    this.blockStart = Arrays.copyOf(starts, count + 1);
    this.inline = (long) size * tasks * tasks < 20_000;
    this.slack = new double[size];
    this.weight = new double[size];
    this.ratio = new double[size];
    this.residual = new double[size];
    this.tau = new double[size];
    this.slackStep = new double[size];
    this.weightStep = new double[size];
    this.bound = new double[agents];
    this.mean = new double[agents * tasks];
    this.ratioSum = new double[agents];
    this.shift = new double[agents];
    this.boundStep = new double[agents];
    this.sums = new BlockSums[count];
    for (int b = 0; b < count; b++) {
      int blockColumns = set.start[blockStart[b + 1]] - set.start[blockStart[b]];
      sums[b] = new BlockSums(tasks, blockColumns);
    }
  }

  private void run(java.util.function.IntConsumer body) {
    if (inline) {
      for (int b = 0; b < blocks; b++) {
        body.accept(b);
      }
    } else {
      workers.run(blocks, body);
    }
  }

  /** Centred start at prices y; the barrier is a share of the mean spread of an agent's cuts. */
  void start(double[] y, double share) {
    double spread = 0;
    for (int j = 0; j < set.agents; j++) {
      double least = Double.POSITIVE_INFINITY;
      double sum = 0;
      for (int k = set.start[j]; k < set.start[j + 1]; k++) {
        slack[k] = set.cutValue(k, y);
        least = Math.min(least, slack[k]);
        sum += slack[k];
      }
      bound[j] = least;
      spread += sum - least * (set.start[j + 1] - set.start[j]);
    }
    double barrier = Math.max(share * spread / size, 1e-6 / size);
    for (int j = 0; j < set.agents; j++) {
      int from = set.start[j];
      int to = set.start[j + 1];
      double v = bound[j] - barrier * (to - from);
      for (int step = 0; step < START_NEWTON_STEPS; step++) {
        double inverse = 0;
        double squares = 0;
        for (int k = from; k < to; k++) {
          double r = 1 / (slack[k] - v);
          inverse += r;
          squares += r * r;
        }
        v += (1 / inverse - barrier) * inverse * inverse / squares;
      }
      bound[j] = v;
      for (int k = from; k < to; k++) {
        slack[k] -= v;
        weight[k] = barrier / slack[k];
      }
    }
  }

  /**
   * Moves the iterate by a step along the last direction and assembles the Newton system at it.
   *
   * @param matrix receives sum D (a - abar)(a - abar)', lower triangle
   * @param rhs receives the right-hand side but for the market-clearing residual
   * @param clearing receives sum theta a
   */
  void assemble(double[] y, double step, double[] matrix, double[] rhs, double[] clearing) {
    run(b -> assembleBlock(b, y, step));
    Arrays.fill(matrix, 0);
    Arrays.fill(rhs, 0);
    Arrays.fill(clearing, 0);
    gap = 0;
    infeasibility = 0;
    for (int b = 0; b < blocks; b++) {
      BlockSums block = sums[b];
      for (int i = 0; i < matrix.length; i++) {
        matrix[i] += block.matrix[i];
      }
      for (int i = 0; i < tasks; i++) {
        rhs[i] += block.first[i];
        clearing[i] += block.second[i];
      }
      gap += block.gap;
      infeasibility = Math.max(infeasibility, block.infeasibility);
    }
  }

  private void assembleBlock(int b, double[] y, double step) {
    BlockSums block = sums[b];
    block.clear();
    double[] a = set.slope;
    int firstColumn = set.start[blockStart[b]];
    for (int j = blockStart[b]; j < blockStart[b + 1]; j++) {
      int from = set.start[j];
      int to = set.start[j + 1];
      if (step != 0) {
        bound[j] += step * boundStep[j];
        for (int k = from; k < to; k++) {
          slack[k] += step * slackStep[k];
          weight[k] += step * weightStep[k];
        }
      }
      double dSum = 0;
      double wSum = 0;
      int m = j * tasks;
      Arrays.fill(mean, m, m + tasks, 0);
      for (int k = from; k < to; k++) {
        double value = set.intercept[k];
        double w = weight[k];
        double d = w / slack[k];
        int at = k * tasks;
        for (int i = 0; i < tasks; i++) {
          double ai = a[at + i];
          value += ai * y[i];
          mean[m + i] += d * ai;
          block.second[i] += w * ai;
        }
        double r = slack[k] - value + bound[j];
        residual[k] = r;
        ratio[k] = d;
        tau[k] = d * r - w;
        dSum += d;
        wSum += w;
        block.gap += slack[k] * w;
        block.infeasibility = Math.max(block.infeasibility, Math.abs(r));
      }
      double excess = 1 - wSum;
      block.infeasibility = Math.max(block.infeasibility, Math.abs(excess) / set.agents);
      double tauSum = 0;
      for (int i = 0; i < tasks; i++) {
        mean[m + i] /= dSum;
        block.first[i] += mean[m + i] * excess;
      }
      for (int k = from; k < to; k++) {
        double t = tau[k];
        double root = Math.sqrt(ratio[k]);
        int at = k * tasks;
        int c = k - firstColumn;
        tauSum += t;
        for (int i = 0; i < tasks; i++) {
          double centred = a[at + i] - mean[m + i];
          block.first[i] += centred * t;
          block.rows[i * block.columns + c] = root * centred;
        }
      }
      ratioSum[j] = dSum;
      shift[j] = (excess - tauSum) / dSum;
    }
    block.multiply();
  }

  /**
   * The predictor for the price step dy: chooses the centring and turns the right-hand side into
   * the corrector's.
   *
   * @return sigma times mu
   */
  double predict(double[] dy, double[] rhs) {
    run(b -> predictBlock(b, dy));
    double slackReach = 1;
    double weightReach = 1;
    double slackCross = 0;
    double weightCross = 0;
    double cross = 0;
    for (int b = 0; b < blocks; b++) {
      BlockSums block = sums[b];
      slackReach = Math.min(slackReach, block.slackReach);
      weightReach = Math.min(weightReach, block.weightReach);
      slackCross += block.slackCross;
      weightCross += block.weightCross;
      cross += block.cross;
    }
    double predicted =
        gap
            + slackReach * slackCross
            + weightReach * weightCross
            + slackReach * weightReach * cross;
    double quotient = Math.max(0, predicted / gap);
    double sigma = Math.min(1, quotient * quotient * quotient);
    double sigmaMu = sigma * gap / size;
    for (int b = 0; b < blocks; b++) {
      for (int i = 0; i < tasks; i++) {
        rhs[i] += sigmaMu * sums[b].first[i] - sums[b].second[i];
      }
    }
    return sigmaMu;
  }

  private void predictBlock(int b, double[] dy) {
    BlockSums block = sums[b];
    block.clearSteps();
    double[] a = set.slope;
    for (int j = blockStart[b]; j < blockStart[b + 1]; j++) {
      int m = j * tasks;
      for (int k = set.start[j]; k < set.start[j + 1]; k++) {
        int at = k * tasks;
        double u = -shift[j];
        for (int i = 0; i < tasks; i++) {
          u += (a[at + i] - mean[m + i]) * dy[i];
        }
        double s = slack[k];
        double w = weight[k];
        double ds = u - residual[k];
        double dw = tau[k] - ratio[k] * u;
        block.reach(s, ds, w, dw);
        block.slackCross += ds * w;
        block.weightCross += s * dw;
        double product = ds * dw;
        block.cross += product;
        weightStep[k] = product;
        double inverse = 1 / s;
        double scaledProduct = product * inverse;
        for (int i = 0; i < tasks; i++) {
          double centred = a[at + i] - mean[m + i];
          block.first[i] += centred * inverse;
          block.second[i] += centred * scaledProduct;
        }
      }
    }
  }

  /**
   * The corrector for the price step dy.
   *
   * @return the largest step that keeps slacks and weights nonnegative
   */
  double correct(double[] dy, double sigmaMu) {
    run(b -> correctBlock(b, dy, sigmaMu));
    double reach = Double.POSITIVE_INFINITY;
    for (int b = 0; b < blocks; b++) {
      reach = Math.min(reach, Math.min(sums[b].slackReach, sums[b].weightReach));
    }
    return reach;
  }

  private void correctBlock(int b, double[] dy, double sigmaMu) {
    BlockSums block = sums[b];
    block.clearSteps();
    double[] a = set.slope;
    for (int j = blockStart[b]; j < blockStart[b + 1]; j++) {
      int m = j * tasks;
      int from = set.start[j];
      int to = set.start[j + 1];
      double sum = 0;
      for (int k = from; k < to; k++) {
        double term = (sigmaMu - weightStep[k]) / slack[k];
        slackStep[k] = term;
        sum += term;
      }
      double offset = shift[j] - sum / ratioSum[j];
      double dv = offset;
      for (int i = 0; i < tasks; i++) {
        dv += mean[m + i] * dy[i];
      }
      boundStep[j] = dv;
      for (int k = from; k < to; k++) {
        int at = k * tasks;
        double u = -offset;
        for (int i = 0; i < tasks; i++) {
          u += (a[at + i] - mean[m + i]) * dy[i];
        }
        double dw = tau[k] + slackStep[k] - ratio[k] * u;
        double ds = u - residual[k];
        slackStep[k] = ds;
        weightStep[k] = dw;
        block.reach(slack[k], ds, weight[k], dw);
      }
    }
  }

  /** The weights, each agent's summing to 1. */
  double[] normalisedWeights() {
    double[] weights = weight.clone();
    for (int j = 0; j < set.agents; j++) {
      double sum = 0;
      for (int k = set.start[j]; k < set.start[j + 1]; k++) {
        sum += weights[k];
      }
      for (int k = set.start[j]; k < set.start[j + 1]; k++) {
        weights[k] /= sum;
      }
    }
    return weights;
  }
}
