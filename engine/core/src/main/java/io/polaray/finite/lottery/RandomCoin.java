package io.polaray.finite.lottery;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Random numbers from a seed of 256 bits: XO_SHI_RO_256_PP, the same on every machine. */
public final class RandomCoin implements Coin {
  private final UniformRandomProvider random;

  private RandomCoin(UniformRandomProvider random) {
    this.random = random;
  }

  /**
   * Random numbers from a seed.
   *
   * @param seed four numbers, not all 0
   */
  public static RandomCoin of(long... seed) {
    if (seed.length != 4 || (seed[0] | seed[1] | seed[2] | seed[3]) == 0) {
      throw new IllegalArgumentException("seed must have four numbers that are not all 0");
    }
    return new RandomCoin(RandomSource.XO_SHI_RO_256_PP.create(seed.clone()));
  }

  @Override
  public boolean toss(long yes, long no) {
    return random.nextLong(Math.addExact(yes, no)) < yes;
  }

  /** A whole number from 0 to {@code bound - 1}, all equally likely. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number in [0, 1) made from 53 bits. */
  public double uniform() {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /** Puts the numbers into a random order, all orders equally likely (Fisher and Yates). */
  public void shuffle(int[] numbers) {
    for (int k = numbers.length - 1; k > 0; k--) {
      int other = below(k + 1);
      int number = numbers[k];
      numbers[k] = numbers[other];
      numbers[other] = number;
    }
  }
}
