package io.polaray.support;

/** How hard a search tries. */
public enum SearchEffort {
  /**
   * Polishes the best stored column and looks for no other, as {@link #QUICK} where there is none;
   * for weights that hardly change any more.
   */
  POLISH,
  /**
   * As {@link #WARM}, on a part of the types and without refining under the measure; for weights
   * that will change much yet.
   */
  QUICK,
  /** Starts from stored columns and adds a fresh scan; for neighbouring weights. */
  WARM,
  /** Starts from nothing. */
  COLD,
  /** Cold with many more starts; for final certification passes and reference values. */
  THOROUGH
}
