package io.polaray.app.estimate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Social cost of an outcome, {@code level + slope * outcome}.
 *
 * @param level the cost of outcome zero
 * @param slope positive when a larger outcome is worse, negative when it is better
 */
record CostRule(double level, double slope) {
  static final CostRule OUTCOME = new CostRule(0, 1);

  /** Costs beyond this would not keep six decimals in a double. */
  private static final double MAX_COST = 1e9;

  private static final String NUMBER = "[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+";
  private static final Pattern FORM =
      Pattern.compile("(?:([+-]?(?:" + NUMBER + "))?([+-]))?(?:(" + NUMBER + ")\\*)?outcome");

  CostRule {
    if (!Double.isFinite(level) || !Double.isFinite(slope) || slope == 0) {
      throw new IllegalArgumentException(
          "cost is "
              + level
              + " + "
              + slope
              + " * outcome; both numbers must be finite, the"
              + " second not zero");
    }
  }

  /** Reads {@code outcome}, {@code -outcome}, {@code A-outcome}, {@code A+B*outcome}. */
  static CostRule parse(String text) {
    Matcher matcher = FORM.matcher(text.replace(" ", ""));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "cost is '" + text + "'; write outcome, A-outcome or A+B*outcome, as in 5-outcome");
    }
    double level = matcher.group(1) == null ? 0 : Double.parseDouble(matcher.group(1));
    double slope = matcher.group(3) == null ? 1 : Double.parseDouble(matcher.group(3));
    return new CostRule(level, "-".equals(matcher.group(2)) ? -slope : slope);
  }

  double of(double outcome) {
    return level + slope * outcome;
  }

  /** Whether a cost, or the spread of costs, is of a size that a market file can hold. */
  static boolean isUsable(double cost) {
    return Math.abs(cost) <= MAX_COST;
  }

  /** What is wrong with a cost that is not usable. */
  static String fault() {
    return "makes a cost beyond " + (long) MAX_COST;
  }
}
