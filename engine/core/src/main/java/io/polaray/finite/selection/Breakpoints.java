package io.polaray.finite.selection;

/**
 * Breakpoints of the dual objective along a ray: step lengths with the slopes that are lost there.
 * Finds the one where the slope turns, by weighted quickselect, and moves it and all smaller ones
 * to the front.
 */
final class Breakpoints {
  /*
   * Three-way partitioning around a random pivot. The loop keeps the turning point in [low, high):
   * everything before low has a smaller step, and "passed" is the slope lost there.
   */
  private static final int SAMPLE = 128;
  private static final double SAMPLE_MARGIN = 1.5;
  private static final int MAX_EXTENSIONS = 4;
  private static final double EXTENSION = 4;

  /** Entries of a pivot row below this, in scaled units, are taken for zero. */
  private static final double PIVOT_ABSOLUTE_TOLERANCE = 1e-9;

  /*
   * Step lengths of all columns come from one loop without branches. A column that no step reaches
   * gets at least NEVER, NEVER_DISTANCE over NEVER_ENTRY.
   */
  private static final double NEVER_DISTANCE = 1e-60;
  private static final double NEVER_ENTRY = 1e-200;
  private static final double NEVER = 1e100;

  private static final int SMALL = 12;
  private static final long SEED = 0x2545F4914F6CDD1DL;

  double[] step = new double[0];
  double[] slope = new double[0];
  int[] column = new int[0];
  int size;
  private double[] ratio = new double[0];
  private final double[] sampleStep = new double[2 * SAMPLE];
  private final double[] sampleSlope = new double[2 * SAMPLE];
  private long state = SEED;

  /**
   * Gathers the breakpoints of a step, at least the shortest ones that use up {@code violation}.
   *
   * @param row what a unit of step takes off the reduced costs
   * @param reduced reduced costs
   * @param place 1 for a column at its lower bound, -1 at its upper bound, 0 in the basis
   * @return the slope lost at the breakpoints gathered; all there are when below {@code violation}
   */
  double collect(
      ColumnWindow window, double[] row, double[] reduced, double[] place, double violation) {
    reserve(window.size);
    for (int k = 0; k < window.size; k++) {
      double entry = Math.max(place[k] * row[k], NEVER_ENTRY);
      ratio[k] = (Math.max(place[k] * reduced[k], 0) + NEVER_DISTANCE) / entry;
    }
    double reach = reach(window, row, violation);
    double slopes = gather(window, row, reach);
    for (int k = 0; k < MAX_EXTENSIONS && slopes < violation && reach < NEVER; k++) {
      reach = k + 1 < MAX_EXTENSIONS ? reach * EXTENSION : NEVER;
      slopes = gather(window, row, reach);
    }
    return slopes;
  }

  /** A step length that a sample of the columns expects to use up the violation. */
  private double reach(ColumnWindow window, double[] row, double violation) {
    int stride = Math.max(1, window.size / SAMPLE);
    int count = 0;
    for (int k = 0; k < window.size && count < sampleStep.length; k += stride) {
      if (ratio[k] < NEVER) {
        int at = count++;
        for (; at > 0 && sampleStep[at - 1] > ratio[k]; at--) {
          sampleStep[at] = sampleStep[at - 1];
          sampleSlope[at] = sampleSlope[at - 1];
        }
        sampleStep[at] = ratio[k];
        sampleSlope[at] = Math.abs(row[k]) * window.limit[k];
      }
    }
    double used = 0;
    for (int at = 0; at < count; at++) {
      used += stride * sampleSlope[at];
      if (used >= SAMPLE_MARGIN * violation) {
        return sampleStep[at];
      }
    }
    return NEVER;
  }

  /** Gathers the breakpoints up to a step length, and returns the slope lost at them. */
  private double gather(ColumnWindow window, double[] row, double reach) {
    int count = 0;
    double total = 0;
    for (int k = 0; k < window.size; k++) {
      if (ratio[k] <= reach) {
        double entry = Math.abs(row[k]);
        if (entry > PIVOT_ABSOLUTE_TOLERANCE && window.limit[k] > 0) {
          step[count] = ratio[k];
          slope[count] = entry * window.limit[k];
          column[count++] = k;
          total += entry * window.limit[k];
        }
      }
    }
    size = count;
    return total;
  }

  private void reserve(int capacity) {
    if (step.length < capacity) {
      int length = Math.max(capacity, step.length + step.length / 2);
      step = new double[length];
      slope = new double[length];
      column = new int[length];
      ratio = new double[length];
    }
  }

  void restart() {
    state = SEED;
  }

  /**
   * The place of the breakpoint at which {@code total} slope is used up, the last one when rounding
   * leaves less; all before it have steps at most as long. Among breakpoints within {@code tie} of
   * it the one with the largest slope per unit stands there, for a stable pivot.
   */
  int turn(double total, double tie) {
    double passed = 0;
    int low = 0;
    int high = size;
    while (high - low > SMALL) {
      double pivot = step[low + below(high - low)];
      int less = low;
      int at = low;
      int more = high;
      double lessSlope = 0;
      double equalSlope = 0;
      while (at < more) {
        if (step[at] < pivot) {
          lessSlope += slope[at];
          swap(less++, at++);
        } else if (step[at] > pivot) {
          swap(at, --more);
        } else {
          equalSlope += slope[at++];
        }
      }
      if (passed + lessSlope >= total) {
        high = less;
      } else if (more == high || passed + lessSlope + equalSlope >= total) {
        passed += lessSlope;
        low = less;
        high = more;
        break;
      } else {
        passed += lessSlope + equalSlope;
        low = more;
      }
    }
    if (high - low <= SMALL) {
      sort(low, high);
    }
    int turn = low;
    while (turn < high - 1 && passed + slope[turn] < total) {
      passed += slope[turn++];
    }
    int best = turn;
    for (int k = turn + 1; k < high; k++) {
      if (step[k] <= step[turn] + tie && slope[k] > slope[best]) {
        best = k;
      }
    }
    swap(turn, best);
    return turn;
  }

  private void sort(int low, int high) {
    for (int k = low + 1; k < high; k++) {
      for (int l = k; l > low && step[l] < step[l - 1]; l--) {
        swap(l, l - 1);
      }
    }
  }

  /** A number from 0 to bound - 1, by xorshift: it chooses the path, never the result. */
  private int below(int bound) {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    return (int) ((state >>> 1) % bound);
  }

  private void swap(int a, int b) {
    double s = step[a];
    step[a] = step[b];
    step[b] = s;
    s = slope[a];
    slope[a] = slope[b];
    slope[b] = s;
    int c = column[a];
    column[a] = column[b];
    column[b] = c;
  }
}
