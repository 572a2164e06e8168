package io.polaray.app.estimate;

import java.util.function.Consumer;

/** Takes the rows of a file one by one and makes cells of them. */
interface CellRows extends Consumer<CaseFile.Row> {
  /** What kind of file it is, for people. */
  String kind();

  /** The cells so far. */
  CellTable table();

  /** Rows left out so far because of their date. */
  long outside();
}
