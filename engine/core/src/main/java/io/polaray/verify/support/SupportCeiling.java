package io.polaray.verify.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * An upper bound on what polarised menus can gain over the endowment: {@code max sum_k P(c .
 * kappa^k <= 0) max(0, w . kappa^k)} over the menus that are polarised on the orthant.
 *
 * <p>Branch and bound over tuples of ray cells, one for each ray. The negative supports of a menu
 * are disjoint. A tuple in which {@code |kappa^k_i| |kappa^l_j| <= kappa^k_j kappa^l_i} cannot hold
 * contains no menu. Rays that pay are accepted by disjoint sets of types, so their probabilities
 * sum to at most 1. Every menu lies in a tuple that is open, or was closed with a bound of at most
 * the target, or has a ray worth less than a floor that is added for every ray a menu can have.
 */
public final class SupportCeiling {
  /*
   * Tasks whose cost may be 0 are endless: see RayCells. Where a take-on of such a task is at its
   * upper end the product in the condition above has no limit, and the probability of the ray does
   * not count in the sum, since the ray may be one that fewer types accept.
   */

  private static final double FLOOR_SHARE = 0.1;
  private static final double DESCENT_SHARE = 0.5;
  private static final int MAX_DESCENTS = 4;

  /** A tuple whose excess has not fallen below this share of it is branched on at once. */
  private static final double KEPT_SHARE = 0.9;

  private static final double ROUNDING = 0x1p-46;
  private static final int MAX_TUPLES = 400_000;
  private static final int MAX_CELLS = 1_500_000;

  private final AcceptanceCeiling chances;
  private final double[] lowerCost;
  private final double[] upperCost;

  private SupportCeiling(AcceptanceCeiling chances, double[] lowerCost, double[] upperCost) {
    this.chances = chances;
    this.lowerCost = lowerCost;
    this.upperCost = upperCost;
  }

