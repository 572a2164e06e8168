package io.polaray.support.bound;

import io.polaray.preference.Marginal;
import io.polaray.preference.ProductMeasure;
import java.util.Arrays;

/**
 * Acceptance probabilities of rays for independent costs, widened by their error bounds, with
 * elasticities.
 *
 * <p>Not thread-safe: the scratch space and the last error are fields.
 */
final class ProductProbability implements ElasticProbability {
  /*
   * The derivatives of the series carry no error bound, so the elasticities of the positive entries
   * are enclosed by values. log P is concave in beta_j = log kappa_j. For a supergradient g at beta
   * and a step d > 0 in direction j
   *
   *     (log P(beta + d) - log P(beta)) / d  <=  g_j  <=  (log P(beta) - log P(beta - d)) / d,
   *
   * and enclosures of the three probabilities keep both inequalities when they are taken on the far
   * sides. Each g_j lies in an interval; its middle is the elasticity, half its length the error.
   * The tangent with the middle in place of g is off by at most that error times |d_j|. The hazard
   * rate is enclosed in the same way, by P(c . kappa + x <= 0) at two values of x.
   */
  private static final double STEP = 2e-3;
  private static final double MAX_STEP = 0.05;
  private static final double SMALLEST = 1e-9;

  /** Of a probability whose tangents are of use, relative to it. */
  private static final double LARGEST_ERROR = 0.05;

  /** Error of a mean as a share of the width of the interval. */
  private static final double MEAN_ERROR = 1e-7;

  private final ProductMeasure measure;
  private final ProductMeasure.Work work;
  private double elasticityError;
  private double hazardLower;
  private double hazardUpper;

  ProductProbability(ProductMeasure measure) {
    this.measure = measure;
    this.work = measure.newWork();
  }

  @Override
  public double upper(double[] kappa) {
    double p = measure.acceptanceProbability(kappa, work);
    return Math.min(1, p + work.error());
  }

  @Override
  public double lower(double[] kappa) {
    double p = measure.acceptanceProbability(kappa, work);
    return Math.max(0, p - work.error());
  }

  @Override
  public double upperWithElasticity(double[] kappa, double[] elasticity) {
    Arrays.fill(elasticity, 0, kappa.length, 0);
    elasticityError = 0;
    hazardLower = 0;
    hazardUpper = Double.POSITIVE_INFINITY;
    double shed = 0;
    for (int i = 0; i < kappa.length; i++) {
      shed += kappa[i] < 0 ? -kappa[i] * measure.marginals().get(i).upper() : 0;
    }
    double p = measure.acceptanceProbability(kappa, MAX_STEP, MAX_STEP * shed, work);
    double error = work.error();
    if (!(p > SMALLEST && error < LARGEST_ERROR * p)) {
      elasticityError = Double.POSITIVE_INFINITY;
      return Math.min(1, p + error);
    }
    double logHigh = StrictMath.log(Math.min(1, p + error));
    // A longer step means less noise from errors and more from curvature; this balances the two.
    double step = Math.min(MAX_STEP, Math.max(STEP, Math.sqrt(2 * error / p)));
    double growth = StrictMath.exp(step);
    double taken = 0;
    for (int j = 0; j < kappa.length; j++) {
      if (!(kappa[j] > 0)) {
        continue;
      }
      double far = measure.withEntry(j, kappa[j] * growth, work);
      if (!(far > work.error())) {
        elasticityError = Double.POSITIVE_INFINITY;
        return Math.min(1, p + error);
      }
      double least = (StrictMath.log(far - work.error()) - logHigh) / step;
      double near = measure.withEntry(j, kappa[j] / growth, work);
      double slope =
          near > work.error() ? (logHigh - StrictMath.log(near - work.error())) / step : 0;
      double most = Math.max(least, Math.min(0, slope));
      elasticity[j] = 0.5 * (least + most);
      elasticityError = Math.max(elasticityError, 0.5 * (most - least) + 1e-9);
      taken -= elasticity[j];
    }
    boundHazard(step * shed, logHigh);
    for (int i = 0; i < kappa.length && shed > 0; i++) {
      if (kappa[i] < 0) {
        double part = Math.abs(kappa[i]) * measure.marginals().get(i).upper();
        elasticity[i] = taken * part / shed;
      }
    }
    return Math.min(1, p + error);
  }

  @Override
  public double hazardLower() {
    return hazardLower;
  }

  @Override
  public double hazardUpper() {
    return hazardUpper;
  }

  /** The chord of exp between the ends at the mean. */
  @Override
  public double logLaplace(int i, double y) {
    Marginal marginal = measure.marginals().get(i);
    double width = marginal.upper() - marginal.lower();
    double end = y > 0 ? marginal.lower() : marginal.upper();
    double distance = width > 0 ? Math.abs(marginal.mean() - end) / width - MEAN_ERROR : 0;
    double mean = 1 + Math.max(0, distance) * StrictMath.expm1(-Math.abs(y) * width);
    return StrictMath.log(mean) - y * end + 1e-14 * (1 + Math.abs(y) * marginal.upper());
  }

  @Override
  public int steepTasks() {
    int bits = 0;
    for (int i = 0; i < measure.tasks(); i++) {
      bits |= measure.marginals().get(i).logConcaveDensity() ? 0 : 1 << i;
    }
    return bits;
  }

  /** 0: the logarithm of what a cost is above its lower end need not be log-concave. */
  @Override
  public double certainCost(int i) {
    return 0;
  }

  /** Encloses the hazard rate like an elasticity, by shifts of x. */
  private void boundHazard(double shift, double logHigh) {
    double near = measure.withShift(-shift, work);
    if (near > work.error()) {
      hazardLower = Math.max(0, (StrictMath.log(near - work.error()) - logHigh) / shift);
    }
    double far = measure.withShift(shift, work);
    if (far > work.error()) {
      hazardUpper = Math.max(0, (logHigh - StrictMath.log(far - work.error())) / shift);
    }
  }

  @Override
  public double elasticityError() {
    return elasticityError;
  }
}
