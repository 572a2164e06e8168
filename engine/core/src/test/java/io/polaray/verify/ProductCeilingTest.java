package io.polaray.verify;

import static io.polaray.verify.Claims.marginal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.verify.support.CostTransform;
import io.polaray.verify.support.MixtureCeiling;
import io.polaray.verify.support.ProductCeiling;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds for independent costs by a series against exact boxes, formulas and the lattice. */
class ProductCeilingTest {
  private static final CostTransforms TRANSFORMS = new CostTransforms();

  static ProductCeiling ceiling(PreferenceClaim claim) {
    List<CostTransform> costs = new ArrayList<>();
    for (PreferenceClaim.Marginal marginal : ((PreferenceClaim.Independent) claim).marginals()) {
      CostTransform cost = TRANSFORMS.of(marginal);
      assertThat(cost).isNotNull();
      costs.add(cost);
    }
    return ProductCeiling.of(costs);
  }

  /** One of four families, from 0 on or not. */
  static PreferenceClaim.Marginal draw(SplittableRandom random, boolean zero) {
    double low = zero ? 0 : random.nextDouble(0.05, 0.5);
    double high = low + random.nextDouble(1, 3);
    double shape = random.nextInt(3) == 0 ? 1 : random.nextDouble(1, 3);
    return switch (random.nextInt(4)) {
      case 0 -> marginal("exponential", low, high, "mean", random.nextDouble(0.3, 1.5));
      case 1 -> marginal("gamma", low, high, "shape", shape, "scale", random.nextDouble(0.2, 0.8));
      case 2 -> marginal("weibull", low, high, "shape", shape, "scale", random.nextDouble(0.3, 1));
      default -> marginal("beta", low, high, "alpha", shape, "beta", random.nextDouble(1, 3));
    };
  }

  /** A cost that is log-concave in the logarithm alone. */
  static PreferenceClaim.Marginal steep(SplittableRandom random) {
    double low = random.nextDouble(0.1, 0.4);
    Double high = random.nextBoolean() ? null : Double.valueOf(random.nextDouble(3, 5));
    double shape = random.nextDouble(0.5, 0.9);
    return switch (random.nextInt(3)) {
      case 0 -> marginal("lognormal", low, high, "mu", -0.2, "sigma", random.nextDouble(0.4, 0.6));
      case 1 -> marginal("gamma", low, high, "shape", shape, "scale", random.nextDouble(0.2, 0.8));
      default -> marginal("weibull", low, 4.0, "shape", shape, "scale", 0.5);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void uniformCostsHaveAnExactProbability(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int close = 0;
    int trials = 200;
    for (int trial = 0; trial < trials; trial++) {
      int tasks = 1 + random.nextInt(6);
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      double[] kappa = new double[tasks];
      PreferenceClaim.Marginal[] marginals = new PreferenceClaim.Marginal[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble(0.05, 1);
        double width = random.nextDouble(1e-3, 2);
        upper[i] = lower[i] + (random.nextInt(5) == 0 && lower[i] > 0 ? 0 : width);
        double size = trial % 3 == 0 ? Math.exp(random.nextDouble(-15, 9)) : random.nextDouble();
        kappa[i] = random.nextInt(6) == 0 ? 0 : random.nextBoolean() ? size : -size;
        marginals[i] = marginal("uniform", lower[i], upper[i]);
      }
      double exact =
          new BoxAcceptance(ClaimedVector.of(lower).exact(), ClaimedVector.of(upper).exact())
              .of(ClaimedVector.of(kappa).exact())
              .value()
              .doubleValue();
      ProductCeiling bounds = ceiling(Claims.independent(marginals));
      double above = bounds.ceiling(kappa);
      double below = bounds.floor(kappa);
      assertThat(below).isBetween(0.0, exact);
      assertThat(above).isBetween(exact, 1.0);
      close += above - below < 1e-6 ? 1 : 0;
    }
    assertThat(close).isGreaterThan(3 * trials / 4);
  }

  /** The lattice of the probability check is another method with an error of its own. */
  @ParameterizedTest
  @Tag("slow")
  @ValueSource(ints = {3, 4, 5})
  void theLatticeAgrees(int tasks) {
    SplittableRandom random = new SplittableRandom(tasks);
    double widest = 0;
    for (int trial = 0; trial < 4; trial++) {
      PreferenceClaim.Marginal[] marginals = new PreferenceClaim.Marginal[tasks];
      double[] kappa = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        marginals[i] = draw(random, random.nextBoolean());
        kappa[i] = (i % 2 == 0 ? -1 : 1) * random.nextDouble(0.3, 1.5);
      }
      PreferenceClaim claim = Claims.independent(marginals);
      Acceptance.Probability other = Acceptances.of(claim).of(ClaimedVector.of(kappa).exact());
      assertThat(other).isNotNull();
      double value = other.value().doubleValue();
      ProductCeiling bounds = ceiling(claim);
      assertThat(bounds.ceiling(kappa)).isGreaterThanOrEqualTo(value - other.error());
      assertThat(bounds.floor(kappa)).isLessThanOrEqualTo(value + other.error());
      widest = Math.max(widest, bounds.ceiling(kappa) - bounds.floor(kappa));
    }
    assertThat(widest).isLessThan(1e-5);
  }

  /**
   * {@code P(b c_2 <= c_1 - x)} for large b is close to {@code f(0) E[(c_1 - x)+] / b}, also
   * relative to itself, and at most that.
   */
  @Test
  void hugeTakeOnsFromZeroOnAreKnownRelativeToTheirProbability() {
    PreferenceClaim claim =
        Claims.independent(
            marginal("uniform", 1, 3.0),
            marginal("exponential", 0, 4.0, "mean", 0.5),
            marginal("uniform", 0, 2.0));
    ProductCeiling bounds = ceiling(claim);
    double density = 2 / -Math.expm1(-8);
    for (double b = 10; b < 1e6; b *= 3) {
      double[] kappa = {-1, b, 0.5};
      double below = bounds.floor(kappa) * b;
      double above = bounds.ceiling(kappa) * b;
      // E[c_1 - c_3 / 2] = 1.5, never negative; the exponential density falls by c / mean.
      assertThat(below).isLessThanOrEqualTo(1.5 * density);
      assertThat(above).isGreaterThanOrEqualTo(1.5 * density * (1 - 3 / b / 0.5));
      assertThat(above - below).isLessThan(2e-4);
      double[] other = {-1, 0, b};
      // b c_3 <= c_1 for a uniform c_3: E[c_1] / 2 b.
      assertThat(bounds.floor(other)).isBetween((1 - 1e-4) / b, 1 / b);
      assertThat(bounds.ceiling(other)).isBetween(1 / b, (1 + 1e-4) / b);
    }
  }

  /** A budget is a give-up of known cost. */
  @Test
  void aBudgetIsATaskOfKnownCost() {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 5; trial++) {
      PreferenceClaim claim =
          Claims.independent(draw(random, false), draw(random, true), marginal("uniform", 1, 1.0));
      double budget = random.nextDouble(-0.5, 0.5);
      double[] kappa = {random.nextDouble(-1, 1), random.nextDouble(0, 1), 0};
      ProductCeiling bounds = ceiling(claim);
      double found = bounds.floor(kappa, budget);
      kappa[2] = -budget;
      assertThat(found).isCloseTo(bounds.floor(kappa), within(1e-12));
      kappa[2] = -budget - 0.1;
      assertThat(found).isLessThanOrEqualTo(bounds.ceiling(kappa) + 1e-12);
    }
  }

