package io.polaray.support.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SupportValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two tasks to the last digit, where all arithmetic is the same on every machine. */
class TwoTaskNumbersTest {
  private static final FinitePreferences TYPES =
      FinitePreferences.of(
          List.of(Vector.of(4, 1), Vector.of(2, 1), Vector.of(3, 3)), Vector.of(0.25, 0.25, 0.5));

  private static final UniformPreferences BOX =
      UniformPreferences.of(Vector.of(1, 0.5), Vector.of(2, 1.75));

  /** Rates of types are rounded down for the value and up for the bound. */
  @Test
  void ratesOfTypes() {
    AtomicPriceProblem problem = AtomicPriceProblem.of(TYPES.types(), 0, 1);
    double down = 1 - 0x1p-50;
    double up = 1 + 0x1p-50;
    // A quarter at 4, half at 2, all at 1: with nothing lost all three earn about 1.
    PriceBracket tie = problem.solve(1, 0, 0);
    assertThat(tie.rate()).isEqualTo(4 * down);
    assertThat(tie.value()).isEqualTo(down);
    assertThat(tie.upperBound()).isEqualTo(up * up);
    PriceBracket dear = problem.solve(3, 1, 0);
    assertThat(dear.rate()).isEqualTo(4 * down);
    assertThat(dear.value()).isEqualTo(0.25 * (3 * (4 * down) - 1));
    assertThat(dear.upperBound()).isEqualTo(0.25 * up * (3 * (4 * up) - 1));
    PriceBracket cheap = problem.solve(1, -2, 0);
    assertThat(cheap.rate()).isEqualTo(down);
    assertThat(cheap.value()).isEqualTo(down + 2);
    assertThat(cheap.upperBound()).isEqualTo(up * (up + 2));
    assertThat(problem.solve(1, 5, 0).value()).isZero();
    assertThat(problem.solve(1, 5, 0).rate()).isNaN();
    assertThat(problem.solve(1, 5, 0).upperBound()).isZero();
  }

  private static SupportValue solve(
      PreferenceDistribution preferences, Vector endowment, double first, double second) {
    return TwoTaskSession.of(TwoTaskSessionTest.problem(endowment, preferences))
        .solve(Vector.of(first, second));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.7, 2.8549999999999986, 2.855000000000011, 2.2354413407567573, 2.2354413407588796",
    "0.4, 1.1, 2.979999999999999, 2.980000000000011, 2.3173071001274477, 2.3173071001310697",
    "-0.3, 1, 2.299999999999999, 2.3000000000000096, 1.885659844565544, 1.885659844569709",
    "1, -0.5, 1.6999999999999997, 1.7000000000000075, 1.7552892082109022, 1.755289208212724",
    "0, 1, 2.299999999999999, 2.300000000000008, 1.963265306122449, 1.96326530612586",
    "2, 0, 3.7999999999999994, 3.8000000000000136, 3.6533333333333333, 3.6533333333359472"
  })
  void valuesAndBounds(
      double first,
      double second,
      double valueOfTypes,
      double boundOfTypes,
      double valueOfBox,
      double boundOfBox) {
    SupportValue types = solve(TYPES, Vector.of(1.5, 0.8), first, second);
    assertThat(types.value()).isEqualTo(valueOfTypes);
    assertThat(types.upperBound().value()).isEqualTo(boundOfTypes);
    SupportValue box = solve(BOX, Vector.of(1.5, 0.8), first, second);
    assertThat(box.value()).isEqualTo(valueOfBox);
    assertThat(box.upperBound().value()).isEqualTo(boundOfBox);
  }

  /** Nothing is worth more than nothing where no task pays. */
  @ParameterizedTest
  @CsvSource({"0, -1", "-1, 0", "0, 0", "-2, -0.1"})
  void noTaskPays(double first, double second) {
    SupportValue found = solve(BOX, Vector.of(1.5, 0.8), first, second);
    assertThat(found.value()).isZero();
    assertThat(found.upperBound().value()).isZero();
  }

  /** A menu that is worth as much as the status quo is not offered. */
  @Test
  void theStatusQuoWinsTies() {
    Vector endowment = Vector.of(1.5, 0.8);
    // Everybody's ratio is 1, and so is that of the weights.
    FinitePreferences even = FinitePreferences.of(List.of(Vector.of(2, 2)), Vector.of(1));
    SupportValue found = solve(even, endowment, 1, 1);
    assertThat(found.column().menu()).isEqualTo(MenuColumn.statusQuo(endowment).menu());
    assertThat(found.value()).isEqualTo(2.3);
  }

  @Test
  void productsOfMixturesAreBoundedWithSlack() {
    UniformPreferences zero = UniformPreferences.of(Vector.of(1, 0), Vector.of(3, 2));
    UniformPreferences other = UniformPreferences.of(Vector.of(2, 0), Vector.of(4, 3));
    MixturePreferences mixture = MixturePreferences.of(List.of(zero, other), Vector.of(0.5, 0.5));
    double slack = 1 + 1e-9;
    double first = 2 / 2.0 * slack;
    double second = 3 / 3.0 * slack;
    assertThat(TwoTaskSession.largestProduct(zero, 0, 1, 5)).isEqualTo(first);
    assertThat(TwoTaskSession.largestProduct(mixture, 0, 1, 5))
        .isEqualTo((0.5 * first + 0.5 * second) * slack);
    double end = 2 / 0.5 * slack;
    assertThat(TwoTaskSession.largestProduct(BOX, 0, 1, 1)).isEqualTo(end);
    assertThat(TwoTaskSession.largestProduct(BOX, 0, 1, end)).isEqualTo(end);
    assertThat(TwoTaskSession.largestProduct(BOX, 0, 1, Math.nextUp(end))).isZero();
  }
}
