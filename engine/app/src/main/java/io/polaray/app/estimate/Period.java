package io.polaray.app.estimate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A span of days, both ends included; null stands for an open end.
 *
 * @param since the first day
 * @param until the last day
 */
record Period(@Nullable LocalDate since, @Nullable LocalDate until) {
  static final Period ALL = new Period(null, null);

  boolean isAll() {
    return since == null && until == null;
  }

  boolean contains(LocalDate day) {
    return (since == null || !day.isBefore(since)) && (until == null || !day.isAfter(until));
  }
}
