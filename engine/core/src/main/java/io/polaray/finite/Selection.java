package io.polaray.finite;

import io.polaray.finite.selection.SelectionSolution.Status;
import io.polaray.market.Agent;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.core.Sum;

/**
 * A market-clearing allocation that respects everybody's choice.
 *
 * <p>The people of a group share what the group gets; how, is decided by whoever hands tasks out.
 */
public final class Selection {
  /** Residual of a task, relative to the larger of 1 and its instances. */
  private static final double CLEARING_RELATIVE_TOLERANCE = 1e-7;

  private static final double BOUND_RELATIVE_TOLERANCE = 1e-9;

  private final Status status;
  private final List<ChoiceGroup> groups;
  private final List<Vector> totals;
  private final List<Double> extents;
  private final Vector prices;

  private Selection(
      Status status,
      List<ChoiceGroup> groups,
      List<Vector> totals,
      List<Double> extents,
      Vector prices) {
    this.status = status;
    this.groups = List.copyOf(groups);
    this.totals = List.copyOf(totals);
    this.extents = List.copyOf(extents);
    this.prices = prices;
  }

  /**
   * An allocation, checked.
   *
   * @param movements one vector a group, by how much the group as a whole leaves its endowments: a
   *     multiple between 0 and the number of people of the ray's direction, an amount taken away,
   *     or zeros
   * @throws IllegalArgumentException naming the group whose set does not hold its movement, or the
   *     task that does not clear
   */
  public static Selection of(
      List<ChoiceGroup> groups, List<Vector> movements, Vector instances, Vector prices) {
    if (movements.size() != groups.size()) {
      throw new IllegalArgumentException(
          "there are " + movements.size() + " movements for " + groups.size() + " groups");
    }
    List<Vector> totals = new ArrayList<>();
    List<Double> extents = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      ChoiceGroup group = groups.get(g);
      Vector endowment = scaled(group.agent().endowment(), (double) group.people());
      extents.add(extent(group, movements.get(g), endowment));
      totals.add(nonnegative(endowment.plus(1, movements.get(g))));
    }
    for (int i = 0; i < instances.size(); i++) {
      Sum sum = Sum.of(-instances.get(i));
      for (Vector total : totals) {
        sum.add(total.get(i));
      }
      double allowed = CLEARING_RELATIVE_TOLERANCE * Math.max(1, Math.abs(instances.get(i)));
      if (!(Math.abs(sum.getAsDouble()) <= allowed)) {
        throw new IllegalArgumentException(
            "task "
                + i
                + ": what is assigned and what must be done differ by "
                + sum.getAsDouble()
                + "; every instance must be assigned once");
      }
    }
    return new Selection(Status.OPTIMAL, groups, totals, extents, prices);
  }

  /** Everybody keeps the endowment, because no selection was found; the status says why. */
  static Selection none(Status status, List<ChoiceGroup> groups, Vector prices) {
    List<Vector> totals = new ArrayList<>();
    List<Double> extents = new ArrayList<>();
    for (ChoiceGroup group : groups) {
      totals.add(scaled(group.agent().endowment(), (double) group.people()));
      extents.add(0.0);
    }
    return new Selection(status, groups, totals, extents, prices);
  }

  /** How far along its ray, or share taken away, times people; checks that the set holds it. */
  private static double extent(ChoiceGroup group, Vector movement, Vector endowment) {
    double most = endowment.maxAbsolute();
    if (group.chosen() instanceof TradingSet.AlongRay along) {
      Vector direction = along.ray().direction();
      int largest = 0;
      for (int i = 0; i < direction.size(); i++) {
        largest = Math.abs(direction.get(i)) > Math.abs(direction.get(largest)) ? i : largest;
      }
      double extent = movement.get(largest) / direction.get(largest);
      double off = movement.plus(-extent, direction).maxAbsolute();
      double allowed = BOUND_RELATIVE_TOLERANCE * Math.max(1.0, (double) group.people());
      if (!(extent >= -allowed && extent <= group.people() + allowed)
          || !(off <= allowed * direction.maxAbsolute())) {
        throw outside(group, "a multiple of the ray between 0 and " + group.people());
      }
      return Math.min((double) group.people(), Math.max(0, extent));
    }
    if (group.chosen() instanceof TradingSet.Remedial) {
      double taken = 0;
      double held = 0;
      for (int i = 0; i < movement.size(); i++) {
        if (!(movement.get(i) <= BOUND_RELATIVE_TOLERANCE * Math.max(1, most)
            && endowment.get(i) + movement.get(i) >= -BOUND_RELATIVE_TOLERANCE * most)) {
          throw outside(group, "between the endowment taken away and 0");
        }
        taken -= movement.get(i);
        held += endowment.get(i);
      }
      return held == 0 ? 0 : group.people() * Math.min(1, Math.max(0, taken / held));
    }
    if (movement.maxAbsolute() != 0) {
      throw outside(group, "0");
    }
    return 0;
  }

  private static IllegalArgumentException outside(ChoiceGroup group, String allowed) {
    return new IllegalArgumentException(
        "agent "
            + group.agent().id()
            + ": the movement does not lie in the chosen set; it must be "
            + allowed);
  }

  private static Vector scaled(Vector vector, double factor) {
    return Vector.zeros(vector.size()).plus(factor, vector);
  }

  private static Vector nonnegative(Vector vector) {
    double[] entries = vector.toArray();
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Math.max(0, entries[i]);
    }
    return Vector.of(entries);
  }

  /** OPTIMAL when the rule has done its work; otherwise everybody keeps the endowment. */
  public Status status() {
    return status;
  }

  /** Who has chosen what. */
  public List<ChoiceGroup> groups() {
    return groups;
  }

  /** What a group does in all. */
  public Vector total(int group) {
    return totals.get(group);
  }

  /** The people of a group that would be moved if each were moved fully or not at all. */
  public double extent(int group) {
    return extents.get(group);
  }

  /** Task prices; zeros when the rule has none. */
  public Vector prices() {
    return prices;
  }

  /** Social cost, {@code sum_g pi_g . total_g}. */
  public double cost() {
    Sum sum = Sum.create();
    for (int g = 0; g < totals.size(); g++) {
      Agent agent = groups.get(g).agent();
      for (int i = 0; i < agent.socialCost().size(); i++) {
        sum.addProduct(agent.socialCost().get(i), totals.get(g).get(i));
      }
    }
    return sum.getAsDouble();
  }

  /** The share of those who chose a ray that is moved along it; NaN when nobody did. */
  public double executedShare() {
    double moved = 0;
    double chosen = 0;
    for (int g = 0; g < groups.size(); g++) {
      if (groups.get(g).chosen() instanceof TradingSet.AlongRay) {
        moved += extents.get(g);
        chosen += groups.get(g).people();
      }
    }
    return moved / chosen;
  }
}
