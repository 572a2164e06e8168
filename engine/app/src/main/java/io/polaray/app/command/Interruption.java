package io.polaray.app.command;

import io.polaray.dual.StopSignal;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Lets Ctrl-C end a run with its best result instead of nothing.
 *
 * <p>On SIGINT or SIGTERM the Java runtime starts its shutdown hooks and ends when they return,
 * while other threads go on. The hook asks the solve to stop, waits until the main thread has
 * written its files and reported its exit status, and ends the process with that status; the main
 * thread cannot do so itself, since {@link System#exit} blocks during a shutdown. Outside the
 * guarded part Ctrl-C ends the program at once.
 */
public final class Interruption implements StopSignal {
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile int exitStatus = ExitStatus.INTERRUPTED;
  private @Nullable Thread hook;

  /** No run is guarded yet. */
  public Interruption() {}

  /**
   * From now on, Ctrl-C asks the run to stop.
   *
   * @param notice run when that happens
   */
  synchronized void guard(Runnable notice) {
    if (hook == null) {
      Thread thread = new Thread(() -> onShutdown(notice), "polaray-interruption");
      try {
        Runtime.getRuntime().addShutdownHook(thread);
        hook = thread;
      } catch (IllegalStateException e) {
        requested = true;
      }
    }
  }

  /** Asks the run to stop. */
  void request() {
    requested = true;
  }

  @Override
  public boolean stopRequested() {
    return requested;
  }

  private void onShutdown(Runnable notice) {
    requested = true;
    notice.run();
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitStatus);
  }

  /**
   * The main thread is done. Returns when no shutdown is under way, so that the caller may exit;
   * otherwise the hook ends the process.
   */
  public synchronized void finish(int status) {
    exitStatus = status;
    Thread thread = hook;
    if (thread != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(thread);
        hook = null;
      } catch (IllegalStateException e) {
        finished.countDown();
        return;
      }
    }
    finished.countDown();
  }
}
