package io.polaray.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class WorkCrewTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyPieceOfEveryJobIsDoneOnce(int threads) {
    WorkCrew crew = new WorkCrew();
    int jobs = 2_000;
    int longest = 40;
    try (WorkerPool workers = WorkerPool.of(threads)) {
      AtomicIntegerArray done = new AtomicIntegerArray(jobs * longest);
      workers.compute(
          () -> {
            for (int j = 0; j < jobs; j++) {
              int first = j * longest;
              int count = j % longest;
              crew.run(count, k -> done.incrementAndGet(first + k));
              for (int k = 0; k < longest; k++) {
                assertEquals(k < count ? 1 : 0, done.get(first + k), "job " + j + " piece " + k);
              }
              if (j % 500 == 0) {
                crew.rest();
              }
            }
            return null;
          });
    }
  }

  @Test
  void outsideOfAPoolTheCallerDoesAll() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    new WorkCrew().run(20, k -> seen.add(Thread.currentThread()));
    assertEquals(Set.of(Thread.currentThread()), seen);
  }

  @Test
  void anIdleThreadComesToHelp() {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1);
    WorkCrew crew = new WorkCrew();
    CountDownLatch met = new CountDownLatch(2);
    try (WorkerPool workers = WorkerPool.of(2)) {
      assertTrue(
          workers.compute(
              () -> {
                Set<Thread> seen = ConcurrentHashMap.newKeySet();
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (seen.size() < 2) {
                  assertTrue(System.nanoTime() < end, "nobody came");
                  crew.run(2, k -> seen.add(Thread.currentThread()));
                }
                // Both pieces wait for each other, so two threads must have one each.
                crew.run(2, k -> meet(met));
                crew.rest();
                return met.getCount() == 0;
              }));
    }
  }

  private static void meet(CountDownLatch met) {
    met.countDown();
    try {
      assertTrue(met.await(60, TimeUnit.SECONDS), "nobody else came");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void whatAPieceThrowsIsThrown(int threads) {
    WorkCrew crew = new WorkCrew();
    IllegalStateException thrown = new IllegalStateException("piece 7");
    try (WorkerPool workers = WorkerPool.of(threads)) {
      workers.compute(
          () -> {
            for (int n = 0; n < 50; n++) {
              assertSame(
                  thrown,
                  assertThrows(
                      IllegalStateException.class,
                      () -> crew.run(10, k -> throwAtSeven(k, thrown))));
            }
            int[] sum = {0};
            crew.run(1, k -> sum[0]++);
            assertEquals(1, sum[0], "the crew works on after a failure");
            return null;
          });
    }
  }

  private static void throwAtSeven(int k, RuntimeException thrown) {
    if (k == 7) {
      throw thrown;
    }
  }

  /** Pieces that have crews of their own, as agents with hard bounds have. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void crewsWorkInsideOfCrews(int threads) {
    try (WorkerPool workers = WorkerPool.of(threads)) {
      long total =
          workers.compute(
              () -> {
                long[] sums = new long[50];
                for (int round = 0; round < 20; round++) {
                  workers.run(
                      sums.length,
                      agent -> {
                        WorkCrew own = new WorkCrew();
                        long[] parts = new long[30];
                        for (int job = 0; job < 10; job++) {
                          own.run(parts.length, k -> parts[k] += k + 1);
                        }
                        own.rest();
                        for (long part : parts) {
                          sums[agent] += part;
                        }
                      });
                }
                long sum = 0;
                for (long part : sums) {
                  sum += part;
                }
                return sum;
              });
      assertEquals(20L * 50 * 10 * 465, total);
    }
  }
}
