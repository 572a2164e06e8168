package io.polaray.app.diagnose;

import java.util.List;
import java.util.Optional;

/**
 * The values from the first best to the status quo.
 *
 * @param rungs one for each step that has a place in the market, least cost first
 * @param disorder why no order is claimed; empty when the ladder is ordered
 * @param price of obviousness, where both of its ends were computed
 */
public record Ladder(List<Rung> rungs, List<String> disorder, Optional<PriceOfObviousness> price) {
  /** Copies the lists. */
  public Ladder {
    rungs = List.copyOf(rungs);
    disorder = List.copyOf(disorder);
  }

  /** Whether every value is at most the next one. */
  public boolean ordered() {
    return disorder.isEmpty();
  }

  /** The rungs that have a number. */
  public List<Rung> present() {
    return rungs.stream().filter(Rung::present).toList();
  }
}
