package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.WorkBudget;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Relaxed bounds of known problems to fourteen digits, with their slack for rounding: without it
 * they are hardly different, and may be no bounds.
 */
class RelaxedNumbersTest {
  private static final Vector ETA = Vector.of(1.2, 0.7, 0, 1.6);

  private static final List<Vector> TYPES =
      List.of(
          Vector.of(0.5, 1.1, 0.8, 0.3),
          Vector.of(0.9, 0.4, 1.7, 1.2),
          Vector.of(1.3, 0.6, 0.2, 0.7),
          Vector.of(0.4, 0.9, 1.1, 1.5),
          Vector.of(0.8, 2.1, 0.6, 0.5));

  private static PreferenceDistribution preferences(String name) {
    UniformPreferences box =
        UniformPreferences.of(Vector.of(0.2, 0.4, 0.3, 0.1), Vector.of(1.2, 0.9, 1.5, 0.8));
    UniformPreferences zero =
        UniformPreferences.of(Vector.of(0, 0.4, 0, 0.1), Vector.of(1.2, 0.9, 1.5, 0.8));
    return switch (name) {
      case "even" -> FinitePreferences.equallyLikely(TYPES);
      case "uneven" -> FinitePreferences.of(TYPES, Vector.of(0.1, 0.25, 0.3, 0.15, 0.2));
      case "box" -> box;
      case "zero" -> zero;
      case "mixture" -> MixturePreferences.of(List.of(box, zero), Vector.of(0.3, 0.7));
      default ->
          IndependentPreferences.of(
              List.of(
                  Marginal.gamma(2, 0.4, 0, 2.5),
                  Marginal.exponential(0.7, 0.2, 3),
                  Marginal.uniform(0.4, 0.9),
                  Marginal.beta(2, 3, 0.1, 1.4)));
    };
  }

  private static SupportBound method(String name) {
    return switch (name) {
      case "tail" -> new TailBound();
      case "information" -> new FullInformationBound();
      case "components" -> ComponentBound.of(new MedianChordBound());
      case "median" -> new MedianChordBound();
      default -> new ConditionalTailBound();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "tail, even, 5.283345823079678 4.897048177943578 3.9843952263767797",
    "tail, uneven, 8.049804812087531 5.249479653134399 7.232062642385754",
    "information, even, 6.0693333333333666 5.364527777777808 4.530584670231754",
    "information, uneven, 6.951750000000038 5.140347222222251 5.535124777183631",
    "information, box, 3.7974110589578602 3.6359306329857692 2.275934555502251",
    "information, costs, 5.501443952633302 5.74062827505174 3.2616215090684006",
    "median, box, 3.036255801216065 3.166452366886773 1.8119219705110483",
    "median, zero, 3.2663589743600965 3.6181666666695715 2.0675555555577354",
    "components, mixture, 3.197328022417079 3.4826523767350133 1.9908654800439",
    "conditional, costs, 3.8302118595510475 3.6926706661219044 3.090267197564091"
  })
  void bounds(String method, String preferences, String expected) {
    PreferenceDistribution law = preferences(preferences);
    SupportProblem problem =
        new SupportProblem(ETA, law, law.exactMeasure().orElseThrow(), law.sample(64, 1));
    List<Vector> weights =
        List.of(
            Vector.of(0.6, 0.9, 0.7, 0.5),
            Vector.of(1.1, -0.4, 0.3, -0.2),
            Vector.of(-0.3, -0.1, 0.8, 0.2));
    String[] wanted = expected.split(" ", -1);
    for (int n = 0; n < wanted.length; n++) {
      double bound =
          method(method)
              .open(problem)
              .upperBound(weights.get(n), 0, 0, WorkBudget.nodes(100))
              .value();
      assertThat(bound).isCloseTo(Double.parseDouble(wanted[n]), within(2e-15));
    }
  }

  /** The bound on menus from one on rays, by hand. */
  @Test
  void sumsOfRayGains() {
    double[] w = {0.5, -0.25, 1};
    double[] eta = {2, 1, 0};
    double slack = 4 * 5 * 0x1p-53 * 1.25;
    double[] gain = {0.125, 0.5, Double.NaN};
    assertThat(SumOfRayGains.bound(w, eta, i -> gain[i], 0.0625))
        .isEqualTo(0.75 + 0.75 * 1.0625 + slack);
    assertThat(SumOfRayGains.bound(w, eta, i -> 0, 0.0625)).isEqualTo(1 + slack);
  }

  /** For uniform costs from a on, {@code L(p) = a p + width p^2 / 2}. */
  @Test
  void lowerMeans() {
    LowerMeans positive = new LowerMeans(Marginal.uniform(0.5, 1.5));
    LowerMeans zero = new LowerMeans(Marginal.uniform(0, 2));
    assertThat(LowerMeans.cells()).isEqualTo(512);
    assertThat(LowerMeans.from(0)).isZero();
    assertThat(LowerMeans.to(0)).isEqualTo(0x1p-16);
    assertThat(LowerMeans.to(127)).isCloseTo(0.125, within(1e-12));
    assertThat(LowerMeans.to(511)).isEqualTo(1);
    for (int k = 0; k < 512; k++) {
      double p = LowerMeans.to(k);
      double before = LowerMeans.from(k);
      if (k > 0) {
        assertThat(before).isEqualTo(LowerMeans.to(k - 1));
        double step = k < 128 ? p / before : 1 + p - before;
        double other = k < 128 ? Math.pow(2, 13.0 / 127) : 1 + 0.875 / 384;
        assertThat(step).isCloseTo(other, within(1e-12));
      }
      // L is bounded by its tangent at the lower end, up to the first end by the least cost.
      double below = k == 1 ? 0.5 * before : 0.5 * before * (1 + before);
      double first = k == 0 ? 0.5 * p : below + (p - before) * (0.5 + before);
      double second = k == 0 ? p * p : before * before + (p - before) * 2 * before;
      assertThat(positive.rate(k) * first / p / p).isBetween(1 + 0.9e-9, 1 + 3.1e-9);
      assertThat(zero.rate(k) * second / p / p).isBetween(1 + 0.9e-9, 1 + 3.1e-9);
    }
  }

  /** Uniform costs are needed, with an upper end that is positive and finite. */
  @Test
  void whereTheMediansApply() {
    MedianChordBound median = new MedianChordBound();
    assertThat(median.name()).isEqualTo("median-chord");
    assertThat(new ConditionalTailBound().name()).isEqualTo("conditional-tail");
    for (String name : List.of("even", "box", "zero", "mixture", "costs")) {
      PreferenceDistribution law = preferences(name);
      SupportProblem problem =
          new SupportProblem(ETA, law, law.exactMeasure().orElseThrow(), law.sample(64, 1));
      assertThat(median.applies(problem)).isEqualTo(name.equals("box") || name.equals("zero"));
    }
  }
}
