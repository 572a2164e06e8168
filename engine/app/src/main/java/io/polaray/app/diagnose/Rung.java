package io.polaray.app.diagnose;

/**
 * One value of the ladder from the status quo to the first best.
 *
 * @param step which one
 * @param cost social cost; NaN when it was not computed
 * @param kind what the number is
 * @param measure the types it holds for
 * @param note where it comes from or why it is missing, in a few words
 */
public record Rung(Step step, double cost, Kind kind, Measure measure, String note) {
  /** The steps of the ladder, least cost first. */
  public enum Step {
    /** Anybody may be given anything. */
    FIRST_BEST("first best"),
    /** Every type is seen and left no worse off than with its endowment. */
    FULL_INFORMATION("full information"),
    /** Types are private; any Bayesian incentive compatible mechanism. */
    BAYESIAN("Bayesian (BIC)"),
    /** Types are private; polarised rays, obviously strategy-proof. */
    DESIGN("OSP design"),
    /** Nobody is asked. */
    NON_CHOICE("best without choice"),
    /** Nothing changes. */
    STATUS_QUO("status quo");

    private final String words;

    Step(String words) {
      this.words = words;
    }

    /** The step in words. */
    public String words() {
      return words;
    }
  }

  /** What a number is. */
  public enum Kind {
    /** The value itself. */
    EXACT,
    /** The value is not below this. */
    LOWER_BOUND,
    /** A mechanism has this cost; the value is not above it. */
    ATTAINED,
    /** Not computed. */
    MISSING
  }

  /** The types a number holds for. */
  public enum Measure {
    /** It does not depend on preferences, or only on which are possible. */
    NONE,
    /** The preferences of the market file. */
    EXACT,
    /** The sample of types of this run. */
    SAMPLE,
    /** Another sample of types. */
    OTHER_SAMPLE
  }

  /** Whether there is a number. */
  public boolean present() {
    return kind != Kind.MISSING && Double.isFinite(cost);
  }
}
