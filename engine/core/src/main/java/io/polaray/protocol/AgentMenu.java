package io.polaray.protocol;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.Menu;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one agent is offered in a trading protocol: an endowment and trading sets, each already
 * reduced to what the designer might really select (paper, sections 1.1 and 3).
 *
 * <p>Choosing k is obviously dominant for type c iff the worst assignment in T^k is no worse than
 * the best one in every other set. The menu is OSP for a space of types iff every type has such a
 * choice.
 */
public final class AgentMenu {
  /** In units of the largest amount of each task. */
  private static final double SAME_TOLERANCE = 1e-12;

  /**
   * A type without an obviously dominant choice.
   *
   * @param type c
   * @param choice a myopically optimal choice of that type
   * @param worst the worst assignment after that choice
   * @param other another choice
   * @param best the best assignment after the other choice, better for c than {@code worst}
   */
  public record Witness(Vector type, int choice, Vector worst, int other, Vector best) {}

  private final Vector endowment;
  private final List<TradingSet> sets;
  private final TaskUnits units;

  private AgentMenu(Vector endowment, List<TradingSet> sets) {
    this.endowment = endowment;
    this.sets = List.copyOf(sets);
    this.units = TaskUnits.of(sets.stream().flatMap(set -> set.points().stream()).toList());
  }

  /**
   * A menu.
   *
   * @param sets the trading sets; {eta} is added as the last one unless it is among them
   */
  public static AgentMenu of(Vector endowment, List<TradingSet> sets) {
    List<TradingSet> all = new ArrayList<>(sets);
    boolean present = false;
    for (TradingSet set : sets) {
      if (set.tasks() != endowment.size()) {
        throw new IllegalArgumentException(
            "a trading set has " + set.tasks() + " tasks, the endowment " + endowment.size());
      }
      present |= set.points().stream().allMatch(endowment::equals);
    }
    if (!present) {
      all.add(TradingSet.point(endowment));
    }
    return new AgentMenu(endowment, all);
  }

  /** The menu of one side of a bilateral trade: stay, or move by gamma if the other agrees. */
  public static AgentMenu bilateral(Vector endowment, Vector gamma) {
    return of(endowment, List.of(TradingSet.points(List.of(endowment, endowment.plus(1, gamma)))));
  }

  /**
   * Two-price binary classification (Baron et al. 2025): take on tasks A for {@code price1} fewer
   * tasks B each, or shed tasks A for {@code price2} more of B each.
   */
  public static AgentMenu twoPrices(Vector endowment, double price1, double price2) {
    return of(
        endowment,
        List.of(
            TradingSet.ray(endowment, Vector.of(1, -price1)),
            TradingSet.ray(endowment, Vector.of(-1, price2))));
  }

  /** A fixed-price pseudo-market: {x, eta} for each of the given points of the budget. */
  public static AgentMenu pseudoMarket(Vector endowment, List<Vector> demands) {
    return of(
        endowment, demands.stream().map(x -> TradingSet.points(List.of(x, endowment))).toList());
  }

  /** The endowment. */
  public Vector endowment() {
    return endowment;
  }

  /** The trading sets. */
  public List<TradingSet> sets() {
    return sets;
  }

  /** Choices that would be best if one could choose freely within a set (paper, Lemma 4). */
  public List<Integer> myopicallyOptimal(Vector type) {
    double best = sets.stream().mapToDouble(set -> set.least(type)).min().orElseThrow();
    List<Integer> choices = new ArrayList<>();
    for (int k = 0; k < sets.size(); k++) {
      if (sets.get(k).least(type) <= best) {
        choices.add(k);
      }
    }
    return choices;
  }

  /** Whether a choice is obviously dominant for a type. */
  public boolean isObviouslyDominant(int choice, Vector type) {
    double worst = sets.get(choice).largest(type);
    for (int k = 0; k < sets.size(); k++) {
      if (k != choice && sets.get(k).least(type) < worst) {
        return false;
      }
    }
    return true;
  }

  /**
   * A type of the space that has no obviously dominant choice; empty if the menu is OSP.
   *
   * @throws IllegalArgumentException if the space has another number of tasks, or amounts or costs
   *     of one task lie so far apart that the linear programs do not decide
   */
  public Optional<Witness> witness(TypeSpace space) {
    if (space.lower().size() != endowment.size()) {
      throw new IllegalArgumentException(
          "space has " + space.lower().size() + " tasks, the menu " + endowment.size());
    }
    return new Covering(space, sets).uncovered().map(this::witnessAt);
  }

