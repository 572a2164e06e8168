package io.polaray.support.bound;

/**
 * Quadratic majorants of the acceptance probability over a cell, in the scaled log deviations from
 * its centre: a first one with the give-ups at their upper ends and a second one with chords. They
 * do not depend on the weights. One thread at a time.
 */
interface CellModel {
  /** Enclosures of the probability. */
  RayProbability probability();

  /** Doubles of the first model. */
  int firstLength();

  /**
   * Writes both models and the elasticities at the centre; the level of the second model is {@code
   * +infinity} if there is none.
   *
   * @param mass upper bound of P over the cell
   * @param steady a task whose take-on b enters the models through {@code P b / b_low}, b_low being
   *     its lower end, which is positive; -1 for none. P b must not fall with b
   * @param chordMask give-ups for which the chord is wanted; the others stand at their upper ends
   * @param out receives the models and the elasticities at the places given; may be {@code c}
   * @return an upper bound of P at the centre
   */
  double fill(
      double[] c,
      int at,
      double mass,
      RayForest forest,
      int support,
      int steady,
      int chordMask,
      double[] centre,
      double[] out,
      int firstModel,
      int secondModel,
      int elasticityAt);

  /** Bound on the gain with the first model. */
  double first(GainModel gain, double[] c, int from);
}
