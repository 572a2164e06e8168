package io.polaray.support.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StationaryRateTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, -1e-7, 1e-7, 3e-6, -3e-6})
  void findsTheRootOfASmoothDerivative(double error) {
    // P = exp(-r): (g - g r + l) exp(-r) = 0 at r = 1 + l / g.
    double start = 1.75 + error;
    DoubleUnaryOperator acceptance = r -> StrictMath.exp(-r);
    double value = acceptance.applyAsDouble(start) * (4 * start - 3);
    double found = new StationaryRate(acceptance, 4, 3).near(start, value, 0, 100);
    assertThat(found).isCloseTo(1.75, within(1e-11));
  }

  @Test
  void keepsTheMaximumAtAKink() {
    // Everybody accepts up to 1, then acceptance falls steeply: the maximum is the kink.
    DoubleUnaryOperator acceptance = r -> r <= 1 ? 1 : StrictMath.exp(-8 * (r - 1));
    double found = new StationaryRate(acceptance, 1, 0).near(1, 1, 0, 100);
    assertThat(acceptance.applyAsDouble(found) * found).isCloseTo(1, within(1e-15));
    assertThat(found).isCloseTo(1, within(1e-15));
  }

  @Test
  void keepsARateAtTheEndOfItsRange() {
    assertThat(new StationaryRate(r -> 1, 1, 0).near(2, 2, 1, 2)).isEqualTo(2);
  }
}