  /** At most {@code 1 - E exp(-r c)} and hardly less, for costs with a formula. */
  @Test
  void discounts() {
    double mean = 0.5;
    ProductCeiling bounds =
        ceiling(
            Claims.independent(
                marginal("exponential", 0.2, 3.0, "mean", mean),
                marginal("exponential", 0, 3.0, "mean", mean),
                marginal("uniform", 0.5, 2.0)));
    double mass = Math.exp(-0.2 / mean) - Math.exp(-3 / mean);
    for (double rate = 1e-3; rate < 1e6; rate *= 1.7) {
      double slope = rate + 1 / mean;
      double first = (Math.exp(-0.2 * slope) - Math.exp(-3 * slope)) / slope / mean / mass;
      double second = -Math.expm1(-3 * slope) / slope / mean / -Math.expm1(-3 / mean);
      double third = (Math.exp(-0.5 * rate) - Math.exp(-2 * rate)) / rate / 1.5;
      double[] exact = {1 - first, 1 - second, 1 - third};
      for (int i = 0; i < 3; i++) {
        assertThat(bounds.discount(i, rate))
            .isBetween(0.98 * exact[i] - 1e-9, exact[i] * (1 + 1e-9) + 1e-12);
      }
    }
    assertThat(bounds.discount(0, 0)).isZero();
    // Of small rates the mean.
    assertThat(bounds.discount(2, 1e-6)).isBetween(1.249e-6, 1.25e-6);
  }

