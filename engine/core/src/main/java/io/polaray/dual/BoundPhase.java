package io.polaray.dual;

import io.polaray.dual.oracle.MarketOracle;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.BoundKind;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The bounds of a solve: the best ones so far, and the work that is left for better ones. */
final class BoundPhase {
  /*
   * The work is counted, so that the bound is the same on every machine. The clock ends it only
   * after several times as long as the work should have taken, or at the limit of the solve.
   */
  private static final long CLOCK_FACTOR = 4;
  private static final long CLOCK_NANOS = 10_000_000_000L;
  private static final double SEARCHED_SHARE = 0.9;
  private static final double LEAST_SHARE = 0.1;

  private final MarketOracle oracle;
  private final WorkerPool workers;
  private final long work;
  private final long latestNanos;
  private final BooleanSupplier stop;
  private LowerBound relaxed;
  private @Nullable LowerBound certified;
  private long usedWork;
  private long usedNanos;
  private boolean cut;

  /**
   * A phase.
   *
   * @param work nominal nanoseconds; 0 for the first pass over the agents alone
   * @param latestNanos {@link System#nanoTime()} at which to stop in any case
   */
  BoundPhase(
      MarketOracle oracle, WorkerPool workers, long work, long latestNanos, BooleanSupplier stop) {
    this.oracle = oracle;
    this.workers = workers;
    this.work = work;
    this.latestNanos = latestNanos;
    this.stop = stop;
    this.relaxed = LowerBound.firstBest(oracle.problem());
  }

  /** Whether work is left. */
  boolean hasWork() {
    return work == 0 || usedWork < work;
  }

  /** Whether only the first pass is wanted. */
  boolean isQuick() {
    return work == 0;
  }

  /** Whether the clock or the stop signal has ended a bound. */
  boolean isCut() {
    return cut;
  }

  /**
   * Bounds the cost at some prices.
   *
   * @param slack cost that the design may lie above the bound
   * @param used how much of that the search has left open
   */
  void run(Vector prices, double slack, double used) {
    long begin = System.nanoTime();
    long cap = isQuick() ? Long.MAX_VALUE : CLOCK_FACTOR * work + CLOCK_NANOS - usedNanos;
    long deadline = cap < latestNanos - begin ? begin + cap : latestNanos;
    OracleAnswer answer = oracle.rescore(prices);
    double allowed = Math.max(SEARCHED_SHARE * (slack - used), LEAST_SHARE * slack);
    Certification certification = new Certification(oracle, workers, deadline, stop);
    Certification.Result result =
        certification.at(prices, answer, allowed, Math.max(0, work - usedWork));
    LowerBound found = result.bound();
    if (found.kind() == BoundKind.CERTIFIED) {
      certified = certified == null ? found : certified.max(found);
    } else {
      relaxed = relaxed.max(found);
    }
    usedWork += result.nanos();
    usedNanos += System.nanoTime() - begin;
    cut |= result.cut();
  }

  /**
   * The certified bound if it meets the gap, otherwise the largest of all. A relaxation's bound is
   * valid like any other: when it meets the gap, it is the certificate.
   *
   * @param wanted least bound that meets the gap
   */
  LowerBound best(double wanted) {
    if (certified != null && certified.value() >= wanted) {
      return certified;
    }
    LowerBound best = certified == null ? relaxed : certified.max(relaxed);
    return best.value() >= wanted ? best.asCertificate() : best;
  }
}
