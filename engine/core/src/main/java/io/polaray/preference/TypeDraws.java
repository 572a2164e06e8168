package io.polaray.preference;

/** Independent draws of types, one after the other without end; not safe for several threads. */
@FunctionalInterface
public interface TypeDraws {
  /**
   * Writes the costs of the next type.
   *
   * @param costs one place a task; overwritten
   */
  void next(double[] costs);
}
