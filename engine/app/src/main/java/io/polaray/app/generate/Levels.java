package io.polaray.app.generate;

/** One number a task. */
final class Levels {
  private final double[] values;

  Levels(double[] values) {
    this.values = values.clone();
  }

  double of(int task) {
    return values[task];
  }
}
