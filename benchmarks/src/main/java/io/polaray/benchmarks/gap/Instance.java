package io.polaray.benchmarks.gap;

import java.util.ArrayList;
import java.util.List;

/**
 * A market of the suite.
 *
 * @param source a data set's folder, or a family of {@code polaray generate}
 * @param generated whether the market is generated
 * @param tasks I
 * @param agents J
 * @param seeds how many times it is solved; seeds of the solve, and of a generated market, are 1,
 *     2, ...
 */
record Instance(String source, boolean generated, int tasks, int agents, int seeds) {
  private static final String MAIN_FAMILY = "comparative-advantage";

  /** What it is called in tables. */
  String name() {
    return generated ? source + " " + tasks + " x " + agents : source;
  }

  /** All data sets; generated markets of 2 to 20 tasks and 10 to 10,000 agents. */
  static List<Instance> suite() {
    List<Instance> suite = new ArrayList<>();
    suite.add(dataset("asylum", 2, 10, 5));
    suite.add(dataset("three-clinics", 3, 3, 5));
    suite.add(dataset("travel-mode", 4, 6, 5));
    suite.add(dataset("star-i2", 2, 678, 1));
    suite.add(dataset("lecturers-i2", 2, 408, 1));
    suite.add(dataset("lecturers-i4", 4, 271, 1));
    suite.add(dataset("star-i4", 4, 637, 1));
    for (int agents : new int[] {10, 100, 1000, 10_000}) {
      suite.add(generated(MAIN_FAMILY, 2, agents, agents > 1000 ? 1 : 5));
    }
    for (int tasks : new int[] {3, 5, 10}) {
      for (int agents : new int[] {10, 100, 1000}) {
        suite.add(generated(MAIN_FAMILY, tasks, agents, agents > 100 ? 1 : 5));
      }
    }
    suite.add(generated(MAIN_FAMILY, 20, 10, 5));
    suite.add(generated(MAIN_FAMILY, 20, 100, 1));
    for (String family :
        List.of(
            "common-ranking",
            "clustered",
            "correlated",
            "wide-boxes",
            "narrow-boxes",
            "concentrated")) {
      suite.add(generated(family, 3, 30, 5));
      suite.add(generated(family, 5, 30, 5));
    }
    return suite;
  }

  /** Small markets that all solve or reach a short limit. */
  static List<Instance> quick() {
    return List.of(
        dataset("asylum", 2, 10, 3),
        dataset("three-clinics", 3, 3, 3),
        generated(MAIN_FAMILY, 2, 100, 3),
        generated(MAIN_FAMILY, 3, 10, 3),
        generated(MAIN_FAMILY, 5, 10, 3),
        generated(MAIN_FAMILY, 10, 10, 3),
        generated("correlated", 3, 10, 3),
        generated("concentrated", 3, 10, 3));
  }

  private static Instance dataset(String folder, int tasks, int agents, int seeds) {
    return new Instance(folder, false, tasks, agents, seeds);
  }

  private static Instance generated(String family, int tasks, int agents, int seeds) {
    return new Instance(family, true, tasks, agents, seeds);
  }
}
