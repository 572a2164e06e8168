package io.polaray.verify;

/** The named checks, in the order in which they are made. */
public enum Check {
  /** The design was made for this market file. */
  MARKET_IDENTITY("market-identity", "name and SHA-256 of the market file"),
  /** Every agent of the market exactly once. */
  AGENTS("agents", "every agent of the market exactly once"),
  /** Lotteries over menus. */
  LOTTERIES("lotteries", "positive shares that sum to 1, few proper lotteries"),
  /** Rays on their own. */
  RAYS("rays", "rays non-monotone and at full extension, exactly"),
  /** Pairs of rays. */
  POLARISATION("polarisation", "every pair of rays polarised, exactly"),
  /** Choice probabilities. */
  CHOICE_PROBABILITIES("choice-probabilities", "choice probabilities recomputed"),
  /** Expected assignments. */
  ASSIGNMENTS("expected-assignments", "expected assignments recomputed, nonnegative"),
  /** Market clearing. */
  MARKET_CLEARING("market-clearing", "expected assignments add up to the instances"),
  /** Costs. */
  COSTS("costs", "costs of design, status quo and first best recomputed"),
  /** Gaps. */
  GAPS("gaps", "relative gap, gain gap and gain share by their definitions"),
  /** The lower bound. */
  LOWER_BOUND("lower-bound", "lower bound recomputed as far as possible"),
  /** The status. */
  STATUS("status", "status agrees with bound and gap"),
  /** Participation. */
  PARTICIPATION("participation", "no type is worse off than the status quo allows");

  private final String label;
  private final String subject;

  Check(String label, String subject) {
    this.label = label;
    this.subject = subject;
  }

  /** The name of the check in reports. */
  public String label() {
    return label;
  }

  /** What is checked, in a few words. */
  public String subject() {
    return subject;
  }
}
