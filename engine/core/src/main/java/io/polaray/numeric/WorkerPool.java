package io.polaray.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Worker threads that run numbered pieces of work. Pieces write to places of their own, and whoever
 * combines them does so in the order of their numbers, so that no result depends on the number of
 * threads.
 */
public final class WorkerPool implements AutoCloseable {
  private final int threads;
  private final ForkJoinPool pool;
  private final WorkCrew crew = new WorkCrew();
  private final AtomicBoolean crewAtWork = new AtomicBoolean();

  private WorkerPool(int threads) {
    this.threads = threads;
    this.pool = new ForkJoinPool(threads);
  }

  /**
   * A pool with the given number of threads; one thread means the caller's own.
   *
   * @throws IllegalArgumentException if {@code threads < 1}
   */
  public static WorkerPool of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
    return new WorkerPool(threads);
  }

  /** The number of threads. */
  public int threads() {
    return threads;
  }

  /**
   * Runs {@code body} for 0, ..., count - 1 and returns when all are done. With more than one
   * thread the pieces run in the pool, a single one too, so that they can {@link #fork} in turn.
   */
  public void run(int count, IntConsumer body) {
    if (threads == 1) {
      inTurn(count, body);
    } else if (ForkJoinTask.getPool() == pool && crewAtWork.compareAndSet(false, true)) {
      try {
        crew.runAndHelp(count, body);
      } finally {
        crewAtWork.set(false);
      }
    } else if (count > 0) {
      pool.invoke(new Range(0, count, body));
    }
  }

  /** Does one piece of work that can {@link #fork}; what it throws is thrown here. */
  public <T> T compute(Supplier<T> work) {
    if (threads == 1) {
      return work.get();
    }
    // A job throws what its piece has thrown; a pool may throw a copy with another message.
    List<T> results = new ArrayList<>(1);
    WorkCrew.Job once = new WorkCrew.Job(1, piece -> results.add(work.get()));
    pool.invoke(ForkJoinTask.adapt(once::work));
    once.rethrow();
    return results.get(0);
  }

  /**
   * Runs {@code body} for 0, ..., count - 1 inside a piece of work: with the help of idle threads
   * of the pool that runs the piece, or in turn when no pool does.
   */
  public static void fork(int count, IntConsumer body) {
    if (count > 1 && ForkJoinTask.inForkJoinPool()) {
      new Range(0, count, body).invoke();
    } else {
      inTurn(count, body);
    }
  }

  private static void inTurn(int count, IntConsumer body) {
    for (int k = 0; k < count; k++) {
      body.accept(k);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  /** Halves a range until one piece is left. */
  @SuppressWarnings("serial")
  private static final class Range extends RecursiveAction {
    private static final long serialVersionUID = 1;

    private final int from;
    private final int to;
    private final transient IntConsumer body;

    Range(int from, int to, IntConsumer body) {
      this.from = from;
      this.to = to;
      this.body = body;
    }

    @Override
    protected void compute() {
      if (to - from == 1) {
        body.accept(from);
        return;
      }
      int middle = (from + to) >>> 1;
      invokeAll(new Range(from, middle, body), new Range(middle, to, body));
    }
  }
}
