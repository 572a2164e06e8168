package io.polaray.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Beta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricShapeTest {
  @Test
  void hasClosedFormsForWholeShapes() {
    SymmetricShape one = SymmetricShape.of(1);
    SymmetricShape two = SymmetricShape.of(2);
    for (double t = 0.01; t < SymmetricShape.REACH; t += 0.0937) {
      double sine = Math.sin(t);
      double cosine = Math.cos(t);
      assertThat(one.value(t)).isCloseTo(sine / t, within(SymmetricShape.ERROR));
      assertThat(one.slope(t)).isCloseTo((cosine - sine / t) / t, within(SymmetricShape.ERROR));
      if (t > 0.1) {
        double second = 3 * (sine - t * cosine) / (t * t * t);
        assertThat(two.value(t)).isCloseTo(second, within(SymmetricShape.ERROR));
        // phi' = 3 (phi_1 - phi) / t for a = 2.
        double slope = 3 * (sine / t - second) / t;
        assertThat(two.slope(t)).isCloseTo(slope, within(SymmetricShape.ERROR));
      }
    }
  }

  /**
   * Quadrature of E cos(t Y) with Y = sin u, where the density is smooth and even about the ends.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.2, 1.5, 2, 3.3, 7, 25, 80})
  void agreesWithQuadrature(double a) {
    SymmetricShape shape = SymmetricShape.of(a);
    int points = 60_000;
    double norm = Math.exp(Beta.logBeta(0.5, a));
    assertThat(shape.peak()).isCloseTo(1 / norm, within(1e-10 / norm));
    for (double t : new double[] {0, 0.1, 0.99, 3.9, 4.1, 11, 37.3, 100.2, 255.9}) {
      double value = 0;
      double slope = 0;
      for (int n = 0; n < points; n++) {
        double u = Math.PI * ((n + 0.5) / points - 0.5);
        double weight = Math.pow(Math.cos(u), 2 * a - 1) * Math.PI / points / norm;
        double y = Math.sin(u);
        value += weight * Math.cos(t * y);
        slope -= weight * y * Math.sin(t * y);
      }
      assertThat(shape.value(t)).isCloseTo(value, within(3e-8));
      assertThat(shape.slope(t)).isCloseTo(slope, within(3e-8));
    }
  }

  /** Two tables made apart: phi' is -t / (2 a + 1) times phi for a + 1. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.3, 2.7, 5.5, 40, 99})
  void agreesWithTheNextShape(double a) {
    SymmetricShape shape = SymmetricShape.of(a);
    SymmetricShape next = SymmetricShape.of(a + 1);
    for (double t = 0; t < SymmetricShape.REACH; t += 0.0471) {
      double factor = t / (2 * a + 1);
      double room = SymmetricShape.ERROR * (1 + factor);
      assertThat(shape.slope(t)).isCloseTo(-factor * next.value(t), within(room));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.2, 1.5, 2, 3.3, 7, 25})
  void isBoundedFromEachPointOn(double a) {
    SymmetricShape shape = SymmetricShape.of(a);
    double closest = 0;
    for (double t = 0.4; t < 120; t *= 1.3) {
      for (double s = t; s < SymmetricShape.REACH; s += 0.31) {
        double fall = a * Math.log(t / s);
        double bound = Math.exp(shape.logBound(t) + fall);
        double slopeBound = Math.exp(shape.logSlopeBound(t) + fall);
        double room = 2 * SymmetricShape.ERROR;
        if (shape.logBound(t) < 0) {
          assertThat(Math.abs(shape.value(s))).isLessThanOrEqualTo(bound + room);
          closest = Math.max(closest, Math.abs(shape.value(s)) / bound);
        }
        if (shape.logSlopeBound(t) < 0) {
          assertThat(Math.abs(shape.slope(s))).isLessThanOrEqualTo(slopeBound + room);
        }
      }
    }
    assertThat(closest).isGreaterThan(0.9);
    double far = shape.logBound(2 * SymmetricShape.REACH);
    assertThat(far).isCloseTo(shape.logBound(256) - a * Math.log(2), within(1e-12));
  }

  @Test
  void isSharedAndRefusesSmallShapes() {
    assertThat(SymmetricShape.of(1.7)).isSameAs(SymmetricShape.of(1.7));
    assertThat(SymmetricShape.of(1.7).shape()).isEqualTo(1.7);
    assertThat(SymmetricShape.of(2).variance()).isEqualTo(0.2);
    assertThatThrownBy(() -> SymmetricShape.of(0.99)).hasMessageContaining("a is 0.99");
    assertThatThrownBy(() -> SymmetricShape.of(Double.NaN)).hasMessageContaining("a is NaN");
    assertThatThrownBy(() -> SymmetricShape.of(100.5)).hasMessageContaining("a is 100.5");
  }
}
