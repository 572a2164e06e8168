package io.polaray.dual;

import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.DualProblem;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.BoundKind;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The bound phase: upper bounds on all agents' support values at given prices, tightened where the
 * error is largest.
 */
final class Certification {
  /*
   * Every agent first gets a small budget of nodes. Then, pass after pass, the agents whose
   * error exceeds their share of what is allowed are taken, largest errors first, until they
   * cover most of the total error, and each gets a budget four times its last one. An agent
   * whose error has not moved in six passes is left alone: its methods have reached what they can
   * prove. Fewer passes would not tell: a tree opens many nodes before its bound moves, and many
   * more before it overtakes another method.
   *
   * Work is counted in nominal nanoseconds, which are the same on every machine, and a pass takes
   * no more agents than what is left will pay for, by what their last nodes have cost. So all
   * choices depend on bounds and counts, never on the clock; deadline and stop signal can only
   * cut the phase short.
   */
  private static final long FIRST_NODES = 1;
  private static final long SECOND_NODES = 1_000;
  private static final long MAX_NODES = 1L << 40;
  private static final double FIRST_NANOS_PER_NODE = 4_000;
  private static final int BUDGET_FACTOR = 4;
  private static final double COVERED_SHARE = 0.8;
  private static final double STALLED_SHARE = 0.9995;
  private static final int MAX_STALLED_PASSES = 6;
  private static final double MAX_RELATIVE_GAP = 0.5;

  /**
   * The end of the phase.
   *
   * @param bound the bound
   * @param nanos nominal nanoseconds of work after the first pass
   * @param cut whether the clock or the stop signal ended it
   */
  record Result(LowerBound bound, long nanos, boolean cut) {}

  private final DualOracle oracle;
  private final DualProblem problem;
  private final WorkerPool workers;
  private final long deadlineNanos;
  private final BooleanSupplier stop;

  Certification(DualOracle oracle, WorkerPool workers, long deadlineNanos, BooleanSupplier stop) {
    this.oracle = oracle;
    this.problem = oracle.problem();
    this.workers = workers;
    this.deadlineNanos = deadlineNanos;
    this.stop = stop;
  }

  private boolean expired() {
    return stop.getAsBoolean() || System.nanoTime() - deadlineNanos >= 0;
  }

  /**
   * Bounds the cost at given prices.
   *
   * @param answer the best known points at the prices
   * @param allowedError total of m_j (U_j - value_j) at which to stop
   * @param maxNanos nominal nanoseconds for all passes after the first; 0 for the first alone
   */
  Result at(Vector prices, OracleAnswer answer, double allowedError, long maxNanos) {
    int agents = problem.agents();
    List<UpperBound> bounds =
        new ArrayList<>(
            Collections.nCopies(
                agents, new UpperBound(Double.POSITIVE_INFINITY, BoundKind.RELAXED, "none")));
    double[] allowed = shares(answer, allowedError);
    long[] nodes = new long[agents];
    double[] nanosPerNode = new double[agents];
    int[] stalled = new int[agents];
    double[] error = new double[agents];
    Arrays.fill(error, Double.POSITIVE_INFINITY);
    Arrays.fill(nodes, FIRST_NODES);
    int[] chosen = IntStream.range(0, agents).toArray();
    long used = 0;
    for (int pass = 0; chosen.length > 0 && !expired(); pass++) {
      int[] now = chosen;
      UpperBound[] fresh = new UpperBound[now.length];
      workers.run(now.length, at -> fresh[at] = tighten(now[at], prices, answer, allowed, nodes));
      for (int at = 0; at < now.length; at++) {
        int j = now[at];
        UpperBound better = bounds.get(j).min(fresh[at]);
        double next = problem.populations().get(j) * (better.value() - answer.value(j));
        stalled[j] = next < STALLED_SHARE * error[j] ? 0 : stalled[j] + 1;
        bounds.set(j, better);
        error[j] = next;
        long nanos = oracle.nominalNanos(j);
        used += pass == 0 ? 0 : nanos;
        nanosPerNode[j] = pass == 0 ? FIRST_NANOS_PER_NODE : (double) nanos / nodes[j];
        nodes[j] = Math.max(SECOND_NODES, Math.min(MAX_NODES, nodes[j] * BUDGET_FACTOR));
      }
      chosen =
          Arrays.stream(error).sum() <= allowedError
              ? new int[0]
              : affordable(choose(error, allowed, stalled), nodes, nanosPerNode, maxNanos - used);
    }
    boundTheRest(prices, answer, bounds, error);
    boolean cut = expired() && !(Arrays.stream(error).sum() <= allowedError);
    return new Result(LowerBound.of(problem, prices, bounds), used, cut);
  }

