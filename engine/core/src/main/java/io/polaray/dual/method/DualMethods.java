package io.polaray.dual.method;

import io.polaray.numeric.WorkerPool;
import java.util.List;

/** The dual methods by name. */
public final class DualMethods {
  private DualMethods() {}

  /** The names, the default first. */
  public static List<String> names() {
    return List.of(ProximalBundle.NAME);
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
      default ->
          throw new IllegalArgumentException(
              "method is " + name + "; it must be one of " + String.join(", ", names()));
    };
  }
}