  /** Whether bounds are possible for costs between the ends. */
  public static boolean isPossible(
      AcceptanceCeiling chances, double[] lowerCost, double[] upperCost) {
    for (int i = 0; i < lowerCost.length; i++) {
      if (!(upperCost[i] < Double.POSITIVE_INFINITY)
          || !(lowerCost[i] > 0 || (lowerCost[i] == 0 && chances.endless(i) != null))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Bounds for one distribution of costs.
   *
   * @param chances bounds on its acceptance probabilities
   * @param lowerCost a number for each task that no cost is below: positive, or 0 where {@link
   *     AcceptanceCeiling#endless} is known
   * @param upperCost a finite number for each task that no cost exceeds
   */
  public static SupportCeiling of(
      AcceptanceCeiling chances, double[] lowerCost, double[] upperCost) {
    if (!isPossible(chances, lowerCost, upperCost)) {
      throw new IllegalArgumentException(
          "costs lie between "
              + Arrays.toString(lowerCost)
              + " and "
              + Arrays.toString(upperCost)
              + ": the ends must be positive and finite, lower ends may be 0 where the"
              + " density is bounded");
    }
    return new SupportCeiling(chances, lowerCost.clone(), upperCost.clone());
  }

  /**
   * What was proved.
   *
   * @param gain no polarised menu gains more
   * @param reached whether that is the target, up to rounding
   * @param work cells and tuples looked at
   */
  public record Ceiling(double gain, boolean reached, long work) {}

  /** Cells of the rays of a menu, ordered by falling bound and then by age. */
  private static final class Tuple implements Comparable<Tuple> {
    final RayCell[] cells;
    final double bound;
    final long number;

    Tuple(RayCell[] cells, double bound, long number) {
      this.cells = cells;
      this.bound = bound;
      this.number = number;
    }

    @Override
    public int compareTo(Tuple other) {
      int order = Double.compare(other.bound, bound);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  /**
   * Bounds the gain. A bound at the target ends the work, and so does its limit.
   *
   * @param weights w, each within a relative 2^-50 of its value
   * @param endowment eta
   * @param target a gain, at least 0, that is as good as the least
   * @param resolution what the target exceeds an attained gain by; the part of it that is spent on
   *     rays hardly worth anything
   * @param maxWork limit on cells and tuples
   */
  public Ceiling gain(
      double[] weights, double[] endowment, double target, double resolution, long maxWork) {
    return new Search(weights, endowment, target, resolution).run(maxWork);
  }

  private final class Search {
    private final CellFamily cells;
    private final PriorityQueue<Tuple> open = new PriorityQueue<>();
    private final int tasks;
    private final double floor;
    private final double paid;
    private final double goal;
    private final double target;
    private final double scale;
    private final double[] capacity;
    private final double[] score;
    private final int[] contested;
    private double aside;
    private long tuples;

    Search(double[] weights, double[] endowment, double target, double resolution) {
      tasks = weights.length;
      cells = new CellFamily(chances, weights, endowment, lowerCost, upperCost);
      int rays = (int) Arrays.stream(endowment).filter(eta -> eta > 0).count();
      floor = FLOOR_SHARE * Math.max(0, resolution) / Math.max(1, rays);
      paid = rays * floor + chances.gainBeyond(weights, endowment);
      this.target = target;
      goal = Math.max(0, target - paid);
      scale = Math.max(resolution, 1e-9 * target);
      capacity = new double[rays];
      score = new double[rays];
      contested = new int[rays];
      push(cells.roots(), 0, 0, new ArrayList<>());
    }

    private void push(List<RayCell> roots, int from, int used, List<RayCell> chosen) {
      for (int r = from; r < roots.size(); r++) {
        RayCell root = roots.get(r);
        if ((root.support & used) == 0 && root.upper > floor) {
          chosen.add(root);
          offer(chosen.toArray(RayCell[]::new), Double.POSITIVE_INFINITY);
          push(roots, r + 1, used | root.support, chosen);
          chosen.remove(chosen.size() - 1);
        }
      }
    }

    private void offer(RayCell[] menu, double limit) {
      double bound = Math.min(limit, bound(menu));
      if (bound > goal) {
        open.add(new Tuple(menu, bound, tuples++));
      }
    }

    Ceiling run(long maxWork) {
      while (!open.isEmpty()
          && open.element().bound > aside
          && work() < maxWork
          && cells.weighed() < MAX_CELLS
          && open.size() < MAX_TUPLES) {
        Tuple top = open.remove();
        double bound = Math.min(top.bound, bound(top.cells));
        for (int n = 0; n < MAX_DESCENTS && bound > goal && descend(top.cells, bound); n++) {
          bound = Math.min(bound, bound(top.cells));
        }
        if (bound <= goal) {
          continue;
        }
        boolean lowered = bound - goal < KEPT_SHARE * (top.bound - goal);
        if (lowered && !open.isEmpty() && bound < open.element().bound) {
          open.add(new Tuple(top.cells, bound, tuples++));
          continue;
        }
        branch(top.cells, bound);
      }
      double most = open.isEmpty() ? 0 : open.element().bound;
      double proved = Math.max(most, aside) + paid;
      return new Ceiling(Math.max(target, proved) * (1 + ROUNDING), proved <= target, work());
    }

    private long work() {
      return chances.effort() * cells.weighed() + tuples;
    }

    /** 0 if no menu of rays above the floor is in the tuple. */
    private double bound(RayCell[] menu) {
      for (RayCell cell : menu) {
        if (cell.upper <= floor) {
          return 0;
        }
      }
      for (int k = 0; k < menu.length; k++) {
        for (int l = 0; l < k; l++) {
          if (!canBePolarised(menu[k], menu[l])) {
            return 0;
          }
        }
      }
      double sum = 0;
      double mass = 0;
      for (RayCell cell : menu) {
        sum += cell.upper;
        mass += cell.unlimited == 0 ? cell.mass : 0;
      }
      return (mass > 1 ? Math.min(sum, packed(menu)) : sum) * (1 + ROUNDING);
    }

    /** Largest sum of gains with probabilities of at most 1 in sum: the dearest rays first. */
    private double packed(RayCell[] menu) {
      double sum = 0;
      for (int k = 0; k < menu.length; k++) {
        capacity[k] = Math.min(menu[k].mass, menu[k].upper / menu[k].worth * (1 + ROUNDING));
        if (menu[k].unlimited != 0) {
          capacity[k] = 0;
          sum += menu[k].upper;
        }
      }
      double rest = 1;
      while (rest > 0) {
        int best = -1;
        for (int k = 0; k < menu.length; k++) {
          if (capacity[k] > 0 && (best < 0 || menu[k].worth > menu[best].worth)) {
            best = k;
          }
        }
        if (best < 0) {
          break;
        }
        double share = Math.min(rest, capacity[best]);
        sum += share * menu[best].worth;
        capacity[best] = 0;
        rest -= share;
      }
      return sum;
    }

    private boolean canBePolarised(RayCell k, RayCell l) {
      for (int i = 0; i < tasks; i++) {
        if (!k.sheds(i)) {
          continue;
        }
        for (int j = 0; j < tasks; j++) {
          if (l.sheds(j)
              && !k.isUnlimited(j)
              && !l.isUnlimited(i)
              && k.low[i] * l.low[j] > k.high[j] * l.high[i] * (1 + ROUNDING)) {
            return false;
          }
        }
      }
      return true;
    }

    /** Splits one leaf below every cell that is far from resolved; false if there is none. */
    private boolean descend(RayCell[] menu, double bound) {
      boolean any = false;
      double allowed = DESCENT_SHARE * Math.max(bound - goal, scale) / menu.length;
      for (RayCell cell : menu) {
        if (cell.upper - cell.value > allowed && cell.upper > floor) {
          any |= refine(cell);
        }
      }
      return any;
    }

    private boolean refine(RayCell cell) {
      RayCell[] parts = cell.children;
      if (parts == null) {
        return cells.split(cell, -1);
      }
      RayCell most = parts[0];
      for (RayCell part : parts) {
        most = part.upper > most.upper ? part : most;
      }
      boolean done = refine(most);
      cell.backUp();
      return done;
    }

    private void branch(RayCell[] menu, double bound) {
      int place = place(menu, bound);
      RayCell @Nullable [] parts = place < 0 ? null : menu[place].children;
      if (parts == null) {
        aside = Math.max(aside, bound);
        return;
      }
      for (RayCell part : parts) {
        RayCell[] next = menu.clone();
        next[place] = part;
        offer(next, bound);
      }
    }

    /** The ray to branch on: unresolved, or in conflict with another; -1 if none can be split. */
    private int place(RayCell[] menu, double bound) {
      double excess = bound - goal;
      for (int k = 0; k < menu.length; k++) {
        score[k] = (menu[k].upper - menu[k].value) / excess;
        contested[k] = -1;
      }
      for (int k = 0; k < menu.length; k++) {
        for (int l = 0; l < k; l++) {
          addConflict(menu, k, l, excess);
        }
      }
      int best = -1;
      for (int k = 0; k < menu.length; k++) {
        if ((best < 0 || score[k] > score[best])
            && (menu[k].children != null || cells.split(menu[k], contested[k]))) {
          best = k;
        }
      }
      return best;
    }

    private void addConflict(RayCell[] menu, int k, int l, double excess) {
      RayCell one = menu[k];
      RayCell other = menu[l];
      double worst = 1;
      int first = -1;
      int second = -1;
      for (int i = 0; i < tasks; i++) {
        for (int j = 0; j < tasks; j++) {
          if (one.sheds(i)
              && other.sheds(j)
              && !one.isUnlimitedAtPoint(j)
              && !other.isUnlimitedAtPoint(i)) {
            double shed = one.point[i] * other.point[j];
            double taken = one.point[j] * other.point[i];
            double ratio = shed > taken ? Math.min(1e6, shed / Math.max(taken, 1e-300)) : 1;
            if (ratio > worst) {
              worst = ratio;
              first = i;
              second = j;
            }
          }
        }
      }
      if (first >= 0) {
        double stake = Math.min(1, Math.min(one.upper, other.upper) / excess);
        contest(one, k, first, second, stake);
        contest(other, l, first, second, stake);
      }
    }

    /** Where the points of two rays are not polarised, the wider entry is to be split. */
    private void contest(RayCell cell, int k, int first, int second, double stake) {
      double width = RayCells.width(cell, first);
      double other = RayCells.width(cell, second);
      double weight = stake * Math.max(width, other);
      if (weight > score[k]) {
        contested[k] = width >= other ? first : second;
      }
      score[k] = Math.max(score[k], weight);
    }
  }
}
