package io.polaray.app.command;

import java.util.LinkedHashMap;
import java.util.Map;

/** Measures the parts of a run, for its record. */
final class Stopwatch {
  private final Map<String, Double> laps = new LinkedHashMap<>();
  private final long start;
  private long last;

  private Stopwatch(long now) {
    this.start = now;
    this.last = now;
  }

  static Stopwatch start() {
    return new Stopwatch(System.nanoTime());
  }

  /** Ends the part that began with the last lap. */
  void lap(String name) {
    long now = System.nanoTime();
    laps.put(name, (now - last) / 1e9);
    last = now;
  }

  /** Seconds a part took, in the order of the laps. */
  Map<String, Double> laps() {
    return new LinkedHashMap<>(laps);
  }

  /** Seconds a part took. */
  double seconds(String name) {
    return laps.getOrDefault(name, 0.0);
  }

  /** Seconds since the start. */
  double total() {
    return (System.nanoTime() - start) / 1e9;
  }
}
