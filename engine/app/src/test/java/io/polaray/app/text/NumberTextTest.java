package io.polaray.app.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  /**
   * 2.0E-3 and 2.2E-322 have a shorter form than Java 17's Double.toString finds for neighbours.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-12, -12",
    "0.1, 0.1",
    "1e7, 1E7",
    "1.5e300, 1.5E300",
    "2e23, 2E23",
    "4.9e-324, 4.9E-324",
    "8.41E21, 8.41E21",
    "0.001, 0.001",
    "1e-4, 1E-4"
  })
  void numbersHaveTheirShortestForm(double value, String text) {
    assertThat(NumberText.of(value)).isEqualTo(text);
  }

  @Test
  void everyFiniteDoubleReadsBack() {
    SplittableRandom random = new SplittableRandom(7);
    for (int k = 0; k < 100_000; k++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String text = NumberText.of(value);
        if (Double.parseDouble(text) != value || text.length() > Double.toString(value).length()) {
          fail(text + " is not the shortest text of " + value);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatJsonCannotHoldIsRefused(double value) {
    assertThatIllegalArgumentException().isThrownBy(() -> NumberText.of(value));
  }

  @ParameterizedTest
  @CsvSource({
    "12.3960000001, 6, 12.396",
    "0, 6, 0",
    "123456789, 4, 123500000",
    "1e-7, 3, 1.00e-07",
    "-0.5, 6, -0.5",
    "1e15, 3, 1.00e+15"
  })
  void figuresForPeopleAreShort(double value, int digits, String text) {
    assertThat(Figures.of(value, digits)).isEqualTo(text);
  }
}
