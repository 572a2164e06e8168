package io.polaray.app.marketfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "27, 27",
    "-3, -3",
    "1.5, 1.5",
    "0.1, 0.1",
    "0.000001, 0.000001",
    "0.0000004, 0",
    "-0.0000004, 0",
    "-0.0000006, -0.000001",
    "12.3456789, 12.345679",
    "0.0000005, 0",
    "0.5000015, 0.500001",
    "0.0078125, 0.007812",
    "123456789012345680, 123456789012345680",
    "1e20, 100000000000000000000"
  })
  void textHasAtMostSixPlacesAndNoTrailingZeros(double value, String text) {
    assertThat(Decimals.text(value)).isEqualTo(text);
  }

  @Test
  void textAndRoundAreTheNearestDecimalOfTheExactDouble() {
    SplittableRandom random = new SplittableRandom(7);
    for (int k = 0; k < 4_000; k++) {
      double value = (random.nextDouble() - 0.5) * StrictMath.pow(10, random.nextInt(-7, 15));
      BigDecimal exact = new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN);
      assertThat(new BigDecimal(Decimals.text(value))).isEqualByComparingTo(exact);
      assertThat(Decimals.round(value)).isEqualTo(exact.doubleValue());
    }
  }

  @Test
  void tiesOfDyadicNumbersGoToTheEvenDigit() {
    for (int k = -1000; k < 1000; k++) {
      double value = k / 128.0;
      BigDecimal exact = new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN);
      assertThat(new BigDecimal(Decimals.text(value))).isEqualByComparingTo(exact);
      assertThat(Decimals.round(value)).isEqualTo(exact.doubleValue());
    }
  }
}