  private Witness witnessAt(Vector type) {
    int choice = myopicallyOptimal(type).get(0);
    Vector worst = extreme(sets.get(choice), type, -1);
    int other = -1;
    for (int k = 0; k < sets.size(); k++) {
      double least = sets.get(k).least(type);
      if (k != choice && (other < 0 || least < sets.get(other).least(type))) {
        other = k;
      }
    }
    return new Witness(type, choice, worst, other, extreme(sets.get(other), type, 1));
  }

  private static Vector extreme(TradingSet set, Vector type, int sign) {
    Vector best = set.points().get(0);
    for (Vector point : set.points()) {
      best = sign * type.dot(point) < sign * type.dot(best) ? point : best;
    }
    return best;
  }

  /**
   * Whether another menu has the same endowment and sets that hold the ones here, one by one
   * (paper, section 3): with the same strategies, the other mechanism then dominates.
   */
  public boolean isDominatedBy(AgentMenu other) {
    boolean dominated = endowment.equals(other.endowment) && sets.size() == other.sets.size();
    for (int k = 0; k < sets.size() && dominated; k++) {
      dominated = sets.get(k).isWithin(other.sets.get(k));
    }
    return dominated;
  }

  /** What a trading set is relative to the endowment, up to rounding. */
  public SetKind kind(int choice) {
    boolean below = true;
    boolean above = true;
    for (Vector point : sets.get(choice).points()) {
      Vector move = units.amounts(point.minus(endowment));
      for (int i = 0; i < move.size(); i++) {
        below &= move.get(i) <= SAME_TOLERANCE;
        above &= move.get(i) >= -SAME_TOLERANCE;
      }
    }
    if (below || above) {
      return below && above ? SetKind.ENDOWMENT : below ? SetKind.REMEDIAL : SetKind.REDUNDANT;
    }
    return direction(sets.get(choice)).isPresent() ? SetKind.RAY : SetKind.OTHER;
  }

  /** The longest move of a set whose moves all have one non-monotone direction. */
  private Optional<Vector> direction(TradingSet set) {
    Vector longest = Vector.zeros(endowment.size());
    for (Vector point : set.points()) {
      Vector move = point.minus(endowment);
      longest = units.size(move) > units.size(longest) ? move : longest;
    }
    Vector direction = units.amounts(longest);
    double[] kappa = longest.toArray();
    boolean negative = false;
    boolean positive = false;
    for (int i = 0; i < kappa.length; i++) {
      kappa[i] = Math.abs(direction.get(i)) <= SAME_TOLERANCE ? 0 : kappa[i];
      negative |= kappa[i] < 0;
      positive |= kappa[i] > 0;
    }
    for (Vector point : set.points()) {
      Vector move = units.amounts(point.minus(endowment));
      double share = move.dot(direction) / direction.dot(direction);
      Vector rest = move.plus(-share, direction);
      if (share < 0 || rest.maxAbsolute() > SAME_TOLERANCE) {
        return Optional.empty();
      }
    }
    return negative && positive ? Optional.of(Vector.of(kappa)) : Optional.empty();
  }

  /**
   * The menu of the polarised-ray mechanism that effectively dominates this one (Theorem 2):
   * remedial if some set is, otherwise its rays at full extension; redundant sets, which nobody
   * with positive costs chooses, are left out. Rays are polarised in exact arithmetic, which may
   * change them by a rounding.
   *
   * @return empty if the menu is not OSP for all positive types
   */
  public Optional<Menu> dominatingMenu() {
    if (witness(TypeSpace.orthant(endowment.size())).isPresent()) {
      return Optional.empty();
    }
    List<double[]> rays = new ArrayList<>();
    for (int k = 0; k < sets.size(); k++) {
      if (kind(k) == SetKind.REMEDIAL) {
        return Optional.of(new Menu.Remedial());
      }
      if (kind(k) == SetKind.RAY) {
        direction(sets.get(k)).ifPresent(kappa -> rays.add(kappa.toArray()));
      }
    }
    if (rays.isEmpty()) {
      return Optional.of(new Menu.StatusQuo());
    }
    return Optional.of(
        new Menu.Rays(ExactMenus.fullExtension(endowment, rays.toArray(new double[0][]))));
  }
}
