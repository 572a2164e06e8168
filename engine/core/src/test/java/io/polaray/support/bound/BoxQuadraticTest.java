package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxQuadraticTest {
  private static double normal(UniformRandomProvider random) {
    return random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
  }

  /** A quadratic with a form of the shape {@code -y y'} plus noise. */
  private static final class Form {
    final double constant;
    final double[] slopes;
    final double[] squares;
    final double[] products;
    final double[] guess;

    Form(UniformRandomProvider random, int n, double noise) {
      constant = normal(random);
      slopes = new double[n];
      squares = new double[n];
      products = new double[n * n];
      guess = new double[n];
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        y[i] = random.nextInt(4) == 0 ? 0 : normal(random);
        guess[i] = y[i] + noise * normal(random);
        slopes[i] = normal(random);
      }
      for (int i = 0; i < n; i++) {
        squares[i] = -y[i] * y[i] + noise * normal(random);
        for (int j = 0; j < i; j++) {
          products[i * n + j] = -y[i] * y[j] + noise * normal(random);
          products[j * n + i] = products[i * n + j];
        }
      }
    }

    double at(double[] e) {
      int n = e.length;
      double sum = constant;
      for (int i = 0; i < n; i++) {
        sum += slopes[i] * e[i] + squares[i] * e[i] * e[i];
        for (int j = 0; j < n; j++) {
          sum += i == j ? 0 : products[i * n + j] * e[i] * e[j];
        }
      }
      return sum;
    }

    double bound(BoxQuadratic quadratic, double[] guessed) {
      return quadratic.maximum(constant, slopes, squares, products, guessed);
    }
  }

  private static double[] point(UniformRandomProvider random, int n, boolean vertex) {
    double[] e = new double[n];
    for (int i = 0; i < n; i++) {
      e[i] = vertex ? 2 * random.nextInt(2) - 1 : 2 * random.nextDouble() - 1;
    }
    return e;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6})
  void liesAboveTheFormAndItsAffineMajorantToo(int n) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(n);
    BoxQuadratic quadratic = new BoxQuadratic(n);
    for (int instance = 0; instance < 2000; instance++) {
      Form form = new Form(random, n, new double[] {0, 0.03, 0.3, 1}[instance % 4]);
      double bound = form.bound(quadratic, form.guess);
      double top = quadratic.affineLevel();
      for (int i = 0; i < n; i++) {
        top += Math.abs(quadratic.gradient(i));
        assertThat(quadratic.place(i)).isBetween(-1.0, 1.0);
      }
      assertThat(top).isCloseTo(bound, within(1e-12));
      for (int trial = 0; trial < 40; trial++) {
        double[] e = point(random, n, trial < 20);
        double value = form.at(e);
        double affine = quadratic.affineLevel();
        for (int i = 0; i < n; i++) {
          affine += quadratic.gradient(i) * e[i];
        }
        assertThat(value).isLessThanOrEqualTo(bound + 1e-12);
        assertThat(value).isLessThanOrEqualTo(affine + 1e-12);
      }
    }
  }

  /** Without a guess there is the separable bound, and a guess never makes it worse. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void isNeverAboveTheSeparableBound(int n) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(50 + n);
    BoxQuadratic quadratic = new BoxQuadratic(n);
    int better = 0;
    for (int instance = 0; instance < 1000; instance++) {
      Form form = new Form(random, n, 0.1);
      double separable = form.bound(quadratic, new double[n]);
      double bound = form.bound(quadratic, form.guess);
      assertThat(bound).isLessThanOrEqualTo(separable);
      better += bound < separable - 1e-3 ? 1 : 0;
    }
    assertThat(better).isGreaterThan(n == 2 ? 20 : 300);
  }

  /** {@code -(sum e_i)^2} is at most 0, but its separable bound is {@code n (n - 2)}. */
  @Test
  void aFormThatIsConcaveInOneDirectionIsBoundedAlmostExactly() {
    int n = 4;
    double[] squares = new double[n];
    double[] products = new double[n * n];
    double[] ones = new double[n];
    Arrays.fill(squares, -1);
    Arrays.fill(products, -1);
    Arrays.fill(ones, 1);
    BoxQuadratic quadratic = new BoxQuadratic(n);
    assertThat(quadratic.maximum(0, new double[n], squares, products, new double[n]))
        .isEqualTo(n * (n - 2.0));
    assertThat(quadratic.maximum(0, new double[n], squares, products, ones)).isBetween(0.0, 0.6);
  }
}
