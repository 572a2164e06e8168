package io.polaray.preference;

import java.util.List;
import java.util.Optional;

/**
 * The exact measure of three to five independent costs with bounded densities: acceptance
 * probabilities with an error bound for each ray. Costs without an upper end are conditioned to be
 * below one ({@link #gainBeyond}).
 *
 * <p>With {@code X = c . kappa} in {@code [-L, L]} the sign of X is a square wave, whose Fourier
 * series gives
 *
 * <pre>  P(X &lt;= 0) = 1/2 - (2 / pi) sum over odd n of Im E[exp(i n pi X / L)] / n.</pre>
 *
 * <p>The expectation is a product of characteristic functions. Immutable and safe for use by many
 * threads; every thread brings its own work space.
 */
public final class ProductMeasure implements TypeMeasure {
  static final int MIN_TASKS = 3;
  static final int MAX_TASKS = 5;

  /** Of all laws together. */
  private static final double MAX_SUM_OF_ERRORS = 1e-4;

  private final ProductLaws costs;
  private final double[] known;
  private final double probabilityError;

  private ProductMeasure(ProductLaws costs) {
    this.costs = costs;
    known = costs.marginals().stream().mapToDouble(Marginal::lower).toArray();
    double laws = (1 + HalfSpaceSeries.TAIL_OF_BIAS) * costs.error();
    probabilityError = laws + 1e-6 + costs.bounds().chance();
  }

  /**
   * The measure, if the costs allow it: bounded densities that are not too high for their range.
   */
  static Optional<TypeMeasure> of(List<Marginal> marginals) {
    return ProductLaws.of(marginals)
        .map(ProductMeasure::new)
        .filter(measure -> measure.probabilityError <= MAX_SUM_OF_ERRORS)
        .map(TypeMeasure.class::cast);
  }

  /** The same measure with a cost that is uniform on [0, upper] instead of that of a task. */
  public ProductMeasure withUniform(int task, double upper) {
    return new ProductMeasure(costs.withUniform(task, upper));
  }

  /** Scratch space of one thread, with the error bound of the last probability. */
  public static final class Work {
    private final HalfSpaceSeries series;

    private Work(double[] known) {
      series = new HalfSpaceSeries(known);
    }

    /** Bound on the absolute error of the last probability. */
    public double error() {
      return series.error();
    }
  }

  /** Scratch space for one thread. */
  public Work newWork() {
    return new Work(known);
  }

  /** The distributions of the costs, one a task, on bounded intervals. */
  public List<Marginal> marginals() {
    return costs.marginals();
  }

  @Override
  public int tasks() {
    return known.length;
  }

  @Override
  public Kind kind() {
    return Kind.EXACT;
  }

  /**
   * A bound for rays whose series ends in time. Those that are valued from below are off by at most
   * twice the {@link Work#error} of the ray, on the low side.
   */
  @Override
  public double probabilityError() {
    return probabilityError;
  }

  /**
   * The probability; with its error bound taken off, so that it is not too large, for rays whose
   * series is cut off and for those that take on a task whose cost may be 0: there the take-on may
   * be as large as one likes, and a search would find where an error is multiplied by most.
   */
  @Override
  public double acceptanceProbability(double[] kappa) {
    return valueFromBelow(kappa, newWork());
  }

  /** The same as {@link #acceptanceProbability(double[])}, without allocation. */
  public double valueFromBelow(double[] kappa, Work work) {
    return fromBelow(acceptanceProbability(kappa, work), kappa, work);
  }

  /** At least the probability, whatever the error of its series. */
  public double atMost(double[] kappa, Work work) {
    double p = acceptanceProbability(kappa, work);
    return Math.min(1, p + work.error() + costs.bounds().chance());
  }

  private double fromBelow(double probability, double[] kappa, Work work) {
    boolean endless = false;
    for (int i = 0; i < kappa.length; i++) {
      endless |= kappa[i] > 0 && known[i] == 0;
    }
    return endless || work.error() > probabilityError
        ? Math.max(0, probability - work.error()) * (1 - costs.bounds().chance())
        : probability;
  }

  /**
   * The probability for the costs on bounded intervals; its error bound is in the work space
   * afterwards.
   */
  public double acceptanceProbability(double[] kappa, Work work) {
    return acceptanceProbability(kappa, 0, work);
  }

  /** The same for {@code c . kappa + shift <= 0}. */
  public double acceptanceProbability(double[] kappa, double shift, Work work) {
    return open(kappa, shift, 0, 0, work);
  }

  /**
   * The same with a view to rays next to this one, whose probabilities cost less afterwards, in the
   * same work space: {@link #withEntry} and {@link #withShift}.
   *
   * @param room how far the logarithms of positive entries will be moved at most
   * @param shiftRoom how far a shift will be from 0 at most
   */
  public double acceptanceProbability(double[] kappa, double room, double shiftRoom, Work work) {
    return open(kappa, 0, room, shiftRoom, work);
  }

  /** The probability of the last ray with another positive entry for one task. */
  public double withEntry(int task, double entry, Work work) {
    return work.series.withEntry(task, entry);
  }

  /** The probability of the last ray for {@code c . kappa + shift <= 0}. */
  public double withShift(double shift, Work work) {
    return work.series.withShift(shift);
  }

  private double open(double[] kappa, double shift, double room, double shiftRoom, Work work) {
    if (kappa.length != known.length) {
      throw new IllegalArgumentException(
          "kappa has length " + kappa.length + "; it must be " + known.length);
    }
    return work.series.open(costs, kappa, shift, room, shiftRoom);
  }

  /**
   * The probability as {@link #acceptanceProbability(double[])} has it, and its partial derivatives
   * without an error bound.
   */
  public double probabilityAndGradient(double[] kappa, double[] gradient, Work work) {
    double p = valueFromBelow(kappa, work);
    work.series.gradient(gradient);
    return p;
  }

  @Override
  public double fullInformationBound(double[] v, double[] eta) {
    return IndependentFullInformation.bound(costs.original(), v, eta);
  }

  @Override
  public double gainBeyond(double[] weights, double[] endowment) {
    return costs.bounds().gainBeyond(weights, endowment);
  }
}
