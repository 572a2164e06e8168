package io.polaray.dual;

import io.polaray.market.Agent;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.core.DD;
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
  /*
   * A menu that takes on very much is offered with a very small probability, which must be exact
   * relative to itself: the ends of the shares are held with twice the digits of a double, and what
   * the probabilities lack to 1 by rounding is borne by the largest.
   */

  /** Relative to a group's population; what is left over by rounding is not offered. */
  private static final double SLIVER_TOLERANCE = 0x1p-90;

  private final List<LotteryEntry> lottery;
  private final DD[] menuEnd;
  private final DD[] memberEnd;
  private final double[] populations;
  private final double sliver;
  private DD at = DD.ZERO;
  private int menu;
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
    this.memberEnd = new DD[populations.length];
    DD total = DD.ZERO;
    for (int j = 0; j < populations.length; j++) {
      total = total.add(populations[j]);
      memberEnd[j] = total;
    }
    this.sliver = SLIVER_TOLERANCE * total.hi();
    this.menuEnd = new DD[lottery.size()];
    DD end = DD.ZERO;
    DD[] shares = shares(lottery);
    for (int k = 0; k < menuEnd.length; k++) {
      end = end.add(total.multiply(shares[k]));
      menuEnd[k] = end;
    }
    menuEnd[menuEnd.length - 1] = total;
  }

  private static DD[] shares(List<LotteryEntry> lottery) {
    DD[] shares = new DD[lottery.size()];
    DD others = DD.ZERO;
    int largest = 0;
    for (int k = 1; k < shares.length; k++) {
      boolean larger = lottery.get(k).probability() > lottery.get(largest).probability();
      others = others.add(lottery.get(larger ? largest : k).probability());
      largest = larger ? k : largest;
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] = k == largest ? DD.ONE.subtract(others) : DD.of(lottery.get(k).probability());
    }
    return shares;
  }

  /** The design of the next member. */
  AgentDesign next(Agent agent) {
    double population = populations[member];
    DD to = memberEnd[member++];
    List<LotteryEntry> entries = new ArrayList<>();
    while (to.subtract(at).hi() > sliver) {
      boolean lastMenu = menu == menuEnd.length - 1;
      DD end = lastMenu || menuEnd[menu].subtract(to).hi() > sliver ? to : menuEnd[menu];
      double taken = end.subtract(at).hi();
      if (taken > sliver) {
        entries.add(new LotteryEntry(taken / population, lottery.get(menu).column()));
      }
      at = end;
      if (!lastMenu && menuEnd[menu].subtract(at).hi() <= sliver) {
        menu++;
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
