package io.polaray.support.screening;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.numeric.WorkerPool;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockedCholeskyTest {
  /** A A' + shift I with random A, row by row. */
  private static double[] matrix(int size, double shift, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    double[] a = new double[size * size];
    for (int n = 0; n < a.length; n++) {
      a[n] = 2 * random.nextDouble() - 1;
    }
    double[] product = new double[size * size];
    for (int p = 0; p < size; p++) {
      for (int q = 0; q < size; q++) {
        double sum = p == q ? shift : 0;
        for (int t = 0; t < size; t++) {
          sum += a[p * size + t] * a[q * size + t];
        }
        product[p * size + q] = sum;
      }
    }
    return product;
  }

  /** Sizes around the blocks of 64, the rows of 32 and the eight columns taken together. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 31, 33, 63, 64, 65, 71, 96, 127, 128, 129, 160, 200, 530})
  void theFactorTimesItsTransposeIsTheMatrix(int size) {
    double[] matrix = matrix(size, 0.5, size);
    double[] factor = matrix.clone();
    assertThat(BlockedCholesky.factor(factor, size)).isTrue();
    double most = 0;
    for (int p = 0; p < size; p++) {
      assertThat(factor[p * size + p]).isPositive();
      for (int q = 0; q <= p; q++) {
        double sum = 0;
        for (int t = 0; t <= q; t++) {
          sum += factor[p * size + t] * factor[q * size + t];
        }
        most = Math.max(most, Math.abs(sum - matrix[p * size + q]));
      }
    }
    assertThat(most).isLessThan(1e-14 * size * size);
  }

  @Test
  void theFactorIsTheSameForAnyNumberOfThreads() {
    int size = 600;
    double[] alone = matrix(size, 0.5, 3);
    double[] shared = alone.clone();
    BlockedCholesky.factor(alone, size);
    try (WorkerPool workers = WorkerPool.of(3)) {
      workers.run(1, n -> BlockedCholesky.factor(shared, size));
    }
    assertThat(shared).isEqualTo(alone);
  }

  /** A row that repeats another: its variable stays put, everything else is factored. */
  @Test
  void aSingularMatrixGetsAHugePivot() {
    double[] factor = {4, 4, 2, 4, 4, 2, 2, 2, 5};
    assertThat(BlockedCholesky.factor(factor, 3)).isTrue();
    assertThat(factor[0]).isEqualTo(2);
    assertThat(factor[4]).isEqualTo(1e64);
    assertThat(factor[8]).isEqualTo(2);
  }

  @Test
  void notANumberIsReported() {
    double[] factor = {4, 0, 2, Double.NaN};
    assertThat(BlockedCholesky.factor(factor, 2)).isFalse();
  }
}
