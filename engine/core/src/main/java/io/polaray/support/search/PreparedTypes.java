package io.polaray.support.search;

import io.polaray.preference.TypeSample;

/**
 * What the search derives from a type sample alone.
 *
 * @param all all types
 * @param few an evenly spread subsample for early stages
 * @param first one block of them
 * @param anchors mean costs of groups of similar types
 */
record PreparedTypes(TypeBlocks all, TypeBlocks few, TypeBlocks first, Anchors anchors) {
  private static final int FEW = 1024;
  private static final int GROUPS = 8;

  static PreparedTypes of(TypeSample sample) {
    TypeBlocks all = TypeBlocks.of(sample);
    return new PreparedTypes(all, all.prefix(FEW), all.prefix(1), Anchors.of(all, GROUPS));
  }
}
