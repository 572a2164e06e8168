package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.DualProblem;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.BoundKind;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bound phase with methods that have little to say. */
class CertificationTest {
  private static final Vector ETA = Vector.of(1, 2);

  /** Three agents whose endowments are all that is known of them. */
  private static final class Plain implements DualOracle {
    final AtomicLong calls = new AtomicLong();
    private final long enough;
    private final DualProblem problem =
        new DualProblem(
            Vector.of(3, 6),
            List.of(Vector.of(1, 2), Vector.of(2, 1), Vector.of(3, 3)),
            List.of(ETA, ETA, ETA),
            Vector.of(1, 1, 1));

    @Override
    public DualProblem problem() {
      return problem;
    }

    @Override
    public OracleAnswer answer(
        Vector prices, IntFunction<SearchEffort> effort, BooleanSupplier stop) {
      return rescore(prices);
    }

    @Override
    public OracleAnswer rescore(Vector prices) {
      double[] values = new double[3];
      for (int j = 0; j < 3; j++) {
        values[j] = problem.weights(j, prices).dot(ETA);
      }
      return OracleAnswer.of(prices, new int[3], values, new double[] {1, 2, 1, 2, 1, 2});
    }

    @Override
    public Vector column(int agent, int column) {
      return ETA;
    }

    @Override
    public int columns(int agent) {
      return 1;
    }

    @Override
    public UpperBound upperBound(
        int agent, Vector prices, double lowerValue, double relativeGap, WorkBudget budget) {
      calls.incrementAndGet();
      if (budget.maxNodes() == 0) {
        return new UpperBound(30, BoundKind.RELAXED, "quick");
      }
      double late = budget.maxNodes() < enough ? Double.POSITIVE_INFINITY : 20;
      double bound = agent == 1 ? late : lowerValue + 0.01;
      return new UpperBound(bound, BoundKind.CERTIFIED, "plain");
    }

    /** Agent 1 has a bound from so many nodes on. */
    Plain(long enough) {
      this.enough = enough;
    }
  }

  private static Certification.Result certify(Plain oracle) {
    try (WorkerPool workers = WorkerPool.of(1)) {
      Certification certification =
          new Certification(oracle, workers, System.nanoTime() + 60_000_000_000L, () -> false);
      Vector prices = Vector.of(2, 2);
      return certification.at(prices, oracle.rescore(prices), 1e-6, 1_000_000_000L);
    }
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void anAgentWithoutAnyBoundIsLeftAlone() {
    Plain oracle = new Plain(Long.MAX_VALUE);
    Certification.Result result = certify(oracle);
    assertThat(result.cut()).isFalse();
    assertThat(result.bound().value()).isFinite();
    assertThat(result.bound().method()).isEqualTo("plain+quick");
    assertThat(oracle.calls.get()).isLessThan(40);
  }

  @Test
  void theClockLeavesNobodyWithoutABound() {
    Plain oracle = new Plain(1);
    try (WorkerPool workers = WorkerPool.of(1)) {
      Certification certification =
          new Certification(oracle, workers, System.nanoTime() - 1, () -> false);
      Vector prices = Vector.of(2, 2);
      Certification.Result result =
          certification.at(prices, oracle.rescore(prices), 1e-6, 1_000_000_000L);
      assertThat(result.cut()).isTrue();
      assertThat(result.bound().value()).isCloseTo(2 * 3 + 2 * 6 - 90, within(1e-9));
      assertThat(result.bound().method()).isEqualTo("quick");
      assertThat(oracle.calls.get()).isEqualTo(3);
    }
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aMethodThatSpeaksUpLateIsWaitedFor() {
    assertThat(certify(new Plain(100_000)).bound().value()).isFinite();
  }
}
