package io.polaray.preference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  /*
   * Errors. Each marginal is replaced by its panel law; one at a time, this changes the probability
   * of the half space by at most the largest difference of the distribution functions, because
   * given the other costs the event is a half line of this one. What is left out of the series from
   * n = N + 2 on is at most (2 / pi) sum 1/n prod_i q_i / n over the d factors with q_i = V_i L /
   * (|a_i| pi) < N, for total variations V_i and a_i = kappa_i width_i, and so at most prod_i (q_i
   * / N) / (pi d), since a sum over odd n > N is at most half the integral from N. An error e of
   * each of I factors, all of size 1 at most, gives at most (2 / pi) sum_{odd n <= N} 1/n I e
   * (1 + e)^I, and that sum is at most 1 + log(N) / 2.
   */
  static final int MIN_TASKS = 3;
  static final int MAX_TASKS = 5;

  /** Of all laws together. */
  private static final double MAX_SUM_OF_ERRORS = 1e-4;

  private static final double WANTED_TAIL = 2e-7;
  private static final int FEWEST = 33;

  /** The largest n of a series. */
  static final int MOST = 501;

  /** Of costs that were cut off, whose densities are high for their range. */
  static final int MOST_OF_CUTS = 1501;

  /** The same with a cost conditioned to be low; odd too. */
  static final int MOST_OF_PARTS = 301;

  static final int MOST_OF_CUT_PARTS = 701;

  private static final double ROUNDING = 1e-11;

  private final ProductLaws costs;
  private final double[] known;
  private final double probabilityError;

  private ProductMeasure(ProductLaws costs) {
    this.costs = costs;
    known = costs.marginals().stream().mapToDouble(Marginal::lower).toArray();
    probabilityError = costs.error() + 1e-6 + costs.bounds().chance();
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
    private final @Nullable PanelLaw[] laws = new PanelLaw[MAX_TASKS];
    private final double[] parts = new double[4];
    private final double[] sizes = new double[MAX_TASKS];
    private final double[] real = new double[MAX_TASKS];
    private final double[] imaginary = new double[MAX_TASKS];
    private final double[] realSlope = new double[MAX_TASKS];
    private final double[] imaginarySlope = new double[MAX_TASKS];
    private double error;

    private Work() {}

    /** Bound on the absolute error of the last probability. */
    public double error() {
      return error;
    }
  }

  /** Scratch space for one thread. */
  public Work newWork() {
    return new Work();
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
    Work work = new Work();
    return fromBelow(probability(kappa, 0, null, work), kappa, work);
  }

  private double fromBelow(double probability, double[] kappa, Work work) {
    boolean endless = false;
    for (int i = 0; i < kappa.length; i++) {
      endless |= kappa[i] > 0 && known[i] == 0;
    }
    return endless || work.error > probabilityError
        ? Math.max(0, probability - work.error) * (1 - costs.bounds().chance())
        : probability;
  }

  /**
   * The probability for the costs on bounded intervals; its error bound is in the work space
   * afterwards.
   */
  public double acceptanceProbability(double[] kappa, Work work) {
    return probability(kappa, 0, null, work);
  }

  /** The same for {@code c . kappa + shift <= 0}. */
  public double acceptanceProbability(double[] kappa, double shift, Work work) {
    return probability(kappa, shift, null, work);
  }

  /**
   * The probability as {@link #acceptanceProbability(double[])} has it, and its partial derivatives
   * without an error bound.
   */
  public double probabilityAndGradient(double[] kappa, double[] gradient, Work work) {
    return fromBelow(probability(kappa, 0, gradient, work), kappa, work);
  }

  private double probability(
      double[] kappa, double shift, double @Nullable [] gradient, Work work) {
    if (kappa.length != known.length) {
      throw new IllegalArgumentException(
          "kappa has length " + kappa.length + "; it must be " + known.length);
    }
    if (gradient != null) {
      Arrays.fill(gradient, 0, kappa.length, 0);
    }
    double likely = costs.choose(kappa, shift, work.laws);
    double centre = shift;
    double reach = 0;
    double size = Math.abs(shift);
    double bias = 0;
    for (int i = 0; i < kappa.length; i++) {
      PanelLaw law = work.laws[i];
      centre += kappa[i] * (law == null ? known[i] : law.middle());
      work.sizes[i] = law == null ? 0 : Math.abs(kappa[i]) * law.width();
      reach += 0.5 * work.sizes[i];
      size += Math.abs(kappa[i]) * (law == null ? known[i] : law.middle() + 0.5 * law.width());
      bias += law == null || kappa[i] == 0 ? 0 : law.error();
    }
    double slack = 1e-15 * kappa.length * size;
    work.error = 0;
    if (centre >= reach + slack || centre <= -reach - slack) {
      return centre > 0 ? 0 : likely;
    }
    if (!(reach > 1e-13 * size)) {
      work.error = likely;
      return centre <= slack ? likely : 0;
    }
    double half = (Math.abs(centre) + reach) * (1 + 1e-12);
    int last = terms(half, work);
    double sum = series(kappa, gradient, centre, half, last, work);
    double spread = 1 + 0.5 * StrictMath.log(last);
    double off = kappa.length * PanelLaw.INTERPOLATION_ERROR * 1.001;
    work.error = likely * (bias + tail(last, half, work) + 2 / Math.PI * spread * off + ROUNDING);
    if (gradient != null) {
      for (int i = 0; i < kappa.length; i++) {
        gradient[i] *= likely;
      }
    }
    return likely * Math.min(1, Math.max(0, 0.5 - 2 / Math.PI * sum));
  }

  /** The last n: an odd number. */
  private int terms(double half, Work work) {
    int most = MOST_OF_CUTS;
    for (int i = 0; i < known.length; i++) {
      PanelLaw law = work.laws[i];
      most = law == null ? most : Math.min(most, law.most());
    }
    int last = FEWEST;
    while (last < most && tail(last, half, work) > WANTED_TAIL) {
      last += 2 * (last / 4);
    }
    return Math.min(last, most) | 1;
  }

  private double tail(int last, double half, Work work) {
    double product = 1;
    int factors = 0;
    for (int i = 0; i < known.length; i++) {
      PanelLaw law = work.laws[i];
      if (law != null && work.sizes[i] > 0) {
        double ratio = law.variation() * half / (work.sizes[i] * Math.PI) / last;
        if (ratio < 1) {
          product *= ratio;
          factors++;
        }
      }
    }
    return factors == 0 ? 1 : product / (Math.PI * factors);
  }

  private double series(
      double[] kappa,
      double @Nullable [] gradient,
      double centre,
      double half,
      int last,
      Work work) {
    double turn = centre / half * Math.PI;
    double cosine = StrictMath.cos(turn);
    double sine = StrictMath.sin(turn);
    double cosineOfTwo = StrictMath.cos(2 * turn);
    double sineOfTwo = StrictMath.sin(2 * turn);
    double sum = 0;
    for (int n = 1; n <= last; n += 2) {
      double t = n * Math.PI / half;
      double re = cosine;
      double im = sine;
      for (int i = 0; i < kappa.length; i++) {
        PanelLaw law = work.laws[i];
        if (law == null || work.sizes[i] == 0) {
          continue;
        }
        law.evaluate(t * work.sizes[i], work.parts);
        double a = work.parts[0];
        double b = kappa[i] > 0 ? work.parts[1] : -work.parts[1];
        if (gradient != null) {
          work.real[i] = a;
          work.imaginary[i] = b;
          work.realSlope[i] = work.parts[2];
          work.imaginarySlope[i] = kappa[i] > 0 ? work.parts[3] : -work.parts[3];
        }
        double next = re * a - im * b;
        im = re * b + im * a;
        re = next;
      }
      sum += im / n;
      if (gradient != null) {
        addSlopes(kappa, gradient, cosine, sine, re, half, work);
      }
      double rotated = cosine * cosineOfTwo - sine * sineOfTwo;
      sine = cosine * sineOfTwo + sine * cosineOfTwo;
      cosine = rotated;
    }
    return sum;
  }

  /** Adds the derivatives of one term of the series, at a fixed half period. */
  private void addSlopes(
      double[] kappa,
      double[] gradient,
      double cosine,
      double sine,
      double product,
      double half,
      Work work) {
    for (int i = 0; i < kappa.length; i++) {
      PanelLaw law = work.laws[i];
      double centre = law == null ? known[i] : law.middle();
      double slope = centre * product;
      if (law != null) {
        double re = cosine;
        double im = sine;
        for (int k = 0; k < kappa.length; k++) {
          if (work.laws[k] == null || (work.sizes[k] == 0 && k != i)) {
            continue;
          }
          boolean own = k == i;
          double a = own ? work.realSlope[k] : work.real[k];
          double b = own ? work.imaginarySlope[k] : work.imaginary[k];
          if (own && work.sizes[k] == 0) {
            a = 0;
            b = law.meanOffset();
          }
          double next = re * a - im * b;
          im = re * b + im * a;
          re = next;
        }
        slope += (kappa[i] >= 0 ? 1 : -1) * law.width() * im;
      }
      gradient[i] -= 2 / half * slope;
    }
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
