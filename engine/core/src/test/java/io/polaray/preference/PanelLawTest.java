package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PanelLawTest {
  private static final List<Marginal> MIXED =
      List.of(
          Marginal.gamma(2, 0.3, 0.2, 2),
          Marginal.beta(2, 3, 0.5, 1.5),
          Marginal.exponential(0.6, 0.3, 2.5),
          Marginal.weibull(1.7, 1, 0.4, 2),
          Marginal.lognormal(0, 0.5, 0.4, 2));

  /**
   * The distribution functions of panels and marginal, at points between their ends: a parabola
   * with the marginal's probabilities of the panel and of its first half.
   */
  @Test
  void panelsStayWithinTheirErrorBounds() {
    SplittableRandom random = new SplittableRandom(5);
    for (Marginal marginal : MIXED) {
      PanelLaw law = PanelLaw.of(marginal, false);
      double h = law.width() / PanelLaw.PANELS;
      for (int trial = 0; trial < 4000; trial++) {
        int k = random.nextInt(PanelLaw.PANELS);
        double share = random.nextDouble();
        double a = marginal.lower() + k * h;
        double all = marginal.between(a, a + h);
        double tilt = 2 * (all - 2 * marginal.between(a, a + 0.5 * h));
        double inside = marginal.between(a, a + share * h);
        double parabola = share * all + tilt * share * (share - 1);
        assertThat(Math.abs(inside - parabola)).isLessThanOrEqualTo(law.error());
      }
      assertThat(law.error()).isLessThan(3e-7);
    }
  }

  @Test
  void characteristicFunctionsOfUniformCosts() {
    PanelLaw law = PanelLaw.of(Marginal.uniform(1, 3), false);
    assertThat(law.atLower()).isCloseTo(1, within(1e-11));
    assertThat(law.atUpper()).isCloseTo(1, within(1e-11));
    assertThat(law.inner(1)).isLessThan(1e-3);
    double[] re = new double[2];
    double[] im = new double[2];
    SplittableRandom random = new SplittableRandom(6);
    for (int trial = 0; trial < 1000; trial++) {
      double s = PanelLaw.MAX_ARGUMENT / 3 * random.nextDouble() * random.nextDouble();
      law.evaluate(s, -1, 2, re, im);
      for (int t = 0; t < 2; t++) {
        double half = (t + 0.5) * s;
        double expected = s == 0 ? 1 : StrictMath.sin(half) / half;
        assertThat(re[t]).isCloseTo(expected, within(PanelLaw.INTERPOLATION_ERROR));
        assertThat(im[t]).isCloseTo(0, within(PanelLaw.INTERPOLATION_ERROR));
      }
    }
  }

  /** A sum over panels and halves of them that no transform is needed for. */
  @Test
  void characteristicFunctionsAreCloseToTheirEnds() {
    SplittableRandom random = new SplittableRandom(16);
    double[] re = new double[1];
    double[] im = new double[1];
    for (Marginal marginal : MIXED) {
      PanelLaw law = PanelLaw.of(marginal, false);
      assertThat(law.atLower())
          .isCloseTo(law.width() * marginal.density(marginal.lower()), within(0.02));
      for (int trial = 0; trial < 400; trial++) {
        double s = 1 + PanelLaw.MAX_ARGUMENT * random.nextDouble() * random.nextDouble() / 2;
        law.evaluate(s, 1, 1, re, im);
        // i s phi(s) less f(1/2) exp(i s / 2) - f(-1/2) exp(-i s / 2).
        double cosine = StrictMath.cos(0.5 * s);
        double sine = StrictMath.sin(0.5 * s);
        double a = -s * im[0] - (law.atUpper() - law.atLower()) * cosine;
        double b = s * re[0] - (law.atUpper() + law.atLower()) * sine;
        assertThat(Math.hypot(a, b)).isLessThanOrEqualTo(law.inner(s) + 1e-8 * s);
      }
    }
  }

  /** The characteristic function of exponential costs, from a formula, with its derivative. */
  @Test
  void characteristicFunctionsOfExponentialCosts() {
    double mean = 0.7;
    double end = 3;
    Marginal marginal = Marginal.exponential(mean, 0, end);
    PanelLaw law = PanelLaw.of(marginal, false);
    double[] re = new double[1];
    double[] im = new double[1];
    double[] slopeRe = new double[1];
    double[] slopeIm = new double[1];
    double mass = -StrictMath.expm1(-end / mean);
    for (double s = 0; s < PanelLaw.MAX_ARGUMENT; s = 1.3 * s + 0.17) {
      law.evaluate(s, 1, 1, re, im);
      law.evaluateSlopes(s, 1, 1, slopeRe, slopeIm);
      // E exp(i t c) over [0, end], t = s / end, and from its middle on.
      double t = s / end;
      double fall = StrictMath.exp(-end / mean);
      double a = 1 - fall * StrictMath.cos(s);
      double b = -fall * StrictMath.sin(s);
      double scale = mass * (1 + t * t * mean * mean);
      double x = (a - b * t * mean) / scale;
      double y = (b + a * t * mean) / scale;
      double cosine = StrictMath.cos(0.5 * s);
      double sine = StrictMath.sin(0.5 * s);
      double allowed = 3e-7 + law.error() * s;
      assertThat(re[0]).isCloseTo(x * cosine + y * sine, within(allowed));
      assertThat(im[0]).isCloseTo(y * cosine - x * sine, within(allowed));
      double before = re[0];
      double beforeIm = im[0];
      law.evaluate(s + 1e-4, 1, 1, re, im);
      assertThat(slopeRe[0]).isCloseTo((re[0] - before) * 1e4, within(1e-4));
      assertThat(slopeIm[0]).isCloseTo((im[0] - beforeIm) * 1e4, within(1e-4));
    }
  }
}