  /** Bounds that take microseconds for agents without any: those the clock cut off. */
  private void boundTheRest(
      Vector prices, OracleAnswer answer, List<UpperBound> bounds, double[] error) {
    int[] rest =
        IntStream.range(0, bounds.size())
            .filter(j -> bounds.get(j).value() == Double.POSITIVE_INFINITY)
            .toArray();
    UpperBound[] quick = new UpperBound[rest.length];
    workers.run(
        rest.length,
        at -> {
          int j = rest[at];
          quick[at] =
              oracle.upperBound(j, prices, answer.value(j), MAX_RELATIVE_GAP, WorkBudget.nodes(0));
        });
    for (int at = 0; at < rest.length; at++) {
      int j = rest[at];
      bounds.set(j, bounds.get(j).min(quick[at]));
      error[j] = problem.populations().get(j) * (bounds.get(j).value() - answer.value(j));
    }
  }

  /** The first of the agents that the work left pays for; cuts the budget of a lone one to it. */
  private static int[] affordable(int[] chosen, long[] nodes, double[] nanosPerNode, long left) {
    if (left <= 0 || chosen.length == 0) {
      return new int[0];
    }
    int count = 0;
    double predicted = 0;
    while (count < chosen.length && predicted <= left) {
      int j = chosen[count++];
      predicted += nodes[j] * nanosPerNode[j];
    }
    if (predicted > left && count > 1) {
      count--;
    } else if (predicted > left) {
      int j = chosen[0];
      nodes[j] = Math.max(SECOND_NODES, (long) (left / nanosPerNode[j]));
    }
    return Arrays.copyOf(chosen, count);
  }

  private UpperBound tighten(
      int agent, Vector prices, OracleAnswer answer, double[] allowed, long[] nodes) {
    if (expired()) {
      return new UpperBound(Double.POSITIVE_INFINITY, BoundKind.RELAXED, "none");
    }
    double value = answer.value(agent);
    double error = allowed[agent] / problem.populations().get(agent);
    double gap = Math.min(MAX_RELATIVE_GAP, error / (Math.abs(value) + error));
    return oracle.upperBound(
        agent, prices, value, gap, new WorkBudget(nodes[agent], deadlineNanos));
  }

  /** Half of the allowed error is shared equally, half by the size of the support values. */
  private double[] shares(OracleAnswer answer, double allowedError) {
    int agents = problem.agents();
    double total = 0;
    for (int j = 0; j < agents; j++) {
      total += problem.populations().get(j) * Math.abs(answer.value(j));
    }
    double[] shares = new double[agents];
    for (int j = 0; j < agents; j++) {
      double size = problem.populations().get(j) * Math.abs(answer.value(j));
      double proportional = total > 0 ? size / total : 1.0 / agents;
      shares[j] = allowedError * (0.5 / agents + 0.5 * proportional);
    }
    return shares;
  }

  private static int[] choose(double[] error, double[] allowed, int[] stalled) {
    double total = 0;
    List<Integer> open = new ArrayList<>();
    for (int j = 0; j < error.length; j++) {
      if (error[j] > allowed[j] && stalled[j] < MAX_STALLED_PASSES) {
        open.add(j);
        total += error[j];
      }
    }
    open.sort((a, b) -> error[a] != error[b] ? Double.compare(error[b], error[a]) : a - b);
    double covered = 0;
    int count = 0;
    while (count < open.size() && !(covered > COVERED_SHARE * total)) {
      covered += error[open.get(count++)];
    }
    return open.stream().limit(count).mapToInt(Integer::intValue).toArray();
  }
}
