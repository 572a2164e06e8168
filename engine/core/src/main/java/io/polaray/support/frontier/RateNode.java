package io.polaray.support.frontier;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A set of menus: what each ray sheds, fully or within an interval, lower ends of the rates at
 * which rays take back what others shed, and which ray is accepted with probability 1/2 or more.
 */
final class RateNode {
  /** What there is to divide. */
  enum Division {
    /** Which tasks are shed in part. */
    PARTS,
    /** The rate between two rays. */
    RATE,
    /** How much is shed of a task. */
    SHED,
    /** The probability of the likely ray. */
    LEVEL
  }

  /** The tasks of each ray. */
  final long[] sets;

  /** The ray accepted with probability 1/2 or more, -1 for none. */
  final int likely;

  final long id;

  /** Tasks shed in part; meaningless as long as the division is {@link Division#PARTS}. */
  long parts;

  /** Ends of what is shed of each task. */
  final double[] least;

  final double[] most;

  /** Entry (k, l): a lower end of y_kl, which k takes back of l's bundle. */
  final double[][] rate;

  /** The levels of the likely ray. */
  int firstLevel;

  int endLevel;

  /** Bound on the gain. */
  double bound;

  Division division = Division.PARTS;

  /** The task, or the two rays, to divide by. */
  int first;

  int second;

  RateNode(long[] sets, int likely, int tasks, int levels, double bound, long id) {
    this.sets = sets.clone();
    this.likely = likely;
    this.id = id;
    this.bound = bound;
    endLevel = levels;
    least = new double[tasks];
    most = new double[tasks];
    rate = new double[sets.length][sets.length];
    for (long set : sets) {
      for (int i = 0; i < tasks; i++) {
        if ((set >> i & 1) != 0) {
          most[i] = 1;
        }
      }
    }
  }

  /** The same menus under another number. */
  RateNode copy(long newId) {
    RateNode copy = new RateNode(sets, likely, most.length, endLevel, bound, newId);
    copy.parts = parts;
    copy.firstLevel = firstLevel;
    copy.division = division;
    System.arraycopy(least, 0, copy.least, 0, least.length);
    System.arraycopy(most, 0, copy.most, 0, most.length);
    for (int k = 0; k < rate.length; k++) {
      copy.rate[k] = Arrays.copyOf(rate[k], rate[k].length);
    }
    return copy;
  }

  int rays() {
    return sets.length;
  }

  /** All tasks that are shed. */
  long union() {
    long union = 0;
    for (long set : sets) {
      union |= set;
    }
    return union;
  }

  /** Whether both ends of the rate between two rays are known. */
  boolean isBounded(int k, int l) {
    return rate[k][l] > 0 && rate[l][k] > 0;
  }

  /** An empty queue, largest bounds first, older nodes first among equals. */
  static PriorityQueue<RateNode> queue() {
    return new PriorityQueue<>(
        Comparator.comparingDouble((RateNode node) -> node.bound)
            .reversed()
            .thenComparingLong(node -> node.id));
  }
}
