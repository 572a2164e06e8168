package io.polaray.dual;

import io.polaray.menu.MenuClass;
import java.time.Duration;

/**
 * Settings of a large-market solve.
 *
 * @param method name of the dual method
 * @param relativeGap requested relative gap between design cost and certified lower bound
 * @param certifyTime work for tightening the bound after the search has converged, in seconds of
 *     one core of a common server; it is counted, not timed, so that results do not depend on the
 *     machine. Only four times as much (and ten seconds) by the clock ends it earlier, which the
 *     design says
 * @param timeLimit time limit of the whole solve
 * @param maxRounds limit on oracle rounds
 * @param types types of a sample where no exact measure exists, and of the search samples
 * @param seed all randomness is derived from it
 * @param threads worker threads; results do not depend on it
 * @param menuClass for which costs the rays of a menu must be polarised
 */
public record SolveOptions(
    String method,
    double relativeGap,
    Duration certifyTime,
    Duration timeLimit,
    int maxRounds,
    int types,
    long seed,
    int threads,
    MenuClass menuClass) {
  /** Checks ranges; the method's name is checked by the solver. */
  public SolveOptions {
    if (!(relativeGap >= 0)) {
      throw new IllegalArgumentException(
          "relativeGap is " + relativeGap + "; it must be at least 0");
    }
    requireNotNegative("certifyTime", certifyTime);
    requireNotNegative("timeLimit", timeLimit);
    requirePositive("maxRounds", maxRounds);
    requirePositive("types", types);
    requirePositive("threads", threads);
  }

  /** Options with menus polarised on the orthant. */
  public SolveOptions(
      String method,
      double relativeGap,
      Duration certifyTime,
      Duration timeLimit,
      int maxRounds,
      int types,
      long seed,
      int threads) {
    this(
        method,
        relativeGap,
        certifyTime,
        timeLimit,
        maxRounds,
        types,
        seed,
        threads,
        MenuClass.ORTHANT);
  }

  private static void requireNotNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " is " + value + "; it must not be negative");
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1");
    }
  }

  /** Defaults: proximal bundle, gap 1e-4, certify 60 s, no time limit, 500 rounds, 4096 types. */
  public static SolveOptions defaults() {
    return new SolveOptions(
        "proximal-bundle",
        1e-4,
        Duration.ofSeconds(60),
        Duration.ofDays(3650),
        500,
        4096,
        1,
        Runtime.getRuntime().availableProcessors());
  }

  /** The same with another requested gap. */
  public SolveOptions withRelativeGap(double gap) {
    return new SolveOptions(
        method, gap, certifyTime, timeLimit, maxRounds, types, seed, threads, menuClass);
  }

  /** The same with other work for tightening the bound; zero for the quick bounds alone. */
  public SolveOptions withCertifyTime(Duration time) {
    return new SolveOptions(
        method, relativeGap, time, timeLimit, maxRounds, types, seed, threads, menuClass);
  }

  /** The same with another time limit. */
  public SolveOptions withTimeLimit(Duration time) {
    return new SolveOptions(
        method, relativeGap, certifyTime, time, maxRounds, types, seed, threads, menuClass);
  }

  /** The same with another number of types. */
  public SolveOptions withTypes(int number) {
    return new SolveOptions(
        method, relativeGap, certifyTime, timeLimit, maxRounds, number, seed, threads, menuClass);
  }

  /** The same with another seed. */
  public SolveOptions withSeed(long other) {
    return new SolveOptions(
        method, relativeGap, certifyTime, timeLimit, maxRounds, types, other, threads, menuClass);
  }
}
