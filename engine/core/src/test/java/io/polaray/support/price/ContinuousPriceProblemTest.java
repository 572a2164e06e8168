package io.polaray.support.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import io.polaray.preference.UniformPreferences;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Price problems against fine grids, and the number of probabilities they need. */
class ContinuousPriceProblemTest {
  private static final int GRID = 40_000;
  private static final double INF = Double.POSITIVE_INFINITY;

  /** Distributions of the ratio of two costs. */
  private enum Ratio {
    /** Both costs uniform on [1, 2]. */
    UNIFORM(0.5, 2, true) {
      @Override
      double acceptance(double rate) {
        return UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2))
            .measure()
            .acceptanceProbability(new double[] {-1, rate});
      }
    },
    /** One cost known, the other exponential. */
    EXPONENTIAL(0, Double.POSITIVE_INFINITY, true) {
      @Override
      double acceptance(double rate) {
        return StrictMath.exp(-rate);
      }
    },
    /** A tail that falls with the cube of the rate. */
    HEAVY(1, Double.POSITIVE_INFINITY, true) {
      @Override
      double acceptance(double rate) {
        return rate <= 1 ? 1 : StrictMath.pow(rate, -3);
      }
    },
    /** The logistic function of log rate, cut at 20. */
    LOGISTIC(0, 20, true) {
      @Override
      double acceptance(double rate) {
        return rate > 20 ? 0 : 1 / (1 + StrictMath.pow(rate, 4));
      }
    },
    /** A steep fall: almost everybody has the same ratio. */
    STEEP(0.999, 1.001, true) {
      @Override
      double acceptance(double rate) {
        return Math.min(1, Math.max(0, (1.001 - rate) / 0.002));
      }
    },
    /** Rates that hardly pay. */
    SMALL(0, 0.01, true) {
      @Override
      double acceptance(double rate) {
        return Math.max(0, 1 - 100 * rate);
      }
    },
    /** Two kinds of people. */
    MIXED(0, 30, false) {
      @Override
      double acceptance(double rate) {
        return rate > 30
            ? 0
            : 0.7 * StrictMath.exp(-3 * rate) + 0.3 / (1 + StrictMath.pow(rate / 4, 9));
      }
    };

    final double least;
    final double most;
    final boolean isLogConcave;

    Ratio(double least, double most, boolean isLogConcave) {
      this.least = least;
      this.most = most;
      this.isLogConcave = isLogConcave;
    }

    abstract double acceptance(double rate);
  }

  /** Counts the probabilities asked for; each is off by the error, now up, now down. */
  private static final class Counter implements DoubleUnaryOperator {
    final Ratio ratio;
    final double error;
    int calls;

    Counter(Ratio ratio, double error) {
      this.ratio = ratio;
      this.error = error;
    }

    @Override
    public double applyAsDouble(double rate) {
      calls++;
      double off = error * StrictMath.sin(1e6 * rate);
      return Math.min(1, Math.max(0, ratio.acceptance(rate) + off));
    }
  }

  private static ContinuousPriceProblem problem(
      DoubleUnaryOperator acceptance, double error, Ratio ratio) {
    return new ContinuousPriceProblem(
        acceptance, error, ratio.isLogConcave, ratio.least, ratio.most, rate -> INF);
  }

  private static double gridMaximum(Ratio ratio, double gain, double loss) {
    double low = StrictMath.log(Math.max(ratio.least, 1e-6));
    double high = StrictMath.log(Math.min(ratio.most, 1e6));
    double best = 0;
    for (int k = 0; k <= GRID; k++) {
      double rate = StrictMath.exp(low + (high - low) * k / GRID);
      best = Math.max(best, ratio.acceptance(rate) * (gain * rate - loss));
    }
    return best;
  }

  @ParameterizedTest
  @CsvSource({
    "UNIFORM, 1.0, 0.3, 0.0, 1.0E-13, 0.39147884256051285, 64",
    "UNIFORM, 1.0, 0.3, 1.0E-9, 1.0E-6, 0.39147922075754094, 68",
    "UNIFORM, 1.0, 0.0, 0.0, 1.0E-13, 0.6250000000000463, 65",
    "UNIFORM, 1.0, 0.0, 1.0E-9, 1.0E-6, 0.6250009500275084, 74",
    "UNIFORM, 2.0, -0.5, 0.0, 1.0E-13, 1.6832825252463843, 68",
    "UNIFORM, 2.0, -0.5, 1.0E-9, 1.0E-6, 1.6832828105195528, 70",
    "UNIFORM, 0.7, 0.9, 0.0, 1.0E-13, 0.012500000000036088, 63",
    "UNIFORM, 0.7, 0.9, 1.0E-9, 1.0E-6, 0.012500087703241411, 64",
    "UNIFORM, 1.0, -3.0, 0.0, 1.0E-13, 3.5190277462093453, 66",
    "UNIFORM, 1.0, -3.0, 1.0E-9, 1.0E-6, 3.519028383077087, 69",
    "EXPONENTIAL, 1.0, 0.3, 0.0, 1.0E-13, 0.27253179303404035, 77",
    "EXPONENTIAL, 1.0, 0.3, 1.0E-9, 1.0E-6, 0.27253215596876784, 81",
    "EXPONENTIAL, 1.0, 0.0, 0.0, 1.0E-13, 0.3678794411715339, 80",
    "EXPONENTIAL, 1.0, 0.0, 1.0E-9, 1.0E-6, 0.3678797870611574, 82",
    "EXPONENTIAL, 2.0, -0.5, 0.0, 1.0E-13, 0.9447331054820967, 80",
    "EXPONENTIAL, 2.0, -0.5, 1.0E-9, 1.0E-6, 0.9447339010028901, 89",
    "EXPONENTIAL, 0.7, 0.9, 0.0, 1.0E-13, 0.0711909746130226, 74",
    "EXPONENTIAL, 0.7, 0.9, 1.0E-9, 1.0E-6, 0.07119121046971673, 77",
    "EXPONENTIAL, 1.0, -3.0, 0.0, 1.0E-13, 3.0000000000001137, 63",
    "EXPONENTIAL, 1.0, -3.0, 1.0E-9, 1.0E-6, 3.000000207461511, 52",
    "HEAVY, 1.0, 0.3, 0.0, 1.0E-13, 0.7000000000000142, 27",
    "HEAVY, 1.0, 0.3, 1.0E-9, 1.0E-6, 0.7000000005508595, 27",
    "HEAVY, 1.0, 0.0, 0.0, 1.0E-13, 1.0000000000000147, 27",
    "HEAVY, 1.0, 0.0, 1.0E-9, 1.0E-6, 1.0000000005508638, 27",
    "HEAVY, 2.0, -0.5, 0.0, 1.0E-13, 2.5000000000000364, 27",
    "HEAVY, 2.0, -0.5, 1.0E-9, 1.0E-6, 2.5000000011017347, 27",
    "HEAVY, 0.7, 0.9, 0.0, 1.0E-13, 0.06273433927755004, 50",
    "HEAVY, 0.7, 0.9, 1.0E-9, 1.0E-6, 0.06273433936804627, 72",
    "HEAVY, 1.0, -3.0, 0.0, 1.0E-13, 4.000000000000057, 27",
    "HEAVY, 1.0, -3.0, 1.0E-9, 1.0E-6, 4.000000000550907, 27",
    "LOGISTIC, 1.0, 0.3, 0.0, 1.0E-13, 0.3625815759505403, 72",
    "LOGISTIC, 1.0, 0.3, 1.0E-9, 1.0E-6, 0.36258209040274536, 75",
    "LOGISTIC, 1.0, 0.0, 0.0, 1.0E-13, 0.5698767642387711, 71",
    "LOGISTIC, 1.0, 0.0, 1.0E-9, 1.0E-6, 0.5698775403923211, 66",
    "LOGISTIC, 2.0, -0.5, 0.0, 1.0E-13, 1.5326120367566471, 70",
    "LOGISTIC, 2.0, -0.5, 1.0E-9, 1.0E-6, 1.5326125742970735, 66",
    "LOGISTIC, 0.7, 0.9, 0.0, 1.0E-13, 0.03134604383382236, 61",
    "LOGISTIC, 0.7, 0.9, 1.0E-9, 1.0E-6, 0.031346117366724845, 70",
    "LOGISTIC, 1.0, -3.0, 0.0, 1.0E-13, 3.316811545975741, 79",
    "LOGISTIC, 1.0, -3.0, 1.0E-9, 1.0E-6, 3.3168121762939253, 77",
    "STEEP, 1.0, 0.3, 0.0, 1.0E-13, 0.6990000000000143, 25",
    "STEEP, 1.0, 0.3, 1.0E-9, 1.0E-6, 0.6990003952212848, 21",
    "STEEP, 1.0, 0.0, 0.0, 1.0E-13, 0.9990000000000142, 25",
    "STEEP, 1.0, 0.0, 1.0E-9, 1.0E-6, 0.999000395221289, 21",
    "STEEP, 2.0, -0.5, 0.0, 1.0E-13, 2.4980000000000286, 25",
    "STEEP, 2.0, -0.5, 1.0E-9, 1.0E-6, 2.4980007904425854, 21",
    "STEEP, 0.7, 0.9, 0.0, 1.0E-13, 0.0, 0",
    "STEEP, 0.7, 0.9, 1.0E-9, 1.0E-6, 0.0, 0",
    "STEEP, 1.0, -3.0, 0.0, 1.0E-13, 3.9990000000000143, 25",
    "STEEP, 1.0, -3.0, 1.0E-9, 1.0E-6, 3.9990003952213318, 21",
    "UNIFORM, 1.0, 0.3, 0.001, 0.01, 0.39649043210626994, 40",
    "UNIFORM, 1.0, -3.0, 0.001, 0.01, 3.5244941075405287, 67",
    "EXPONENTIAL, 1.0, 0.3, 0.001, 0.01, Infinity, 37",
    "EXPONENTIAL, 0.7, 0.9, 0.001, 0.01, 0.2118596087816572, 70",
    "HEAVY, 0.7, 0.9, 0.001, 0.01, 0.1282825479521279, 47",
    "HEAVY, 1.0, -3.0, 0.001, 0.01, 4.000733185243107, 27",
    "LOGISTIC, 1.0, 0.3, 0.001, 0.01, 0.3662774537817963, 47",
    "LOGISTIC, 0.7, 0.9, 0.001, 0.01, 0.04108995656099134, 68",
    "SMALL, 1.0, 0.003, 0.001, 0.01, 0.0012500962105989053, 30",
    "SMALL, 1.0, 0.0, 0.001, 0.01, 0.007337698922598796, 59",
    "SMALL, 1.0, 0.003, 0.0, 1.0E-12, 0.0012250000005950292, 56",
    "SMALL, 1.0, 0.0, 0.0, 1.0E-12, 0.002500000000766557, 63",
    "MIXED, 1.0, 0.3, 0.0, 0.001, 0.7682058005750103, 113",
    "MIXED, 1.0, 0.3, 1.0E-9, 0.001, 0.7682058059333354, 125",
    "MIXED, 1.0, 0.0, 0.0, 0.001, 0.8477515965457492, 119",
    "MIXED, 1.0, 0.0, 1.0E-9, 0.001, 0.8477515989612796, 132",
    "MIXED, 2.0, -0.5, 0.0, 0.001, 1.828455540555579, 146",
    "MIXED, 2.0, -0.5, 1.0E-9, 0.001, 1.82845554960343, 156",
    "MIXED, 0.7, 0.9, 0.0, 0.001, 0.3615994522477351, 102",
    "MIXED, 0.7, 0.9, 1.0E-9, 0.001, 0.36159945514542635, 108",
    "MIXED, 1.0, -3.0, 0.0, 0.001, 3.0001954396281225, 34",
    "MIXED, 1.0, -3.0, 1.0E-9, 0.001, 3.000195440095025, 34"
  })
  void bracketsTheMaximum(
      Ratio ratio,
      double gain,
      double loss,
      double error,
      double tolerance,
      double bound,
      int calls) {
    Counter acceptance = new Counter(ratio, error);
    PriceBracket bracket = problem(acceptance, error, ratio).solve(gain, loss, tolerance);
    assertThat(acceptance.calls).isEqualTo(calls);
    double maximum = gridMaximum(ratio, gain, loss);
    assertThat(bracket.upperBound()).isGreaterThanOrEqualTo(maximum);
    assertThat(bracket.value()).isLessThanOrEqualTo(bracket.upperBound());
    if (bracket.value() > 0) {
      double attained = acceptance.applyAsDouble(bracket.rate()) * (gain * bracket.rate() - loss);
      assertThat(bracket.value()).isEqualTo(attained);
    }
    // To the last digit, so that slack for rounding does not get lost either.
    assertThat(bracket.upperBound()).isEqualTo(bound);
  }

  @Test
  void nothingPaysAboveTheLargestRate() {
    ContinuousPriceProblem problem = problem(Ratio.UNIFORM::acceptance, 0, Ratio.UNIFORM);
    assertThat(problem.solve(1, 2, 1e-14)).isEqualTo(PriceBracket.NOTHING);
    assertThat(problem.solve(1, 1.99, 1e-14).value()).isPositive();
  }

  /** Without log-concavity nothing is known of rates beyond the last point. */
  @Test
  void unboundedRatesNeedLogConcavity() {
    PriceBracket bracket =
        new ContinuousPriceProblem(Ratio.EXPONENTIAL::acceptance, 0, false, 0, INF, rate -> INF)
            .solve(1, 0, 1e-3);
    assertThat(bracket.upperBound()).isInfinite();
    assertThat(bracket.value()).isCloseTo(StrictMath.exp(-1), within(1e-9));
  }

  /** Acceptance falls as one over the rate: a larger rate is always a little better. */
  @Test
  void aMaximumThatIsNotAttained() {
    PriceBracket bracket =
        new ContinuousPriceProblem(rate -> 1 / (1 + rate), 1e-12, true, 0, INF, rate -> INF)
            .solve(1, 0, 1e-9);
    assertThat(bracket.upperBound()).isInfinite();
    assertThat(bracket.value()).isBetween(1 - 1e-5, 1.0);
    assertThat(bracket.rate()).isLessThan(1e9);
    for (double loss : new double[] {0, -0.5, 0.25}) {
      PriceBracket known =
          new ContinuousPriceProblem(rate -> 1 / (1 + rate), 1e-12, true, 0, INF, rate -> 1)
              .solve(2, loss, 1e-9);
      assertThat(known.upperBound()).isBetween(2.0, 2.0 + 1e-5);
      assertThat(known.value()).isBetween(2 - 1e-5, 2.0);
    }
  }

  /**
   * The best rate lies beyond the last one that tells from the error: there {@code r^-s} is bounded
   * by the secant to its left, and earnings by what that gives at the last point.
   */
  @ParameterizedTest
  @CsvSource({"1.05, 1e4, 1e-9", "1.2, 3e5, 1e-11", "1.01, 200, 1e-9"})
  void tailsFallNoSlowerThanTheLastSecant(double power, double loss, double error) {
    double[] last = {0};
    DoubleUnaryOperator acceptance =
        rate -> {
          double probability = rate <= 1 ? 1 : StrictMath.pow(rate, -power);
          if (probability > Math.max(1e4 * error, 1e-12)) {
            last[0] = Math.max(last[0], rate);
          }
          return probability;
        };
    PriceBracket bracket =
        new ContinuousPriceProblem(acceptance, error, true, 1, INF, rate -> INF)
            .solve(2, loss, 1e-9);
    double best = power * loss / (2 * (power - 1));
    double supremum = StrictMath.pow(best, -power) * (2 * best - loss);
    double tail = 2 * StrictMath.pow(last[0], 1 - power);
    assertThat(bracket.upperBound()).isBetween(supremum, Math.max(supremum, tail) * (1 + 1e-3));
    if (best > last[0]) {
      assertThat(bracket.upperBound()).isGreaterThan(tail * (1 - 1e-6));
    }
  }

  /** Log-concave acceptance with kinks, at tolerances that leave wide cells. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.3, 528.8635464911443, 6532",
    "2, 0.05, 558.3881030990215, 8015",
    "3, 0.001, 594.052823462091, 10794",
    "4, 1e-9, 616.9693193868177, 11275"
  })
  void wideCellsBoundKinkedProbabilities(
      long seed, double tolerance, double sumOfBounds, int allCalls) {
    UniformRandomProvider rng = RandomSource.XO_SHI_RO_256_PP.create(seed);
    double sum = 0;
    int[] calls = {0};
    for (int repeat = 0; repeat < 200; repeat++) {
      double length = 0.5 + 4 * rng.nextDouble();
      double[] kink = {length * rng.nextDouble(), length * rng.nextDouble()};
      double[] fall = {4 * rng.nextDouble(), 8 * rng.nextDouble(), 0.3 * rng.nextDouble()};
      double least = StrictMath.exp(2 * rng.nextDouble() - 1);
      double gain = 0.5 + rng.nextDouble();
      double loss = (3 * rng.nextDouble() - 1.5) * gain * least;
      DoubleUnaryOperator probability =
          rate -> {
            double x = StrictMath.log(Math.max(1, rate / least));
            double log = -fall[2] * x;
            for (int k = 0; k < 2; k++) {
              log -= fall[k] * Math.max(0, x - kink[k]);
            }
            return x > length ? 0 : StrictMath.exp(log);
          };
      DoubleUnaryOperator counted =
          rate -> {
            calls[0]++;
            return probability.applyAsDouble(rate);
          };
      double most = least * StrictMath.exp(length) * (1 - 1e-12);
      PriceBracket bracket =
          new ContinuousPriceProblem(counted, 0, true, least, most, rate -> INF)
              .solve(gain, loss, tolerance * gain * least);
      double best = 0;
      for (int k = 0; k <= 2_000; k++) {
        double rate = least * StrictMath.exp(length * k / 2_000) * (1 - 1e-12);
        best = Math.max(best, probability.applyAsDouble(rate) * (gain * rate - loss));
      }
      assertThat(bracket.upperBound()).isGreaterThanOrEqualTo(best * (1 - 1e-14));
      assertThat(bracket.upperBound())
          .isLessThanOrEqualTo(bracket.value() + tolerance * gain * least + 1e-12);
      sum += bracket.upperBound() / (gain * least);
    }
    assertThat(sum).isCloseTo(sumOfBounds, within(1e-9));
    assertThat(calls[0]).isLessThanOrEqualTo(allCalls);
  }

  /**
   * With a bound on rate times probability, to the last digit: that of the tail without
   * log-concavity, and where costs may be 0 with it.
   */
  @ParameterizedTest
  @CsvSource({
    "EXPONENTIAL, true, 1, 0.3, 0.2725583179864563, 41",
    "EXPONENTIAL, false, 1, 0.3, 0.2726315479999955, 148",
    "EXPONENTIAL, false, 1, -0.3, 0.4966833530293509, 475",
    "HEAVY, true, 1, -0.5, 1.5000000000000142, 27",
    "HEAVY, false, 1, 0.5, 0.500067097472296, 50",
    "LOGISTIC, false, 1, 0.3, 0.36268081953328307, 315",
    "MIXED, false, 0.7, -1, 1.0000511681773205, 40",
  })
  void productsThatAreBounded(
      Ratio ratio, boolean logConcave, double gain, double loss, double bound, int calls) {
    Counter acceptance = new Counter(ratio, 0);
    DoubleUnaryOperator product =
        rate ->
            switch (ratio) {
              case EXPONENTIAL -> rate < 1 ? StrictMath.exp(-1) : rate * StrictMath.exp(-rate);
              case HEAVY -> rate < 1 ? 1 : 1 / (rate * rate);
              case LOGISTIC -> 0.57;
              default -> 2.5;
            };
    PriceBracket bracket =
        new ContinuousPriceProblem(acceptance, 0, logConcave, ratio.least, ratio.most, product)
            .solve(gain, loss, 1e-4);
    double maximum = gridMaximum(ratio, gain, loss);
    assertThat(bracket.upperBound()).isBetween(maximum, maximum + 0.11);
    assertThat(bracket.upperBound()).isEqualTo(bound);
    assertThat(acceptance.calls).isEqualTo(calls);
  }
}
