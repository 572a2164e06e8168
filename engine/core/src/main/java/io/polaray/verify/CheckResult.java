package io.polaray.verify;

/**
 * The outcome of one check.
 *
 * @param check the check
 * @param outcome the outcome
 * @param items number of things checked
 * @param summary what was found, with the tolerances, in one or two sentences
 */
public record CheckResult(Check check, Outcome outcome, long items, String summary) {
  /** Outcomes, from the strongest to the weakest. */
  public enum Outcome {
    /** Proved by exact arithmetic, or within a stated rounding tolerance of an exact value. */
    HOLDS,
    /** Agrees with an independent random sample; not a proof. */
    HOLDS_STATISTICALLY,
    /** Could not be recomputed here; nothing contradicts the claim. */
    NOT_CONFIRMED,
    /** A claim is wrong. */
    FAILS
  }
}
