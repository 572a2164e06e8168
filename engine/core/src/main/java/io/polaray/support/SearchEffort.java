package io.polaray.support;

/** How hard a search tries. */
public enum SearchEffort {
  /** Starts from stored columns and adds a fresh scan; for neighbouring weights. */
  WARM,
  /** Starts from nothing. */
  COLD,
  /** Cold with many more starts; for final certification passes and reference values. */
  THOROUGH
}
