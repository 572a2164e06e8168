package io.polaray.protocol;

import io.polaray.menu.Menu;
import io.polaray.menu.Ray;
import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import java.time.Duration;
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
  /*
   * D_k, the types for which k is obviously dominant, is the cone of all c with c . (x - x') <= 0
   * for x in T^k, x' in another set: vertices suffice. The question is whether the D_k cover the
   * types. A type strictly inside of the region not yet covered is found by a linear program that
   * maximises the smallest slack; if some D_k holds it, whatever else is not covered violates one
   * of the inequalities of D_k, and each of them is tried in turn. The depth is at most the number
   * of sets.
   */
  private static final double SLACK_TOLERANCE = 1e-9;
  private static final double COLLINEAR_TOLERANCE = 1e-12;
  private static final int MAX_ITERATIONS = 10_000;

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

  private AgentMenu(Vector endowment, List<TradingSet> sets) {
    this.endowment = endowment;
    this.sets = List.copyOf(sets);
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

  /** A type of the space that has no obviously dominant choice; empty if the menu is OSP. */
  public Optional<Witness> witness(TypeSpace space) {
    if (space.lower().size() != endowment.size()) {
      throw new IllegalArgumentException(
          "space has " + space.lower().size() + " tasks, the menu " + endowment.size());
    }
    return uncovered(space, new ArrayList<>()).map(this::witnessAt);
  }

  private Optional<Vector> uncovered(TypeSpace space, List<Vector> strict) {
    Optional<Vector> inside = interior(space, strict);
    if (inside.isEmpty()) {
      return Optional.empty();
    }
    int choice = 0;
    while (choice < sets.size() && !isObviouslyDominant(choice, inside.get())) {
      choice++;
    }
    if (choice == sets.size()) {
      return inside;
    }
    for (Vector row : rows(choice)) {
      strict.add(row);
      Optional<Vector> found = uncovered(space, strict);
      strict.remove(strict.size() - 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The differences d for which a type of D_choice has c . d &lt;= 0. */
  private List<Vector> rows(int choice) {
    List<Vector> rows = new ArrayList<>();
    for (int k = 0; k < sets.size(); k++) {
      if (k == choice) {
        continue;
      }
      for (Vector own : sets.get(choice).points()) {
        for (Vector other : sets.get(k).points()) {
          Vector row = own.minus(other);
          if (row.maxAbsolute() > 0 && !rows.contains(row)) {
            rows.add(row);
          }
        }
      }
    }
    return rows;
  }

  /** A type of the space with c . d &gt; 0 for all d, as far inside as possible. */
  private static Optional<Vector> interior(TypeSpace space, List<Vector> strict) {
    LinearProgram program = LinearProgram.create();
    int tasks = space.lower().size();
    for (int i = 0; i < tasks; i++) {
      program.addVariable(0, space.lower().get(i), space.upper().get(i));
    }
    int slack = program.addVariable(-1, Double.NEGATIVE_INFINITY, 1);
    for (int i = 0; i < tasks; i++) {
      double low = space.lower().get(i);
      double width = space.upper().get(i) - low;
      if (width > 0) {
        int[] indices = {i, slack};
        double[] ones = {1 / width, -1};
        program.addRow(indices, ones, low / width, Double.POSITIVE_INFINITY);
      }
    }
    for (Vector row : strict) {
      int[] indices = new int[tasks + 1];
      double[] coefficients = new double[tasks + 1];
      double size = row.maxAbsolute() * Math.max(space.upper().maxAbsolute(), Double.MIN_NORMAL);
      for (int i = 0; i < tasks; i++) {
        indices[i] = i;
        coefficients[i] = row.get(i) / size;
      }
      indices[tasks] = slack;
      coefficients[tasks] = -1;
      program.addRow(indices, coefficients, 0, Double.POSITIVE_INFINITY);
    }
    LinearProgram.Solution solution = program.solve(MAX_ITERATIONS, Duration.ofMinutes(1));
    if (solution.status() != LinearProgram.Status.OPTIMAL
        || !(solution.values().get(slack) > SLACK_TOLERANCE)) {
      return Optional.empty();
    }
    double[] type = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      type[i] = solution.values().get(i);
    }
    return Optional.of(Vector.of(type));
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

  /** What a trading set is relative to the endowment. */
  public SetKind kind(int choice) {
    boolean below = true;
    boolean above = true;
    for (Vector point : sets.get(choice).points()) {
      for (int i = 0; i < point.size(); i++) {
        below &= point.get(i) <= endowment.get(i);
        above &= point.get(i) >= endowment.get(i);
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
      longest = move.maxAbsolute() > longest.maxAbsolute() ? move : longest;
    }
    boolean negative = false;
    boolean positive = false;
    for (int i = 0; i < longest.size(); i++) {
      negative |= longest.get(i) < 0;
      positive |= longest.get(i) > 0;
    }
    for (Vector point : set.points()) {
      Vector move = point.minus(endowment);
      double share = move.maxAbsolute() / longest.maxAbsolute();
      Vector rest = move.plus(-share, longest);
      if (rest.maxAbsolute() > COLLINEAR_TOLERANCE * longest.maxAbsolute()) {
        return Optional.empty();
      }
    }
    return negative && positive ? Optional.of(longest) : Optional.empty();
  }

  /**
   * The menu of the polarised-ray mechanism that effectively dominates this one (Theorem 2):
   * remedial if some set is, otherwise its rays; redundant sets, which nobody with positive costs
   * chooses, are left out.
   *
   * @return empty if the menu is not OSP for all positive types
   */
  public Optional<Menu> dominatingMenu() {
    if (witness(TypeSpace.orthant(endowment.size())).isPresent()) {
      return Optional.empty();
    }
    List<Ray> rays = new ArrayList<>();
    for (int k = 0; k < sets.size(); k++) {
      if (kind(k) == SetKind.REMEDIAL) {
        return Optional.of(new Menu.Remedial());
      }
      if (kind(k) == SetKind.RAY) {
        direction(sets.get(k)).ifPresent(kappa -> rays.add(new Ray(kappa)));
      }
    }
    return Optional.of(rays.isEmpty() ? new Menu.StatusQuo() : new Menu.Rays(rays));
  }
}
