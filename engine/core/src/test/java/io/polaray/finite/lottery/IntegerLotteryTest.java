package io.polaray.finite.lottery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerLotteryTest {
  private static final double UNIT = 0x1p-32;

  /** A random matrix whose task totals are whole; some entries are whole themselves. */
  private static double[][] matrix(int persons, int tasks, SplittableRandom random) {
    double[][] expected = new double[persons][tasks];
    for (int i = 0; i < tasks; i++) {
      double total = 0;
      for (int a = 0; a < persons - 1; a++) {
        expected[a][i] = random.nextInt(3) == 0 ? random.nextInt(4) : 3 * random.nextDouble();
        total += expected[a][i];
      }
      expected[persons - 1][i] = Math.ceil(total) + random.nextInt(2) - total;
    }
    return expected;
  }

  private static void check(double[][] expected, int[][] drawn) {
    for (int a = 0; a < expected.length; a++) {
      double total = 0;
      int whole = 0;
      for (int i = 0; i < expected[a].length; i++) {
        assertThat((double) drawn[a][i])
            .isBetween(Math.floor(expected[a][i] - 1e-8), Math.ceil(expected[a][i] + 1e-8));
        total += expected[a][i];
        whole += drawn[a][i];
      }
      assertThat((double) whole).isBetween(Math.floor(total - 1e-8), Math.ceil(total + 1e-8));
      assertThat((double) whole).isCloseTo(total, within(1 + 1e-8));
    }
    for (int i = 0; i < expected[0].length; i++) {
      double total = 0;
      int whole = 0;
      for (int a = 0; a < expected.length; a++) {
        total += expected[a][i];
        whole += drawn[a][i];
      }
      assertThat(whole).isEqualTo((int) Math.rint(total));
    }
  }

  /** A coin whose first results are given; it remembers the chances of all it was asked for. */
  private static final class Script implements Coin {
    private final List<Boolean> results;
    private final List<Double> chances = new ArrayList<>();

    Script(List<Boolean> results) {
      this.results = results;
    }

    @Override
    public boolean toss(long yes, long no) {
      assertThat(yes).isPositive();
      assertThat(no).isPositive();
      boolean result = chances.size() >= results.size() || results.get(chances.size());
      double chance = (double) yes / ((double) yes + no);
      chances.add(result ? chance : 1 - chance);
      return result;
    }
  }

  /** Visits every outcome with its probability. */
  private static void enumerate(
      IntegerLottery lottery, List<Boolean> prefix, double[][] expected, double[][] mean) {
    Script script = new Script(prefix);
    int[][] drawn = lottery.draw(script);
    check(expected, drawn);
    double probability = 1;
    for (double chance : script.chances) {
      probability *= chance;
    }
    for (int a = 0; a < mean.length; a++) {
      for (int i = 0; i < mean[a].length; i++) {
        mean[a][i] += probability * drawn[a][i];
      }
    }
    for (int k = prefix.size(); k < script.chances.size(); k++) {
      List<Boolean> branch = new ArrayList<>(prefix);
      for (int l = prefix.size(); l < k; l++) {
        branch.add(true);
      }
      branch.add(false);
      enumerate(lottery, branch, expected, mean);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void everyOutcomeCountedTheExpectationIsExact(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int persons = 2 + random.nextInt(3);
    int tasks = 1 + random.nextInt(3);
    double[][] expected = matrix(persons, tasks, random);
    double[][] mean = new double[persons][tasks];
    enumerate(IntegerLottery.of(expected), List.of(), expected, mean);
    for (int a = 0; a < persons; a++) {
      for (int i = 0; i < tasks; i++) {
        assertThat(mean[a][i]).isCloseTo(expected[a][i], within(persons * UNIT));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void largeAssignmentsKeepTotalsAndBounds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] expected = matrix(2000, 7, random);
    check(expected, IntegerLottery.of(expected).draw(RandomCoin.of(seed, 2, 3, 4)));
  }

  @Test
  void theSameSeedDrawsTheSame() {
    double[][] expected = matrix(50, 4, new SplittableRandom(5));
    IntegerLottery lottery = IntegerLottery.of(expected);
    assertThat(lottery.draw(RandomCoin.of(1, 2, 3, 4)))
        .isDeepEqualTo(lottery.draw(RandomCoin.of(1, 2, 3, 4)));
  }

  @Test
  void wholeAssignmentsStayAsTheyAre() {
    double[][] expected = {{1, 0, 2}, {3, 1, 0}};
    Coin none =
        (yes, no) -> {
          throw new AssertionError("nothing is left to chance");
        };
    assertThat(IntegerLottery.of(expected).draw(none))
        .isDeepEqualTo(new int[][] {{1, 0, 2}, {3, 1, 0}});
    assertThat(IntegerLottery.of(new double[0][0]).draw(none)).isEmpty();
  }

  @Test
  void theSizeIsTold() {
    IntegerLottery lottery = IntegerLottery.of(new double[][] {{1, 0}, {3, 1}, {0, 2}});
    assertThat(lottery.persons()).isEqualTo(3);
    assertThat(lottery.tasks()).isEqualTo(2);
  }

  /** Totals that are off by rounding are made whole without leaving the floor or the ceiling. */
  @Test
  void totalsThatAreNearlyWholeAreMadeWhole() {
    for (double[][] expected :
        new double[][][] {
          {{0.5}, {0.5 - 1e-7}},
          {{0.5}, {0.5 + 1e-7}},
          {{1 - 1e-7}, {0.3}, {0.7 - 5e-7}},
          {{1 + 1e-7}, {0.5}, {0.5 + 5e-7}},
          {{2, 0.25}, {0, 0.75 - 3e-7}, {1 - 2e-7, 0}, {1 - 2e-7, 1}},
          {{2.5}, {2.5 - 4e-6}},
          {{5e-7}}
        }) {
      double[][] mean = new double[expected.length][expected[0].length];
      enumerate(IntegerLottery.of(expected), List.of(), expected, mean);
      for (int a = 0; a < mean.length; a++) {
        for (int i = 0; i < mean[a].length; i++) {
          assertThat(mean[a][i]).isCloseTo(expected[a][i], within(5e-6));
        }
      }
    }
  }

  @Test
  void totalsThatAreOffByMoreAreRefused() {
    for (double[][] expected :
        new double[][][] {
          {{0.5}, {0.5 - 2e-6}}, {{2e-6}}, {{2.5}, {2.5 - 6e-6}}, {{0.5}, {0.500002}}
        }) {
      assertThatThrownBy(() -> IntegerLottery.of(expected))
          .hasMessageContaining("task 0 has the expected total");
    }
  }

  @Test
  void theLargestSumIsAllowed() {
    assertThat(IntegerLottery.of(new double[][] {{1e9}}).draw((yes, no) -> true))
        .isDeepEqualTo(new int[][] {{1_000_000_000}});
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> IntegerLottery.of(new double[][] {{0.5}, {0.25}}))
        .hasMessageContaining("task 0 has the expected total 0.75");
    assertThatThrownBy(() -> IntegerLottery.of(new double[][] {{-1}}))
        .hasMessageContaining("expected[0][0] is -1");
    assertThatThrownBy(() -> IntegerLottery.of(new double[][] {{2e9}}))
        .hasMessageContaining("at most 1e9");
    assertThatThrownBy(() -> IntegerLottery.of(new double[][] {{1, 1}, {1}}))
        .hasMessageContaining("expected[1] has 1 entries");
    assertThatThrownBy(() -> RandomCoin.of(0, 0, 0, 0)).hasMessageContaining("seed");
    assertThatThrownBy(() -> RandomCoin.of(1)).hasMessageContaining("seed");
  }
}
