package io.polaray.app.report;

import io.polaray.app.text.JsonDocument;

/** A part of the page, with the numbers of its charts. */
interface Section {
  /** Writes the part: its text and tables say everything without scripts. */
  void write(Html page);

  /** Writes the fields that the charts of the part draw; none by default. */
  default void data(JsonDocument json) {}
}
