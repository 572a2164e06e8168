package io.polaray.finite.replica;

import java.util.List;

/**
 * What a simulation does.
 *
 * @param replicas the numbers N of copies of each group, each at least 1
 * @param draws preference profiles for each N, at least 2
 * @param seed all randomness is derived from it
 * @param threads worker threads, at least 1; results do not depend on them
 * @param types where private costs come from
 * @param behaviour how people choose
 */
public record ReplicaOptions(
    List<Integer> replicas,
    int draws,
    long seed,
    int threads,
    TypeModel types,
    Behaviour behaviour) {
  /** Checks the ranges. */
  public ReplicaOptions {
    replicas = List.copyOf(replicas);
    if (replicas.isEmpty()) {
      throw new IllegalArgumentException("replicas is empty; give at least one number of copies");
    }
    for (int copies : replicas) {
      if (copies < 1) {
        throw new IllegalArgumentException("replicas has " + copies + "; it must be at least 1");
      }
    }
    if (draws < 2) {
      throw new IllegalArgumentException("draws is " + draws + "; it must be at least 2");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
  }
}
