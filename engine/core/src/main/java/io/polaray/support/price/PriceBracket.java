package io.polaray.support.price;

/**
 * Solution of one price problem {@code max_r P(r) (gain * r - loss)}.
 *
 * @param rate the best exchange rate found, units taken on for each unit shed; NaN when no rate
 *     pays
 * @param value its value, 0 when no rate pays
 * @param upperBound a valid upper bound on the maximum, at least 0
 */
record PriceBracket(double rate, double value, double upperBound) {
  static final PriceBracket NOTHING = new PriceBracket(Double.NaN, 0, 0);
}
