package io.polaray.dual.method;

import io.polaray.numeric.WorkerPool;
import java.util.List;

/** The dual methods by name. */
public final class DualMethods {
  private DualMethods() {}

  /** The names, the default first. */
  public static List<String> names() {
    return List.of(
        ProximalBundle.NAME,
        ColumnGeneration.NAME,
        LevelBundle.NAME,
        Subgradient.POLYAK_NAME,
        Subgradient.DIMINISHING_NAME);
  }

  /**
   * The method with a name.
   *
   * @param workers run its master problems
   * @throws IllegalArgumentException if there is no such method
   */
  public static DualMethod named(String name, WorkerPool workers) {
    return switch (name) {
      case ProximalBundle.NAME -> new ProximalBundle(workers);
      case ColumnGeneration.NAME -> new ColumnGeneration();
      case LevelBundle.NAME -> new LevelBundle(workers);
      case Subgradient.POLYAK_NAME -> Subgradient.polyak();
      case Subgradient.DIMINISHING_NAME -> Subgradient.diminishing();
      default ->
          throw new IllegalArgumentException(
              "method is " + name + "; it must be one of " + String.join(", ", names()));
    };
  }
}
