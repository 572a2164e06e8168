package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rejected settings. */
class SolveOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "relativeGap, -1, 1, 1, 1, 1, 1",
    "relativeGap, NaN, 1, 1, 1, 1, 1",
    "certifyTime, 0, -1, 1, 1, 1, 1",
    "timeLimit, 0, 1, -1, 1, 1, 1",
    "maxRounds, 0, 1, 1, 0, 1, 1",
    "types, 0, 1, 1, 1, 0, 1",
    "threads, 0, 1, 1, 1, 1, 0"
  })
  void valuesOutOfRangeAreRejected(
      String name, double gap, long certify, long limit, int rounds, int types, int threads) {
    assertThatThrownBy(
            () ->
                new SolveOptions(
                    "proximal-bundle",
                    gap,
                    Duration.ofSeconds(certify),
                    Duration.ofSeconds(limit),
                    rounds,
                    types,
                    1,
                    threads))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + " is ");
  }
}
