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
  private static final int SMALL = 12;
  private static final long SEED = 0x2545F4914F6CDD1DL;

  double[] step = new double[0];
  double[] slope = new double[0];
  int[] column = new int[0];
  int size;
  private long state = SEED;

  void clear(int capacity) {
    if (step.length < capacity) {
      int length = Math.max(capacity, step.length + step.length / 2);
      step = new double[length];
      slope = new double[length];
      column = new int[length];
    }
    size = 0;
  }

  void restart() {
    state = SEED;
  }

  /**
   * The place of the breakpoint at which {@code total} slope is used up; all before it have steps
   * at most as long. Among breakpoints within {@code tie} of it the one with the largest slope per
   * unit stands there, for a stable pivot.
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
      } else if (passed + lessSlope + equalSlope >= total) {
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
