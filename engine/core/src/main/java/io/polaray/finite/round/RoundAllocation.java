package io.polaray.finite.round;

import io.polaray.finite.ChoiceGroup;
import io.polaray.finite.Selection;
import io.polaray.finite.SelectionRule;
import io.polaray.finite.TradingSet;
import io.polaray.finite.lottery.IntegerLottery;
import io.polaray.finite.lottery.RandomCoin;
import io.polaray.finite.selection.SelectionSolution.Status;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.core.Sum;

/**
 * Whole tasks for every participant.
 *
 * <p>People of the same group with the same choice are treated alike: the rule says how many of
 * them move along their ray, a random order says who, at most one of them moves part of the way;
 * what is taken away under a remedial set is shared equally. The lottery over whole numbers
 * follows, with every expected number of tasks met exactly.
 */
public final class RoundAllocation {
  /** Extents of a group closer to a whole number of people than this are taken for it. */
  private static final double WHOLE_ABSOLUTE_TOLERANCE = 1e-9;

  private final List<Participant> participants;
  private final Selection selection;
  private final List<Vector> expected;
  private final List<Double> extents;
  private final int[][] assigned;

  private RoundAllocation(
      List<Participant> participants,
      Selection selection,
      List<Vector> expected,
      List<Double> extents,
      int[][] assigned) {
    this.participants = List.copyOf(participants);
    this.selection = selection;
    this.expected = List.copyOf(expected);
    this.extents = List.copyOf(extents);
    this.assigned = assigned;
  }

  private record Key(String agent, TradingSet chosen) {}

  /**
   * Selects, and draws whole numbers.
   *
   * @param participants everybody, in the order in which random numbers are used
   * @param instances n, whole numbers up to a relative 1e-6
   * @param coin all randomness
   * @throws IllegalArgumentException if the instances are not whole or the rule breaks its contract
   */
  public static RoundAllocation of(
      List<Participant> participants, SelectionRule rule, Vector instances, RandomCoin coin) {
    Map<Key, List<Integer>> members = members(participants);
    List<ChoiceGroup> groups = groups(participants, members);
    Selection selection = rule.select(groups, instances);
    double[][] expected = new double[participants.size()][];
    Double[] extents = new Double[participants.size()];
    int g = 0;
    for (List<Integer> group : members.values()) {
      share(group, groups.get(g), selection, g, coin, expected, extents);
      g++;
    }
    int[][] assigned =
        selection.status() == Status.OPTIMAL
            ? IntegerLottery.of(expected).draw(coin)
            : new int[participants.size()][instances.size()];
    List<Vector> vectors = new ArrayList<>();
    for (double[] row : expected) {
      vectors.add(Vector.of(row));
    }
    return new RoundAllocation(participants, selection, vectors, List.of(extents), assigned);
  }

  /** People of the same group with the same choice together, in order of first appearance. */
  public static List<ChoiceGroup> groups(List<Participant> participants) {
    return groups(participants, members(participants));
  }

  private static List<ChoiceGroup> groups(
      List<Participant> participants, Map<Key, List<Integer>> members) {
    List<ChoiceGroup> groups = new ArrayList<>();
    for (List<Integer> group : members.values()) {
      Participant first = participants.get(group.get(0));
      groups.add(new ChoiceGroup(first.agent(), first.chosen(), group.size()));
    }
    return groups;
  }

  private static Map<Key, List<Integer>> members(List<Participant> participants) {
    Map<Key, List<Integer>> members = new LinkedHashMap<>();
    for (int a = 0; a < participants.size(); a++) {
      Participant one = participants.get(a);
      members
          .computeIfAbsent(new Key(one.agent().id(), one.chosen()), key -> new ArrayList<>())
          .add(a);
    }
    return members;
  }

