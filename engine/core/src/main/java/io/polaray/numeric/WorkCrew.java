package io.polaray.numeric;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Shares numbered pieces of work with idle threads of the pool that the caller runs in, job after
 * job, down to jobs of some ten microseconds.
 *
 * <p>Waking a thread takes longer than such a job. A helper that has come therefore waits for the
 * next job awake, for a millisecond; the caller never waits for one to come, and does all that
 * nobody else has begun. Pieces write to places of their own, so results do not depend on who does
 * which. For one caller at a time; {@link #rest} sends the helpers away.
 */
public final class WorkCrew {
  /** More threads than that would wait awake in each other's way. */
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private static final long PATIENCE_NANOS = 1_000_000;
  private static final long NANOS_PER_CALL = 50_000;
  private static final int SPINS_PER_LOOK = 32;

  private final AtomicInteger helpers = new AtomicInteger();
  private final AtomicInteger called = new AtomicInteger();
  private @Nullable Helper latest;
  private long latestCall;
  private volatile @Nullable Job job;
  private volatile @Nullable Thread caller;

  /** A crew without helpers. */
  public WorkCrew() {}

  /**
   * Runs {@code body} for 0, ..., count - 1 and returns when all are done; what a piece throws is
   * thrown here. Outside of a pool, or with one thread, in turn.
   */
  public void run(int count, IntConsumer body) {
    run(count, body, false);
  }

  /**
   * The same for long pieces: whoever waits for the last ones takes other tasks of the pool, so
   * that their own crews find help.
   */
  void runAndHelp(int count, IntConsumer body) {
    run(count, body, true);
  }

  private void run(int count, IntConsumer body, boolean helpful) {
    ForkJoinPool pool = ForkJoinTask.getPool();
    if (count < 2 || pool == null || pool.getParallelism() < 2) {
      for (int k = 0; k < count; k++) {
        body.accept(k);
      }
      return;
    }
    int wanted = Math.min(Math.min(pool.getParallelism(), PROCESSORS), count) - 1;
    Job now = new Job(count, body);
    caller = Thread.currentThread();
    job = now;
    do {
      call(wanted);
    } while (now.workOnOne());
    await(now, helpful);
    now.rethrow();
  }

  /** Lets helpers go; the next job calls them again. */
  public void rest() {
    job = null;
    caller = null;
    Helper waiting = latest;
    latest = null;
    if (called.get() > 0 && waiting != null && waiting.tryUnfork()) {
      called.decrementAndGet();
      helpers.decrementAndGet();
    }
  }

  /**
   * Calls one more helper, unless one that was called has yet to come. A pool does not wake a
   * thread that is about to sleep when a task is forked, and later forks on top of that task wake
   * nobody; whoever has not come after some time is therefore called again.
   */
  private void call(int wanted) {
    if (called.get() > 0) {
      Helper waiting = latest;
      long now = System.nanoTime();
      if (now - latestCall > NANOS_PER_CALL && waiting != null && waiting.tryUnfork()) {
        latestCall = now;
        waiting.fork();
      }
    } else if (helpers.get() < wanted) {
      helpers.incrementAndGet();
      called.incrementAndGet();
      latestCall = System.nanoTime();
      latest = new Helper(this);
      latest.fork();
    }
  }

  /** Waits for pieces that others have begun. */
  private static void await(Job job, boolean helpful) {
    for (int spin = 1; !job.isDone(); spin++) {
      if (spin % SPINS_PER_LOOK != 0) {
        Thread.onSpinWait();
        continue;
      }
      if (helpful) {
        Helper.helpOthers();
      }
      giveWay();
    }
  }

  /** Lets others have the processor who want it, the threads that compile among them. */
  @SuppressWarnings("ThreadPriorityCheck")
  private static void giveWay() {
    Thread.yield();
  }

  /** Works on jobs until there has been none for a while. */
  private void help() {
    Thread self = Thread.currentThread();
    Job last = null;
    long since = System.nanoTime();
    for (int spin = 1; ; spin++) {
      Thread who = caller;
      Job now = job;
      if (who == null || who == self) {
        return;
      }
      if (now != null && now != last) {
        now.work();
        last = now;
        since = System.nanoTime();
      } else if (spin % SPINS_PER_LOOK != 0) {
        Thread.onSpinWait();
      } else if (System.nanoTime() - since > PATIENCE_NANOS || isWanted(self)) {
        return;
      } else {
        giveWay();
      }
    }
  }

  /** Whether the pool has other work for this thread than helpers of this crew yet to begin. */
  private boolean isWanted(Thread self) {
    return self instanceof ForkJoinWorkerThread worker
        && (worker.getPool().hasQueuedSubmissions()
            || worker.getPool().getQueuedTaskCount() > called.get());
  }

  /** The task that brings an idle thread of the pool. */
  private static final class Helper extends RecursiveAction {
    private static final long serialVersionUID = 1;

    private final transient WorkCrew crew;

    Helper(WorkCrew crew) {
      this.crew = crew;
    }

    /** Runs a task of another thread of the pool, if there is one. */
    static void helpOthers() {
      ForkJoinTask<?> task = pollTask();
      if (task != null) {
        task.quietlyInvoke();
      }
    }

    @Override
    protected void compute() {
      crew.called.decrementAndGet();
      try {
        crew.help();
      } finally {
        crew.helpers.decrementAndGet();
      }
    }
  }

  /** Numbered pieces of work; whoever comes takes the next one. */
  static final class Job {
    private final int count;
    private final IntConsumer body;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Job(int count, IntConsumer body) {
      this.count = count;
      this.body = body;
    }

    void work() {
      boolean more = true;
      while (more) {
        more = workOnOne();
      }
    }

    /** Does a piece; false if none is left to begin. */
    boolean workOnOne() {
      int piece = next.get() < count ? next.getAndIncrement() : count;
      if (piece >= count) {
        return false;
      }
      try {
        if (failure.get() == null) {
          body.accept(piece);
        }
      } catch (RuntimeException | Error thrown) {
        failure.compareAndSet(null, thrown);
      } finally {
        done.incrementAndGet();
      }
      return true;
    }

    boolean isDone() {
      return done.get() >= count;
    }

    void rethrow() {
      Throwable thrown = failure.get();
      if (thrown instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
    }
  }
}