  /** What is said of costs from 0 on holds of their distribution functions. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void costsFromZeroOnCompareWithUniformOnes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int falling = 0;
    int rising = 0;
    for (int trial = 0; trial < 4; trial++) {
      PreferenceClaim.Marginal marginal = draw(random, true);
      CostTransform cost = TRANSFORMS.of(marginal);
      CostLaw law = CostLaw.of(marginal);
      Numeral end = marginal.upper();
      assertThat(cost).isNotNull();
      assertThat(law).isNotNull();
      assertThat(end).isNotNull();
      LawTable table = new LawTable(law, 0, end.value());
      CostTransform.FromZero zero = cost.zero();
      assertThat(zero).isNotNull();
      double settled = zero.settled();
      double before = 0;
      for (double c = settled / 1000; c < end.value(); c *= 1.5) {
        double share = table.cdf(c) / c;
        if (c <= settled || zero.always()) {
          assertThat(share).isLessThanOrEqualTo(1 / zero.limitCost());
        }
        if (c <= settled && before > 0) {
          // F(c) / c is monotone; where it falls, the excess is what it loses.
          boolean rises = !zero.always();
          assertThat(rises ? share : before).isGreaterThanOrEqualTo((rises ? before : share));
          assertThat(share * zero.excess())
              .isGreaterThanOrEqualTo(rises ? 0 : (1 - 1e-8) / zero.limitCost());
        }
        before = share;
      }
      falling += zero.always() ? 1 : 0;
      rising += zero.always() ? 0 : 1;
      assertThat(zero.excess()).isBetween(1.0, 1.001);
      for (CostTransform.Low low : cost.low()) {
        assertThat(low.chance()).isCloseTo(table.cdf(low.upper()), within(1e-12));
      }
    }
    assertThat(falling + rising).isEqualTo(4);
  }

  /**
   * {@code P(b_2 c_2 + b_3 c_3 <= c_1)} of exponential costs without upper ends has a formula; high
   * costs are left out.
   */
  @Test
  void costsWithoutUpperEnds() {
    for (Double upper : new Double[] {null, 1e8}) {
      ProductCeiling bounds =
          ceiling(
              Claims.independent(
                  marginal("exponential", 0.4, upper, "mean", 1.0),
                  marginal("exponential", 0.3, upper, "mean", 0.7),
                  marginal("exponential", 0, upper, "mean", 1.2)));
      for (double b = 1.4; b < 20; b *= 1.5) {
        for (double other = 1e-3; other < 1e4; other *= 4) {
          double[] kappa = {-1, b, other};
          double exact = Math.exp(0.4 - 0.3 * b) / (1 + 0.7 * b) / (1 + 1.2 * other);
          assertThat(bounds.ceiling(kappa)).isGreaterThanOrEqualTo(exact * (1 - 4e-7) - 1.01e-7);
          assertThat(bounds.floor(kappa)).isLessThanOrEqualTo(exact * (1 + 4e-7));
          assertThat(bounds.ceiling(kappa) - bounds.floor(kappa)).isLessThan(1e-5 + 1e-3 * exact);
        }
      }
    }
  }

  /** What a ray gains on people with a high cost, by quadrature. */
  @Test
  void whatIsGainedBeyondTheEnds() {
    double mean = 0.5;
    PreferenceClaim.Marginal other = marginal("gamma", 0, 3.0, "shape", 2.0, "scale", 0.3);
    PreferenceClaim claim =
        Claims.independent(
            marginal("exponential", 0.4, null, "mean", mean), marginal("uniform", 1, 2.0), other);
    double[] weights = {-0.5, 1, 0.7};
    double[] endowment = {2, 1, 1};
    double bound = ceiling(claim).gainBeyond(weights, endowment);
    double end = 0.4 - mean * Math.log(1e-8);
    double best = 0;
    for (double b = 0.1; b < 100; b *= 1.1) {
      double sum = 0;
      double step = 0.01;
      for (double c = end + step / 2; c < end + 20; c += step) {
        double accepts = Math.min(1, Math.max(0, 2 * c / b - 1));
        double density = Math.exp((0.4 - c) / mean) / mean;
        sum += step * density * accepts * (b * weights[1] - 2 * weights[0]);
      }
      best = Math.max(best, sum);
    }
    assertThat(bound).isBetween(best, 5 * best);
    MixtureCeiling mixture =
        MixtureCeiling.of(List.of(ceiling(claim), ceiling(claim)), new double[] {0.3, 0.2});
    assertThat(mixture.gainBeyond(weights, endowment)).isCloseTo(0.5 * bound, within(1e-9 * bound));
    PreferenceClaim ended =
        Claims.independent(
            marginal("exponential", 0.4, 5.0, "mean", mean), marginal("uniform", 1, 2.0), other);
    assertThat(ceiling(ended).gainBeyond(weights, endowment)).isZero();
  }

  @Test
  void unboundedDensitiesHaveNoTransform() {
    assertThat(TRANSFORMS.of(marginal("weibull", 0, 2.0, "shape", 0.5, "scale", 1.0))).isNull();
    assertThat(TRANSFORMS.of(marginal("beta", 0.5, 2.0, "alpha", 0.5, "beta", 0.7))).isNull();
    assertThat(TRANSFORMS.of(marginal("uniform", 0, 0.0))).isNull();
    assertThat(TRANSFORMS.of(marginal("cauchy", 0, 1.0))).isNull();
    // Bounded densities that are log-concave in the logarithm alone.
    PreferenceClaim.Marginal steep = marginal("weibull", 0.2, 2.0, "shape", 0.5, "scale", 1.0);
    PreferenceClaim.Marginal wide = marginal("lognormal", 0.2, 9.0, "mu", 0.0, "sigma", 0.5);
    PreferenceClaim.Marginal narrow = marginal("lognormal", 0.2, 2.1, "mu", 0.0, "sigma", 0.5);
    PreferenceClaim.Marginal even = marginal("uniform", 1, 2.0);
    assertThat(ceiling(Claims.independent(even, steep, wide, narrow)).steepTasks())
        .isEqualTo(0b0110);
    assertThat(ceiling(Claims.independent(narrow, even)).steepTasks()).isZero();
  }
}
