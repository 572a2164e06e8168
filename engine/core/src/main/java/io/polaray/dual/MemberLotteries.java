package io.polaray.dual;

import io.polaray.market.Agent;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.core.Sum;

/**
 * Hands the lottery of a group of identical agents out to its members.
 *
 * <pre>
 *   lottery   |---- p1 ----|-- p2 --|------ p3 ------|     shares of the group's population
 *   members   |--- m1 ---|----- m2 -----|---- m3 ----|
 * </pre>
 *
 * <p>A member gets what lies above it, so at most {@code menus + members - 1} probabilities are
 * positive and at most {@code menus - 1} lotteries proper; giving every member the whole lottery
 * would break the bound of J + I positive probabilities (Shapley-Folkman). The group's total is the
 * same either way.
 */
final class MemberLotteries {
  /** Relative to a population; what is left over by rounding is not offered. */
  private static final double SLIVER_TOLERANCE = 1e-14;

  private final List<LotteryEntry> lottery;
  private final double[] populations;
  private final double total;
  private int menu;
  private double left;
  private int member;

  /**
   * Starts with the first member.
   *
   * @param lottery of the group, probabilities summing to 1
   * @param populations of the members, in the order in which they will be asked for
   */
  MemberLotteries(List<LotteryEntry> lottery, double[] populations) {
    this.lottery = lottery;
    this.populations = populations.clone();
    this.total = Sum.of(populations).getAsDouble();
    this.left = lottery.get(0).probability() * total;
  }

  /** The design of the next member. */
  AgentDesign next(Agent agent) {
    double population = populations[member++];
    List<LotteryEntry> entries = new ArrayList<>();
    double need = population;
    while (need > SLIVER_TOLERANCE * population) {
      boolean lastMenu = menu == lottery.size() - 1;
      double taken = lastMenu ? need : Math.min(need, left);
      if (taken > 0) {
        entries.add(new LotteryEntry(taken / population, lottery.get(menu).column()));
      }
      need -= taken;
      left -= taken;
      if (!lastMenu && left <= SLIVER_TOLERANCE * total) {
        menu++;
        left = lottery.get(menu).probability() * total;
      }
    }
    if (entries.size() == 1) {
      entries.set(0, new LotteryEntry(1, entries.get(0).column()));
    }
    return new AgentDesign(agent, mixture(entries), entries);
  }

  private static Vector mixture(List<LotteryEntry> lottery) {
    if (lottery.size() == 1) {
      return lottery.get(0).column().assignment();
    }
    double[] expected = new double[lottery.get(0).column().assignment().size()];
    for (int i = 0; i < expected.length; i++) {
      Sum sum = Sum.create();
      for (LotteryEntry entry : lottery) {
        sum.addProduct(entry.probability(), entry.column().assignment().get(i));
      }
      expected[i] = sum.getAsDouble();
    }
    return Vector.of(expected);
  }
}