  /**
   * Draws whole numbers for a selection made person by person, with a rule of one's own.
   *
   * @param participants everybody, in the order in which random numbers are used
   * @param extents how far each is moved along the ray, or the share that is taken away; 0 to 1
   * @param instances n, whole numbers up to a relative 1e-6
   * @param coin all randomness
   * @throws IllegalArgumentException if the extents do not clear the market
   */
  public static RoundAllocation ofExtents(
      List<Participant> participants, List<Double> extents, Vector instances, RandomCoin coin) {
    List<ChoiceGroup> groups = new ArrayList<>();
    List<Vector> movements = new ArrayList<>();
    for (int a = 0; a < participants.size(); a++) {
      Participant one = participants.get(a);
      groups.add(new ChoiceGroup(one.agent(), one.chosen(), 1));
      Vector still = Vector.zeros(instances.size());
      if (one.chosen() instanceof TradingSet.AlongRay along) {
        movements.add(still.plus(extents.get(a), along.ray().direction()));
      } else if (one.chosen() instanceof TradingSet.Remedial) {
        movements.add(still.plus(-extents.get(a), one.agent().endowment()));
      } else {
        movements.add(still);
      }
    }
    Selection selection =
        Selection.of(groups, movements, instances, Vector.zeros(instances.size()));
    double[][] expected = new double[participants.size()][];
    List<Vector> vectors = new ArrayList<>();
    for (int a = 0; a < expected.length; a++) {
      vectors.add(selection.total(a));
      expected[a] = selection.total(a).toArray();
    }
    int[][] assigned = IntegerLottery.of(expected).draw(coin);
    return new RoundAllocation(participants, selection, vectors, extents, assigned);
  }

  /** Shares what a group does among its members. */
  private static void share(
      List<Integer> members,
      ChoiceGroup group,
      Selection selection,
      int index,
      RandomCoin coin,
      double[][] expected,
      Double[] extents) {
    int size = members.size();
    Vector endowment = group.agent().endowment();
    double extent = selection.extent(index);
    if (!(group.chosen() instanceof TradingSet.AlongRay along)) {
      Vector each = Vector.zeros(endowment.size()).plus(1.0 / size, selection.total(index));
      for (int member : members) {
        expected[member] = each.toArray();
        extents[member] = extent / size;
      }
      return;
    }
    int[] order = members.stream().mapToInt(Integer::intValue).toArray();
    coin.shuffle(order);
    double whole = Math.rint(extent);
    double left = Math.abs(extent - whole) <= WHOLE_ABSOLUTE_TOLERANCE ? whole : extent;
    for (int member : order) {
      double own = Math.min(1, Math.max(0, left));
      left -= own;
      extents[member] = own;
      double[] tasks = endowment.plus(own, along.ray().direction()).toArray();
      for (int i = 0; i < tasks.length; i++) {
        tasks[i] = Math.max(0, tasks[i]);
      }
      expected[member] = tasks;
    }
  }

  /** Everybody, in the order given. */
  public List<Participant> participants() {
    return participants;
  }

  /** Status OPTIMAL, or nothing could be assigned. */
  public Status status() {
    return selection.status();
  }

  /** What a participant does in expectation. */
  public Vector expected(int participant) {
    return expected.get(participant);
  }

  /** How far a participant is moved along the ray, or the share that is taken away; 0 to 1. */
  public double extent(int participant) {
    return extents.get(participant);
  }

  /** The whole number of tasks i that a participant does. */
  public int assigned(int participant, int task) {
    return assigned[participant][task];
  }

  /** How many instances of a task are assigned in all. */
  public long total(int task) {
    long total = 0;
    for (int[] row : assigned) {
      total += row[task];
    }
    return total;
  }

  /** Social cost of the expected assignment. */
  public double expectedCost() {
    return selection.cost();
  }

  /** Social cost of the assignment drawn. */
  public double assignedCost() {
    Sum sum = Sum.create();
    for (int a = 0; a < assigned.length; a++) {
      Vector cost = participants.get(a).agent().socialCost();
      for (int i = 0; i < cost.size(); i++) {
        sum.addProduct(cost.get(i), assigned[a][i]);
      }
    }
    return sum.getAsDouble();
  }
}
