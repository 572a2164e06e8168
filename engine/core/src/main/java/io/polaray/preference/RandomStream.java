package io.polaray.preference;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Uniforms strictly between 0 and 1, made from 53 random bits each. */
final class RandomStream {
  private final UniformRandomProvider random;

  RandomStream(long seed) {
    random = RandomSource.XO_SHI_RO_256_PP.create(seed);
  }

  double next() {
    return ((random.nextLong() >>> 11) + 0.5) * 0x1p-53;
  }

  void next(double[] point) {
    for (int i = 0; i < point.length; i++) {
      point[i] = next();
    }
  }

  long nextSeed() {
    return random.nextLong();
  }
}
