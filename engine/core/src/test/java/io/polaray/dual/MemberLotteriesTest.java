package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.market.Agent;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.UniformPreferences;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberLotteriesTest {
  private static final Vector ONES = Vector.of(1, 1);

  private static Agent agent(double population) {
    return new Agent("j", ONES, ONES, ONES, population, 1, UniformPreferences.of(ONES, ONES));
  }

  private static LotteryEntry entry(double probability, int menu) {
    return new LotteryEntry(probability, MenuColumn.statusQuo(Vector.of(menu, 1)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void membersTogetherGetTheGroupsLotteryWithFewMenus(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 300; trial++) {
      double[] shares = random.doubles(1 + random.nextInt(4)).map(x -> 0.05 + x).toArray();
      double sum = DoubleStream.of(shares).sum();
      List<LotteryEntry> lottery = new ArrayList<>();
      for (int k = 0; k < shares.length; k++) {
        lottery.add(entry(shares[k] / sum, k));
      }
      boolean even = random.nextBoolean();
      double[] populations =
          random.doubles(1 + random.nextInt(6)).map(x -> even ? 1 : 0.1 + 9 * x).toArray();
      MemberLotteries members = new MemberLotteries(lottery, populations);
      double[] totals = new double[shares.length];
      int positive = 0;
      int proper = 0;
      double people = 0;
      for (double population : populations) {
        AgentDesign design = members.next(agent(population));
        people += population;
        positive += design.lottery().size();
        proper += design.lottery().size() > 1 ? 1 : 0;
        double probability = 0;
        double first = 0;
        for (LotteryEntry entry : design.lottery()) {
          int menu = (int) entry.column().assignment().get(0);
          totals[menu] += population * entry.probability();
          probability += entry.probability();
          first += entry.probability() * menu;
          assertThat(entry.probability()).isPositive();
        }
        assertThat(probability).isCloseTo(1, within(1e-13));
        assertThat(design.expectedAssignment().get(0)).isCloseTo(first, within(1e-12));
      }
      assertThat(positive).isLessThanOrEqualTo(shares.length + populations.length - 1);
      assertThat(proper).isLessThanOrEqualTo(shares.length - 1);
      for (int k = 0; k < shares.length; k++) {
        assertThat(totals[k]).isCloseTo(people * shares[k] / sum, within(1e-12 * people));
      }
    }
  }
}
