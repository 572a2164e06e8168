package org.rapaio.jupyter.kernel.channels;

/**
 * A thread that runs a body again and again, with a pause after each run, until it is shut down.
 *
 * <p>It takes the place of the kernel's own class of this name, before it on the class path. There
 * the thread is marked as running only after it has started, so that a quick thread ends at once,
 * and an exception of the body, which may see handlers that are not set yet, ends it too: the
 * kernel then never answers.
 */
public final class LoopThread extends Thread {
  private final long sleep;
  private final Runnable body;
  private volatile boolean running = true;

  /**
   * A thread that has not started.
   *
   * @param name of the thread
   * @param sleep pause after each run, milliseconds
   * @param body what to run
   */
  public LoopThread(String name, long sleep, Runnable body) {
    super(name);
    this.sleep = sleep;
    this.body = body;
  }

  @Override
  public void run() {
    while (running) {
      try {
        runBody();
        Thread.sleep(sleep);
      } catch (InterruptedException end) {
        running = false;
      }
    }
  }

  private void runBody() {
    try {
      body.run();
    } catch (RuntimeException failure) {
      System.err.println(getName() + ": " + failure);
    }
  }

  /** Ends the thread after the present run. */
  public void shutdown() {
    running = false;
  }
}
