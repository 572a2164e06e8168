package io.polaray.menu;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.numeric.Vector;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Condition (P) is decided exactly, in the binary and in the decimal reading. */
class PolarisationTest {
  private static boolean exact(double ki, double lj, double kj, double li) {
    boolean binary =
        new BigDecimal(ki)
                .multiply(new BigDecimal(lj))
                .subtract(new BigDecimal(kj).multiply(new BigDecimal(li)))
                .signum()
            <= 0;
    boolean decimal =
        BigDecimal.valueOf(ki)
                .multiply(BigDecimal.valueOf(lj))
                .subtract(BigDecimal.valueOf(kj).multiply(BigDecimal.valueOf(li)))
                .signum()
            <= 0;
    return binary && decimal;
  }

  private static double near(double x, UniformRandomProvider random) {
    double y = x;
    for (int step = random.nextInt(3); step > 0; step--) {
      y = random.nextBoolean() ? Math.nextUp(y) : Math.nextDown(y);
    }
    return y;
  }

  /** Ties and their neighbours, from 1e-160 (products underflow) to 1e160 (they overflow). */
  @ParameterizedTest
  @ValueSource(ints = {-160, -154, -145, -100, -7, 0, 7, 100, 150, 154, 160})
  void tiesAndTheirNeighbours(int exponent) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(exponent + 1000L);
    double scale = Math.pow(10, exponent);
    int held = 0;
    for (int n = 0; n < 3000; n++) {
      double a = 1 + random.nextInt(9);
      double b = 1 + random.nextInt(9);
      double c = 1 + random.nextInt(9);
      double ki = -near(a * scale, random);
      double lj = -near(b * scale, random);
      double kj = near(c * scale, random);
      double li = near(a * b / c * scale, random);
      boolean holds = Polarisation.pairHolds(ki, lj, kj, li);
      assertThat(holds).as("%s %s %s %s", ki, lj, kj, li).isEqualTo(exact(ki, lj, kj, li));
      held += holds ? 1 : 0;
    }
    assertThat(held).isBetween(300, 2700);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -1, 1, 1, true",
    "-2, -3, 6, 1, true",
    "-2, -3, 1, 6, true",
    "-2, -3, 5.9, 1, false",
    "-2, -3, 6.1, 1, true",
    "-1, -1, -2, -2, false",
    "-1, -1, -2, 5, false",
    "-1, -1, 5, -2, false",
    "-1, -1, 0, 5, false",
    "-1, -1, 5, 0, false",
    "-1e-200, -1e-200, 1e-200, 0.5e-200, false",
    "-1e-200, -1e-200, 1e-200, 2e-200, true",
    "-1e-162, -1e-162, 1.4e-162, 0.8e-162, true",
    "-1e-162, -1e-162, 1.2e-162, 0.8e-162, false",
    "-1e200, -1e200, 1e200, 2e200, true",
    "-1e200, -2e200, 1e200, 1e200, false",
    "-1e200, -2e200, 1, 1, false"
  })
  void plainCases(double ki, double lj, double kj, double li, boolean expected) {
    assertThat(Polarisation.pairHolds(ki, lj, kj, li)).isEqualTo(expected);
  }

  @Test
  void everyTaskShedByOneMeetsEveryTaskShedByTheOther() {
    Vector first = Vector.of(-1, -1, 2, 2);
    assertThat(Polarisation.holds(first, Vector.of(1, 1, -1, -1))).isTrue();
    assertThat(Polarisation.holds(first, Vector.of(0.4, 1, -1, -1))).isFalse();
    assertThat(Polarisation.holds(first, Vector.of(1, 0.4, -1, -1))).isFalse();
    assertThat(Polarisation.holds(first, Vector.of(1, 1, -3, -1))).isFalse();
    assertThat(Polarisation.holds(first, Vector.of(1, 1, -1, -3))).isFalse();
    assertThat(Polarisation.holds(first, Vector.of(0, 0, 1, 1))).isTrue();
    assertThat(Polarisation.holds(first, Vector.of(-1, 1, 1, 1))).isFalse();
  }

  @Test
  void everyPairOfRaysCounts() {
    Ray a = new Ray(Vector.of(-1, 2, 2));
    Ray b = new Ray(Vector.of(2, -1, 2));
    Ray c = new Ray(Vector.of(2, 2, -1));
    Ray poorA = new Ray(Vector.of(-1, 0.1, 2));
    Ray poorB = new Ray(Vector.of(2, -1, 0.1));
    Ray poorC = new Ray(Vector.of(0.1, 2, -1));
    assertThat(Polarisation.holds(List.of())).isTrue();
    assertThat(Polarisation.holds(List.of(a))).isTrue();
    assertThat(Polarisation.holds(List.of(a, b, c))).isTrue();
    assertThat(Polarisation.holds(List.of(poorA, b, c))).isFalse();
    assertThat(Polarisation.holds(List.of(a, poorB, c))).isFalse();
    assertThat(Polarisation.holds(List.of(a, b, poorC))).isFalse();
    assertThat(Polarisation.holds(List.of(a, b, a))).isFalse();
  }
}
