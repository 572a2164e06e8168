package io.polaray.support.bracket;

import io.polaray.support.SupportBound;
import io.polaray.support.SupportSearch;
import io.polaray.support.bound.FullInformationBound;
import io.polaray.support.bound.RayCellBound;
import io.polaray.support.search.MenuSearch;
import java.util.List;

/** The default search and bounds for three and more tasks. */
public final class SupportMethods {
  private static final SupportSearch SEARCH = MenuSearch.of();

  private SupportMethods() {}

  /** The default search. */
  public static SupportSearch search() {
    return SEARCH;
  }

  /** The default bounds, those that can close the gap first. */
  public static List<SupportBound> bounds() {
    return List.of(RayCellBound.standard(), new FullInformationBound());
  }
}
