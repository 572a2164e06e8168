package io.polaray.finite.lottery;

import java.util.ArrayDeque;

/**
 * A random integer assignment with a given expectation (paper, section 1: lotteries over Z; E.
 * Budish, Y.-K. Che, F. Kojima, P. Milgrom, American Economic Review 103 (2013), 585-623, doi
 * 10.1257/aer.103.2.585).
 *
 * <p>For an expected assignment mu of persons to tasks whose totals over persons are whole numbers
 * n(i), every drawn Z has
 *
 * <ul>
 *   <li>sum_a Z_a(i) = n(i) for every task,
 *   <li>each Z_a(i) the floor or the ceiling of mu_a(i),
 *   <li>each person's total the floor or the ceiling of its expectation,
 *   <li>E[Z_a(i)] = mu_a(i).
 * </ul>
 *
 * <p>mu is first written in multiples of 2^-32, so that all later arithmetic is exact; this moves
 * an entry by little more than 2^-33, and by at most what the totals are off from whole numbers.
 */
public final class IntegerLottery {
  /*
   * Task totals and persons' totals form a bihierarchy. As a flow: persons on one side, on the
   * other the tasks and one node more, which takes the negative of each person's total; every node
   * conserves whole numbers, so a node with a fractional entry has at least two.
   *
   * A person with k fractional entries links the k nodes of the other side they lead to by a chain
   * of k - 1 links. Links are added to a forest over these few nodes until one closes a cycle.
   * Around the cycle entries alternately rise and fall by the same amount, in one direction or the
   * other, each time as far as the first entry that becomes whole; probabilities inversely
   * proportional to the amounts keep every expectation. The links of the persons on the cycle are
   * then made again. While an entry is fractional, links cannot form a forest: a leaf of it would
   * be a node with one fractional entry.
   */
  private static final long UNIT = 1L << 32;

  /** Largest sum of all entries, so that totals stay within a long. */
  private static final double MAX_SUM = 1e9;

  /** How far a task's total may be off from a whole number, relative to the larger of 1 and it. */
  private static final double TOTAL_RELATIVE_TOLERANCE = 1e-6;

  private final int persons;
  private final int tasks;

  /** Entries in units of 2^-32, tasks and then the negative total. */
  private final long[][] units;

  private IntegerLottery(int persons, int tasks, long[][] units) {
    this.persons = persons;
    this.tasks = tasks;
    this.units = units;
  }

  /**
   * The lottery of an expected assignment.
   *
   * @param expected one row a person and one entry a task, at least 0; all together at most 1e9
   * @throws IllegalArgumentException naming the entry out of range, or the task whose total is not
   *     within a relative 1e-6 of a whole number
   */
  public static IntegerLottery of(double[][] expected) {
    int persons = expected.length;
    int tasks = persons == 0 ? 0 : expected[0].length;
    long[][] units = new long[persons][tasks + 1];
    double sum = 0;
    for (int a = 0; a < persons; a++) {
      if (expected[a].length != tasks) {
        throw new IllegalArgumentException(
            "expected[" + a + "] has " + expected[a].length + " entries; it must have " + tasks);
      }
      for (int i = 0; i < tasks; i++) {
        double entry = expected[a][i];
        sum += entry;
        if (!(entry >= 0 && sum <= MAX_SUM)) {
          throw new IllegalArgumentException(
              "expected["
                  + a
                  + "]["
                  + i
                  + "] is "
                  + entry
                  + "; it must be at least 0 and all entries together at most 1e9");
        }
        units[a][i] = toUnits(entry);
      }
    }
    IntegerLottery lottery = new IntegerLottery(persons, tasks, units);
    for (int i = 0; i < tasks; i++) {
      lottery.balance(i);
    }
    for (long[] row : units) {
      for (int i = 0; i < tasks; i++) {
        row[tasks] -= row[i];
      }
    }
    return lottery;
  }

  private static long toUnits(double entry) {
    double whole = Math.floor(entry);
    return ((long) whole) * UNIT + Math.round((entry - whole) * UNIT);
  }

  /**
   * Makes the total of a task whole by moving fractional entries within their floor and ceiling.
   */
  private void balance(int task) {
    long total = 0;
    for (int a = 0; a < persons; a++) {
      total += units[a][task];
    }
    long whole = Math.floorDiv(total + UNIT / 2, UNIT);
    long missing = whole * UNIT - total;
    double allowed = TOTAL_RELATIVE_TOLERANCE * Math.max(1, whole) + persons * 0x1p-32;
    for (int a = 0; a < persons && missing != 0; a++) {
      long part = Math.floorMod(units[a][task], UNIT);
      if (part != 0) {
        long move = missing > 0 ? Math.min(missing, UNIT - part) : Math.max(missing, -part);
        units[a][task] += move;
        missing -= move;
      }
    }
    if (missing != 0 || Math.abs(whole * (double) UNIT - total) > allowed * UNIT) {
      throw new IllegalArgumentException(
          "task "
              + task
              + " has the expected total "
              + total / (double) UNIT
              + "; it must be a whole number up to a relative 1e-6");
    }
  }

