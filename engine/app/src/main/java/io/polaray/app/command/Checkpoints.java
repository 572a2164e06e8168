package io.polaray.app.command;

import io.polaray.app.checkpoint.CheckpointFile;
import io.polaray.app.checkpoint.CheckpointKey;
import io.polaray.app.folder.OutputFolder;
import io.polaray.dual.CheckpointListener;
import io.polaray.dual.RoundReport;
import io.polaray.dual.oracle.OracleHistory;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Writes checkpoints into the folder of a solve: at most one every few seconds, and rarely enough
 * that writing takes a few hundredths of the time. A checkpoint that cannot be written is a
 * warning, and the last one.
 */
final class Checkpoints implements CheckpointListener {
  private static final double WRITING_TIMES = 50;

  private final OutputFolder folder;
  private final CheckpointKey key;
  private final double intervalSeconds;
  private final Output output;
  private double nextSeconds;
  private boolean failed;

  Checkpoints(OutputFolder folder, CheckpointKey key, double intervalSeconds, Output output) {
    this.folder = folder;
    this.key = key;
    this.intervalSeconds = intervalSeconds;
    this.output = output;
    this.nextSeconds = intervalSeconds;
  }

  @Override
  public void onRound(RoundReport report, Supplier<OracleHistory> history) {
    if (!failed && report.seconds() >= nextSeconds) {
      double spent = write(history);
      nextSeconds = report.seconds() + Math.max(intervalSeconds, WRITING_TIMES * spent);
    }
  }

  @Override
  public void onLimit(Supplier<OracleHistory> history) {
    if (!failed) {
      write(history);
    }
  }

  private double write(Supplier<OracleHistory> history) {
    long start = System.nanoTime();
    try {
      folder.write(CheckpointFile.NAME, out -> CheckpointFile.write(out, key, history.get()));
    } catch (IOException e) {
      failed = true;
      output.warn(
          "no checkpoint could be written (" + Failures.reason(e) + "); the solve goes on without");
    }
    return (System.nanoTime() - start) * 1e-9;
  }
}
