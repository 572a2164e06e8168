package io.polaray.verify;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Acceptance probabilities estimated from pseudo-random types drawn here with {@link
 * SplittableRandom}, not with the solver's generators. The error is one standard error, computed
 * from the weighted draws and never below that of an event of one draw.
 */
final class SampledAcceptance implements Acceptance {
  /** The number of types drawn. */
  static final int DRAWS = 200_000;

  private static final long SEED = 0x0b7a_11ce_5e1f_7e57L;

  private final double[][] costs;
  private final double[] weights;

  private SampledAcceptance(int tasks) {
    costs = new double[tasks][DRAWS];
    weights = new double[DRAWS];
  }

  /** A sample of the distribution, or null when it cannot be drawn here. */
  static @Nullable SampledAcceptance of(PreferenceClaim claim) {
    if (claim instanceof PreferenceClaim.UniformBox box) {
      return box(box);
    }
    if (claim instanceof PreferenceClaim.Independent independent) {
      return independent(independent);
    }
    if (claim instanceof PreferenceClaim.Lognormal lognormal) {
      return lognormal(lognormal);
    }
    return null;
  }

  private static SampledAcceptance box(PreferenceClaim.UniformBox box) {
    SampledAcceptance sample = new SampledAcceptance(box.tasks());
    SplittableRandom random = new SplittableRandom(SEED);
    for (int m = 0; m < DRAWS; m++) {
      sample.weights[m] = 1;
      for (int i = 0; i < box.tasks(); i++) {
        double width = box.upper().value(i) - box.lower().value(i);
        sample.costs[i][m] = box.lower().value(i) + width * random.nextDouble();
      }
    }
    return sample;
  }

  private static @Nullable SampledAcceptance independent(PreferenceClaim.Independent claim) {
    SampledAcceptance sample = new SampledAcceptance(claim.tasks());
    java.util.Arrays.fill(sample.weights, 1);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < claim.tasks(); i++) {
      PreferenceClaim.Marginal marginal = claim.marginals().get(i);
      Numeral upper = marginal.upper();
      CostLaw law = CostLaw.of(marginal);
      if (law == null) {
        return null;
      }
      if (upper != null && upper.value() == marginal.lower().value()) {
        java.util.Arrays.fill(sample.costs[i], upper.value());
        continue;
      }
      double highest = upper == null ? Double.POSITIVE_INFINITY : upper.value();
      LawTable table = new LawTable(law, marginal.lower().value(), highest);
      for (int m = 0; m < DRAWS; m++) {
        sample.costs[i][m] = law.cost(table.draw(random));
      }
    }
    return sample;
  }

  /**
   * Sequential importance sampling of a truncated normal: with {@code y = mean + L t} for the
   * Cholesky factor L, each t_i is drawn from the standard normal conditioned to the interval that
   * the earlier ones leave it, and the draw weighs the product of the intervals' probabilities.
   */
  private static @Nullable SampledAcceptance lognormal(PreferenceClaim.Lognormal claim) {
    int tasks = claim.tasks();
    double[][] factor = cholesky(claim.covariance());
    if (factor == null) {
      return null;
    }
    LawTable standard = new LawTable(new CostLaw.Normal(0, 1), 0, Double.POSITIVE_INFINITY);
    SampledAcceptance sample = new SampledAcceptance(tasks);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] t = new double[tasks];
    ClaimedVector upper = claim.upper();
    for (int m = 0; m < DRAWS; m++) {
      double weight = 1;
      for (int i = 0; i < tasks && weight > 0; i++) {
        double centre = claim.mean().value(i);
        for (int k = 0; k < i; k++) {
          centre += factor[i][k] * t[k];
        }
        double low = StrictMath.log(claim.lower().value(i));
        double high = upper == null ? Double.POSITIVE_INFINITY : StrictMath.log(upper.value(i));
        double pivot = factor[i][i];
        if (pivot == 0) {
          t[i] = 0;
          weight *= centre >= low && centre <= high ? 1 : 0;
          sample.costs[i][m] = StrictMath.exp(centre);
          continue;
        }
        double from = (low - centre) / pivot;
        double to = (high - centre) / pivot;
        weight *= NormalTable.between(from, to);
        if (weight > 0) {
          t[i] = standard.draw(random, from, to);
          sample.costs[i][m] = StrictMath.exp(centre + pivot * t[i]);
        }
      }
      sample.weights[m] = weight;
    }
    return sample;
  }

  /** The lower Cholesky factor of a positive semidefinite matrix, null when it is not one. */
  private static double @Nullable [][] cholesky(List<ClaimedVector> covariance) {
    int size = covariance.size();
    double[][] factor = new double[size][size];
    for (int j = 0; j < size; j++) {
      double rest = covariance.get(j).value(j);
      for (int k = 0; k < j; k++) {
        rest -= factor[j][k] * factor[j][k];
      }
      double rounding = 1e-12 * covariance.get(j).value(j);
      if (rest < -rounding) {
        return null;
      }
      factor[j][j] = rest <= rounding ? 0 : Math.sqrt(rest);
      for (int i = j + 1; i < size && factor[j][j] > 0; i++) {
        double sum = covariance.get(i).value(j);
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = sum / factor[j][j];
      }
    }
    return factor;
  }

  @Override
  public @Nullable Probability of(List<BigDecimal> kappa) {
    double[] direction = kappa.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    double total = 0;
    double accepted = 0;
    double squares = 0;
    double acceptedSquares = 0;
    for (int m = 0; m < DRAWS; m++) {
      double weight = weights[m];
      if (weight <= 0) {
        continue;
      }
      double dot = 0;
      for (int i = 0; i < direction.length; i++) {
        dot += direction[i] * costs[i][m];
      }
      total += weight;
      squares += weight * weight;
      if (dot <= 0) {
        accepted += weight;
        acceptedSquares += weight * weight;
      }
    }
    if (!(total > 0) || total * total / squares < 1000) {
      return null;
    }
    double p = accepted / total;
    double variance = ((1 - 2 * p) * acceptedSquares + p * p * squares) / (total * total);
    double least = squares / (total * total);
    return new Probability(new BigDecimal(p), Math.sqrt(Math.max(variance, least * least)), true);
  }
}
