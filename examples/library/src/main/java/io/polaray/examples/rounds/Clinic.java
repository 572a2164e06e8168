package io.polaray.examples.rounds;

import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.dual.ProgressListener;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.StopSignal;
import io.polaray.dual.oracle.BracketSupports;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SupportSearch;
import java.time.Duration;
import java.util.List;

/** A clinic with three kinds of cases, solved in one's own ways. */
public final class Clinic {
  private Clinic() {}

  /** The market: a third of the people like surgery, the others do not. */
  public static Market market() {
    PreferenceDistribution tastes =
        new MixedPreferences(
            1.0 / 3,
            UniformPreferences.of(Vector.of(1, 1, 0.5), Vector.of(2, 2, 1)),
            UniformPreferences.of(Vector.of(1, 1, 1.5), Vector.of(2, 2, 3)));
    return Market.of(
        "clinic",
        List.of(Task.of("intake"), Task.of("imaging"), Task.of("surgery")),
        List.of(
            Agent.of("north", Vector.of(1.0, 0.6, 1.3), Vector.of(10, 4, 2), tastes),
            Agent.of("south", Vector.of(0.8, 0.9, 0.7), Vector.of(6, 6, 3), tastes),
            Agent.of("west", Vector.of(1.2, 0.5, 0.9), Vector.of(4, 8, 6), tastes)));
  }

  /** Quick settings: no time for a proof beyond the quick bounds. */
  public static SolveOptions quick() {
    return SolveOptions.defaults().withRelativeGap(1e-3).withCertifyTime(Duration.ZERO);
  }

  /** The market solved with one's own search; bounds are the engine's own and hold all the same. */
  public static LargeMarketDesign solve(
      SupportSearch search, ProgressListener progress, StopSignal stop) {
    LargeMarketSolver solver = LargeMarketSolver.of(BracketSupports.searching(search));
    return solver.solve(market(), quick(), progress, stop);
  }

  /** Prints a line a round. */
  public static void main(String[] arguments) {
    LargeMarketDesign design =
        solve(
            new SwapSearch(),
            round -> System.out.println("round " + round.round() + ": cost " + round.primal()),
            StopSignal.NEVER);
    System.out.println(
        design.status() + ", no design costs less than " + design.cost().lowerBound());
  }
}
