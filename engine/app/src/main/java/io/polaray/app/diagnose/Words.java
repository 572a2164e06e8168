package io.polaray.app.diagnose;

import io.polaray.choice.Condition;
import io.polaray.choice.Verdict;

/** The sentences of a diagnosis. */
final class Words {
  private Words() {}

  static String question(Condition condition) {
    return switch (condition) {
      case PERFORMANCE_DIFFERS -> "agents perform differently";
      case PREFERENCES_VARY -> "preferences are not degenerate";
      case BOX_SUPPORT -> "types fill a box";
      case COMMON_SUPPORT -> "all agents have the same possible types";
      case BOUNDED_SUPPORT -> "private costs are bounded";
      case FULL_SUPPORT_STATUS_QUO -> "everybody holds some of every task today";
      case NO_SLACK -> "no slack: beta = 1";
      case FULL_DIMENSION -> "no private cost is known";
    };
  }

  static String verdict(Verdict verdict, boolean tradeFound) {
    return switch (verdict) {
      case CHOICE_IS_OPTIMAL ->
          "Choice is worth it. It improves on the status quo with obviously strategy-proof menus,"
              + " and every best mechanism gives choice (Theorem 1, i to iv).";
      case CHOICE_IMPROVES ->
          "Choice is worth it: it improves on the status quo with obviously strategy-proof menus"
              + " (Theorem 1, i to iii). Whether a mechanism without choice could do better still"
              + " is not settled by the theorem; compare the ladder.";
      case NOTHING_TO_GAIN ->
          "Nothing can be gained: all agents perform identically, so every allocation costs the"
              + " same (Theorem 1, not i).";
      case NO_ROLE_FOR_CHOICE ->
          "Choice has no role: everybody's preferences are known (Theorem 1, not i). What can be"
              + " gained is gained without asking; see the best mechanism without choice.";
      case A_PAIR_IMPROVES ->
          "Theorem 1 does not apply as a whole, but choice improves on the status quo: the two"
              + " agents named above satisfy Proposition 1 on the tasks both hold.";
      case UNDECIDED ->
          tradeFound
              ? "Theorem 1 does not apply and no pair satisfies Proposition 1, but the bilateral"
                  + " trade above satisfies Lemma 2: choice improves on the status quo."
              : "Theorem 1 does not apply, no pair satisfies Proposition 1, and no bilateral trade"
                  + " was found that saves anything. Mechanisms with more agents may still help.";
    };
  }

  /** What lies between two neighbouring rungs. */
  static String gap(Rung.Step lower, Rung.Step upper) {
    return switch (lower) {
      case FIRST_BEST ->
          "the price of people's rights: out of reach while nobody may end up worse off";
      case FULL_INFORMATION ->
          upper == Rung.Step.BAYESIAN || upper == Rung.Step.DESIGN
              ? "at most the price of not knowing what people prefer (with what search and bound"
                  + " left open)"
              : "the most that any mechanism with choice could save";
      case BAYESIAN ->
          upper == Rung.Step.DESIGN
              ? "at most the price of obviousness: of menus whose best choice is plain to see"
              : "the most that any mechanism with choice could save on these types";
      case DESIGN ->
          upper == Rung.Step.NON_CHOICE
              ? "what choice is worth over the best mechanism that asks nobody"
              : "what the design saves today";
      case NON_CHOICE -> "what could be saved without asking anybody";
      case STATUS_QUO -> "";
    };
  }

  static String kind(Rung.Kind kind) {
    return switch (kind) {
      case EXACT -> "exact";
      case LOWER_BOUND -> "at least";
      case ATTAINED -> "attained";
      case MISSING -> "-";
    };
  }

  static String measure(Rung.Measure measure) {
    return switch (measure) {
      case NONE -> "";
      case EXACT -> "exact preferences";
      case SAMPLE -> "sample of types";
      case OTHER_SAMPLE -> "another sample of types";
    };
  }
}