  /** The number of persons. */
  public int persons() {
    return persons;
  }

  /** The number of tasks. */
  public int tasks() {
    return tasks;
  }

  /** Draws an assignment: one row a person, one entry a task. */
  public int[][] draw(Coin coin) {
    long[][] entries = new long[persons][];
    for (int a = 0; a < persons; a++) {
      entries[a] = units[a].clone();
    }
    new Rounding(entries, tasks + 1, coin).run();
    int[][] whole = new int[persons][tasks];
    for (int a = 0; a < persons; a++) {
      for (int i = 0; i < tasks; i++) {
        whole[a][i] = (int) (entries[a][i] / UNIT);
      }
    }
    return whole;
  }

  /** One draw. */
  private static final class Rounding {
    private final long[][] entries;
    private final int nodes;
    private final Coin coin;
    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();

    /** Links of the forest: the person and the two nodes it joins; at most nodes - 1 of them. */
    private final int[] person;

    private final int[] from;
    private final int[] to;
    private int links;

    private final int[] path;
    private final int[] signs;

    Rounding(long[][] entries, int nodes, Coin coin) {
      this.entries = entries;
      this.nodes = nodes;
      this.coin = coin;
      person = new int[nodes];
      from = new int[nodes];
      to = new int[nodes];
      path = new int[nodes + 1];
      signs = new int[nodes + 1];
    }

    void run() {
      for (int a = 0; a < entries.length; a++) {
        waiting.add(a);
        while (!waiting.isEmpty()) {
          link(waiting.poll());
        }
      }
    }

    private static boolean isFractional(long entry) {
      return Math.floorMod(entry, UNIT) != 0;
    }

    /** Adds the links of a person; stops at a cycle, after which the person is waiting again. */
    private void link(int a) {
      int last = -1;
      for (int r = 0; r < nodes; r++) {
        if (isFractional(entries[a][r])) {
          if (last >= 0) {
            int length = search(last, r, -1, 0);
            if (length >= 0) {
              turn(a, last, r, length);
              return;
            }
            person[links] = a;
            from[links] = last;
            to[links++] = r;
          }
          last = r;
        }
      }
    }

    /** Finds the links from one node of the forest to another; their number, -1 without a path. */
    private int search(int node, int goal, int arrival, int length) {
      if (node == goal) {
        return length;
      }
      for (int l = 0; l < links; l++) {
        if (l != arrival && (from[l] == node || to[l] == node)) {
          int next = from[l] == node ? to[l] : from[l];
          path[length] = l;
          signs[length] = from[l] == node ? 1 : -1;
          int found = search(next, goal, l, length + 1);
          if (found >= 0) {
            return found;
          }
        }
      }
      return -1;
    }

    /** Moves entries around the cycle that the link (first, second) of person a closes. */
    private void turn(int a, int first, int second, int length) {
      int[] persons = new int[length + 1];
      int[][] change = new int[length + 1][nodes];
      int count = 0;
      for (int step = 0; step <= length; step++) {
        boolean closing = step == length;
        int who = closing ? a : person[path[step]];
        int at = 0;
        while (at < count && persons[at] != who) {
          at++;
        }
        if (at == count) {
          persons[count++] = who;
        }
        int tail = closing ? second : signs[step] > 0 ? from[path[step]] : to[path[step]];
        int head = closing ? first : signs[step] > 0 ? to[path[step]] : from[path[step]];
        change[at][tail]--;
        change[at][head]++;
      }
      long up = Long.MAX_VALUE;
      long down = Long.MAX_VALUE;
      for (int k = 0; k < count; k++) {
        for (int r = 0; r < nodes; r++) {
          if (change[k][r] != 0) {
            long part = Math.floorMod(entries[persons[k]][r], UNIT);
            up = Math.min(up, change[k][r] > 0 ? UNIT - part : part);
            down = Math.min(down, change[k][r] > 0 ? part : UNIT - part);
          }
        }
      }
      long move = coin.toss(down, up) ? up : -down;
      for (int k = 0; k < count; k++) {
        for (int r = 0; r < nodes; r++) {
          entries[persons[k]][r] += move * change[k][r];
        }
        unlink(persons[k]);
        waiting.add(persons[k]);
      }
    }

    private void unlink(int a) {
      int kept = 0;
      for (int l = 0; l < links; l++) {
        if (person[l] != a) {
          person[kept] = person[l];
          from[kept] = from[l];
          to[kept++] = to[l];
        }
      }
      links = kept;
    }
  }
}
