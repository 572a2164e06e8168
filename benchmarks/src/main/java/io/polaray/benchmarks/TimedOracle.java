package io.polaray.benchmarks;

import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.DualProblem;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** An oracle that counts the CPU time of its thread and remembers the columns it answered with. */
final class TimedOracle implements DualOracle {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private final DualOracle oracle;
  private final List<TreeSet<Integer>> answered = new ArrayList<>();
  private long nanos;

  TimedOracle(DualOracle oracle) {
    this.oracle = oracle;
    for (int j = 0; j < oracle.problem().agents(); j++) {
      answered.add(new TreeSet<>(List.of(0)));
    }
  }

  /** CPU seconds of the calling thread. */
  static double cpuSeconds() {
    return CLOCK.getCurrentThreadCpuTime() * 1e-9;
  }

  /** CPU seconds spent in answers. */
  double seconds() {
    return nanos * 1e-9;
  }

  /** The columns of an agent's answers and its endowment, in the order of their numbers. */
  List<Vector> answered(int agent) {
    return answered.get(agent).stream().map(k -> oracle.column(agent, k)).toList();
  }

  @Override
  public DualProblem problem() {
    return oracle.problem();
  }

  @Override
  public OracleAnswer answer(
      Vector prices, IntFunction<SearchEffort> effort, BooleanSupplier stop) {
    long start = CLOCK.getCurrentThreadCpuTime();
    OracleAnswer answer = oracle.answer(prices, effort, stop);
    for (int j = 0; j < answered.size(); j++) {
      answered.get(j).add(answer.column(j));
    }
    nanos += CLOCK.getCurrentThreadCpuTime() - start;
    return answer;
  }

  @Override
  public OracleAnswer rescore(Vector prices) {
    return oracle.rescore(prices);
  }

  @Override
  public Vector column(int agent, int column) {
    return oracle.column(agent, column);
  }

  @Override
  public int columns(int agent) {
    return oracle.columns(agent);
  }

  @Override
  public UpperBound upperBound(
      int agent, Vector prices, double lowerValue, double relativeGap, WorkBudget budget) {
    return oracle.upperBound(agent, prices, lowerValue, relativeGap, budget);
  }
}
