package io.polaray.preference;

/**
 * A probability measure over types that values menus: it answers with which probability a ray is
 * accepted, {@code P(c . kappa <= 0)}.
 *
 * <p>The function is scale free in kappa, nonincreasing in every entry of kappa, 0 when kappa has
 * no negative entry and some positive one, and 1 when kappa has no positive entry.
 */
public interface TypeMeasure {
  /** Whether a measure is the exact distribution of the market file or a finite sample of it. */
  enum Kind {
    /** The preferences of the market file themselves. */
    EXACT,
    /** A finite sample of types: values carry sampling error. */
    SAMPLE
  }

  /** The number of tasks I. */
  int tasks();

  /** Exact or sample. */
  Kind kind();

  /**
   * {@code P(c . kappa <= 0)} in [0, 1]; types on the boundary accept.
   *
   * @param kappa a direction of length I, finite entries
   */
  double acceptanceProbability(double[] kappa);

  /** Bound on the absolute error of {@link #acceptanceProbability}; 0 when types are counted. */
  double probabilityError();

  /**
   * {@code E[max_i v_i / c(i) * c . eta]}, the expected value of giving each type the single task
   * with the best ratio up to indifference, rounded so that the result is not below the true
   * expectation; {@code +infinity} when no finite bound is known.
   *
   * @param v nonnegative numbers, length I
   * @param eta nonnegative numbers, length I
   */
  double fullInformationBound(double[] v, double[] eta);

  /**
   * A measure may leave out types with very high costs: what any menu gains over the endowment on
   * them, at most. Bounds for the types that are left must add it.
   *
   * @param weights w, length I
   * @param endowment eta, length I
   */
  default double gainBeyond(double[] weights, double[] endowment) {
    return 0;
  }
}
