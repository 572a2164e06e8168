package io.polaray.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkerPoolTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyPieceRunsOnceInsideAndOutsideOfWork(int threads) {
    AtomicIntegerArray done = new AtomicIntegerArray(100);
    try (WorkerPool workers = WorkerPool.of(threads)) {
      workers.run(100, done::incrementAndGet);
      workers.compute(
          () -> {
            workers.run(100, done::incrementAndGet);
            // A run inside of a run.
            workers.run(10, k -> workers.run(10, n -> done.incrementAndGet(10 * k + n)));
            WorkerPool.fork(100, done::incrementAndGet);
            return null;
          });
    }
    for (int k = 0; k < 100; k++) {
      assertEquals(4, done.get(k), "piece " + k);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatWorkThrowsIsThrownAsItIs(int threads) {
    IllegalArgumentException exception = new IllegalArgumentException("types is 0");
    AssertionError error = new AssertionError("broken");
    try (WorkerPool workers = WorkerPool.of(threads)) {
      assertSame(
          exception,
          assertThrows(
              IllegalArgumentException.class, () -> workers.compute(() -> fail(exception))));
      assertSame(
          error, assertThrows(AssertionError.class, () -> workers.compute(() -> fail(error))));
      assertEquals(3, workers.compute(() -> 3));
    }
  }

  private static int fail(Throwable thrown) {
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    throw (Error) thrown;
  }

  @Test
  void aPoolNeedsAThread() {
    assertEquals(
        "threads is 0; it must be at least 1",
        assertThrows(IllegalArgumentException.class, () -> WorkerPool.of(0)).getMessage());
  }
}
