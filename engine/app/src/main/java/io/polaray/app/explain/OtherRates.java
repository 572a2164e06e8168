package io.polaray.app.explain;

import io.polaray.dual.AgentDesign;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.bracket.SupportProblems;

/**
 * What a trade would be worth at another rate, all else unchanged: it asks for more in return, and
 * fewer people choose it, or for less, and more do. A trade of a good menu is worth most at its own
 * rate, unless another trade of the menu keeps it from a better one.
 */
final class OtherRates {
  private static final int TYPES = 4096;
  private static final long SEED = 1;

  private final TypeMeasure measure;
  private final Vector worth;

  private OtherRates(TypeMeasure measure, Vector worth) {
    this.measure = measure;
    this.worth = worth;
  }

  /**
   * A trade at another rate.
   *
   * @param probability of being chosen
   * @param value expected worth at the task prices
   */
  record Outcome(double probability, double value) {}

  static OtherRates of(AgentDesign design, Vector prices) {
    return new OtherRates(
        SupportProblems.forAgent(design.agent(), TYPES, SEED).measure(),
        prices.minus(design.agent().socialCost()));
  }

  /**
   * A trade with all that is taken on scaled by a factor.
   *
   * @param factor above 1 asks for more in return, below 1 for less
   */
  Outcome at(RayChoice choice, double factor) {
    double[] direction = choice.ray().direction().toArray();
    for (int i = 0; i < direction.length; i++) {
      direction[i] = direction[i] > 0 ? factor * direction[i] : direction[i];
    }
    double probability = measure.acceptanceProbability(direction);
    double gain = worth.dot(Vector.of(direction));
    return new Outcome(probability, probability * Math.max(0, gain));
  }
}
