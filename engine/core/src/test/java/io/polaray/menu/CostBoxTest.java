package io.polaray.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polaray.numeric.Vector;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CostBoxTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  static Stream<Arguments> wrongEnds() {
    return Stream.of(
        Arguments.of(Vector.of(1, 1), Vector.of(2), "length 1"),
        Arguments.of(Vector.of(-1, 1), Vector.of(2, 2), "lower[0] is -1.0"),
        Arguments.of(Vector.of(1, INFINITE), Vector.of(2, INFINITE), "lower[1]"),
        Arguments.of(Vector.of(1, Double.NaN), Vector.of(2, 2), "lower[1] is NaN"),
        Arguments.of(Vector.of(1, 3), Vector.of(2, 2), "upper[1] is 2.0"),
        Arguments.of(Vector.of(1, 1), Vector.of(2, Double.NaN), "upper[1] is NaN"));
  }

  @ParameterizedTest
  @MethodSource("wrongEnds")
  void refusesWhatIsNoBox(Vector lower, Vector upper, String message) {
    assertThatThrownBy(() -> new CostBox(lower, upper))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void spansTheOrthantOnlyWhenEveryTaskCanCostAlone() {
    assertThat(spans(Vector.of(1, 1), Vector.of(2, 2))).isFalse();
    assertThat(spans(Vector.of(0, 0), Vector.of(2, 2))).isTrue();
    assertThat(spans(Vector.of(0, 0), Vector.of(2, 0))).isFalse();
    assertThat(spans(Vector.of(0, 1), Vector.of(2, 2))).isFalse();
    assertThat(spans(Vector.of(0, 1), Vector.of(INFINITE, 2))).isTrue();
    assertThat(spans(Vector.of(0, 1), Vector.of(2, INFINITE))).isFalse();
    assertThat(spans(Vector.of(1, 1), Vector.of(INFINITE, INFINITE))).isTrue();
    assertThat(spans(Vector.of(1, 0), Vector.of(2, INFINITE))).isTrue();
    assertThat(spans(Vector.of(1, 1), Vector.of(2, INFINITE))).isFalse();
  }

  private static boolean spans(Vector lower, Vector upper) {
    return new CostBox(lower, upper).spansOrthant();
  }
}
