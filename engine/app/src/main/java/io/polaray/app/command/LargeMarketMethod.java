package io.polaray.app.command;

import io.polaray.dual.CheckpointListener;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.ProgressListener;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.SolveStart;
import io.polaray.dual.StopSignal;
import io.polaray.market.Market;

/** The part of the engine that {@code solve} calls. */
@FunctionalInterface
public interface LargeMarketMethod {
  /** Solves the large-market program; see {@link io.polaray.dual.LargeMarketSolver}. */
  LargeMarketDesign solve(
      Market market,
      SolveOptions options,
      SolveStart start,
      ProgressListener progress,
      CheckpointListener checkpoints,
      StopSignal stop);
}
