package io.polaray.preference;

import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Sobol points with a random nested uniform scrambling, a function of the seed alone.
 *
 * <p>Scrambling: A. B. Owen (1995), by hashing: B. Burley, "Practical Hash-based Owen Scrambling",
 * Journal of Computer Graphics Techniques 9(4), 2020. Coordinates lie strictly between 0 and 1.
 */
final class ScrambledSobol {
  /*
   * Each point is uniform on the cube, the first 2^m points are equidistributed over dyadic boxes,
   * and the scrambling removes the bad low-dimensional projections that plain Sobol points, and
   * points with a mere shift, have in many dimensions. All arithmetic is on integers of 32 bits; a
   * coordinate is the middle of its cell. Coordinates beyond the table of direction numbers are
   * independent uniforms.
   */
  private static final int MAX_SOBOL_DIMENSION = 1000;

  private final int dimension;
  private final SobolSequenceGenerator generator;
  private final int[] keys;
  private final UniformRandomProvider random;

  ScrambledSobol(int dimension, long seed) {
    this.dimension = dimension;
    generator = new SobolSequenceGenerator(Math.min(dimension, MAX_SOBOL_DIMENSION));
    random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    keys = new int[Math.min(dimension, MAX_SOBOL_DIMENSION)];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = random.nextInt();
    }
  }

  /** Writes the next point to {@code point}. */
  void next(double[] point) {
    double[] raw = generator.nextVector();
    for (int i = 0; i < dimension; i++) {
      int bits =
          i < keys.length ? scramble((int) (long) (raw[i] * 0x1p32), keys[i]) : random.nextInt();
      point[i] = ((bits & 0xFFFFFFFFL) + 0.5) * 0x1p-32;
    }
  }

  /** Nested uniform scrambling: every bit is flipped by a hash of the bits above it. */
  private static int scramble(int bits, int key) {
    int x = Integer.reverse(bits);
    x ^= x * 0x3d20adea;
    x += key;
    x *= (key >>> 16) | 1;
    x ^= x * 0x05526c56;
    x ^= x * 0x53a22864;
    return Integer.reverse(x);
  }
}
