package io.polaray.app.generate;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random numbers of one purpose for one agent.
 *
 * <p>Equal on every machine: the generator works on integers, doubles are made from 53 of its bits,
 * and elementary functions are those of {@link StrictMath}.
 */
final class Stream {
  /** The agent number of draws that belong to the market as a whole. */
  static final long MARKET = -1;

  private final UniformRandomProvider random;

  private Stream(UniformRandomProvider random) {
    this.random = random;
  }

  /** What draws are for; each purpose of each agent has a stream of its own. */
  enum Purpose {
    /** Social costs, pi. */
    COST(1),
    /** The status quo, sigma. */
    LOAD(2),
    /** The distribution of private costs. */
    TASTE(3),
    /** Types drawn from that distribution. */
    TYPES(4);

    private final long code;

    Purpose(long code) {
      this.code = code;
    }
  }

  /** The stream of an agent, counted from 0, or of the {@link #MARKET}. */
  static Stream of(long seed, Purpose purpose, long agent) {
    long mixed = mix(mix(mix(seed) + purpose.code) + agent);
    return new Stream(RandomSource.XO_SHI_RO_256_PP.create(mixed));
  }

  /** Uniform on [lower, upper). */
  double uniform(double lower, double upper) {
    return lower + (upper - lower) * random.nextDouble();
  }

  /** Uniform on the whole numbers from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (random.nextDouble() * bound);
  }

  /** Standard normal, by the method of Box and Muller. */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /* The finaliser of SplitMix64 (Steele, Lea, Flood 2014), one-to-one on 64 bits. */
  private static long mix(long value) {
    long bits = value + 0x9E3779B97F4A7C15L;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
