package io.polaray.finite.lottery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomCoinTest {
  private static final int DRAWS = 20_000;

  /** Five standard errors of a frequency. */
  private static double error(double chance) {
    return 5 * Math.sqrt(chance * (1 - chance) / DRAWS);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 3", "3, 1", "4294967295, 1", "2147483648, 6442450944"})
  void tossesComeOutAsOftenAsTheyShould(long yes, long no) {
    RandomCoin coin = RandomCoin.of(1, 2, 3, 4);
    int count = 0;
    for (int k = 0; k < DRAWS; k++) {
      count += coin.toss(yes, no) ? 1 : 0;
    }
    double chance = (double) yes / (yes + no);
    assertThat((double) count / DRAWS).isCloseTo(chance, within(error(chance) + 1e-9));
  }

  @Test
  void everyNumberBelowTheBoundIsEquallyLikely() {
    RandomCoin coin = RandomCoin.of(5, 6, 7, 8);
    int[] counts = new int[6];
    for (int k = 0; k < DRAWS; k++) {
      counts[coin.below(6)]++;
    }
    for (int count : counts) {
      assertThat((double) count / DRAWS).isCloseTo(1 / 6.0, within(error(1 / 6.0)));
    }
  }

  @Test
  void uniformNumbersFillTheUnitInterval() {
    RandomCoin coin = RandomCoin.of(5, 6, 7, 8);
    int[] counts = new int[10];
    for (int k = 0; k < DRAWS; k++) {
      double number = coin.uniform();
      assertThat(number).isGreaterThanOrEqualTo(0).isLessThan(1);
      assertThat(number * 0x1p53).isEqualTo(Math.rint(number * 0x1p53));
      counts[(int) (10 * number)]++;
    }
    for (int count : counts) {
      assertThat((double) count / DRAWS).isCloseTo(0.1, within(error(0.1)));
    }
  }

  @Test
  void everyOrderIsEquallyLikely() {
    RandomCoin coin = RandomCoin.of(9, 8, 7, 6);
    int[] counts = new int[64];
    for (int k = 0; k < DRAWS; k++) {
      int[] numbers = {0, 1, 2};
      coin.shuffle(numbers);
      counts[16 * numbers[0] + 4 * numbers[1] + numbers[2]]++;
    }
    int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
    assertThat(seen).hasSize(6);
    for (int count : seen) {
      assertThat((double) count / DRAWS).isCloseTo(1 / 6.0, within(error(1 / 6.0)));
    }
  }

  @Test
  void oneNumberOfTheSeedMayBeEnough() {
    for (int k = 0; k < 4; k++) {
      long[] seed = new long[4];
      seed[k] = 1L << (8 * k);
      RandomCoin coin = RandomCoin.of(seed);
      seed[k] = 77;
      assertThat(coin.below(1000)).isBetween(0, 999);
    }
  }
}
