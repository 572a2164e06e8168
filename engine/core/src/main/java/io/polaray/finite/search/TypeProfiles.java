package io.polaray.finite.search;

import io.polaray.market.Agent;
import io.polaray.preference.TypeDraws;
import java.util.Arrays;
import java.util.List;

/** Private costs of every person in a fixed number of draws; common to all menus compared. */
public final class TypeProfiles {
  private static final int COUNTED = 512;

  private final int draws;
  private final int tasks;

  /** Costs of a person: draw by draw, task by task. */
  private final double[][] costs;

  private TypeProfiles(int draws, int tasks, double[][] costs) {
    this.draws = draws;
    this.tasks = tasks;
    this.costs = costs;
  }

  /**
   * Independent draws.
   *
   * @param people the group each person belongs to
   * @param draws how many profiles, at least 2
   * @param seed each person has a stream of its own
   */
  public static TypeProfiles draw(List<Agent> people, int draws, long seed) {
    if (draws < 2) {
      throw new IllegalArgumentException("draws is " + draws + "; it must be at least 2");
    }
    int tasks = people.isEmpty() ? 0 : people.get(0).endowment().size();
    double[][] costs = new double[people.size()][draws * tasks];
    double[] type = new double[tasks];
    for (int a = 0; a < costs.length; a++) {
      TypeDraws stream = people.get(a).preferences().draws(mix(mix(seed) + a));
      for (int d = 0; d < draws; d++) {
        stream.next(type);
        System.arraycopy(type, 0, costs[a], d * tasks, tasks);
      }
    }
    return new TypeProfiles(draws, tasks, costs);
  }

  /** The number of draws. */
  public int draws() {
    return draws;
  }

  /** The number of people. */
  public int people() {
    return costs.length;
  }

  /** {@code c . kappa} for a person in a draw. */
  double change(int person, int draw, double[] direction) {
    double[] own = costs[person];
    double sum = 0;
    for (int i = 0; i < tasks; i++) {
      sum += own[draw * tasks + i] * direction[i];
    }
    return sum;
  }

  /** The ray that a person takes in a draw, -1 for none. */
  int choice(int person, int draw, double[][] rays) {
    int best = -1;
    double least = 0;
    for (int k = 0; k < rays.length; k++) {
      double change = change(person, draw, rays[k]);
      if (change < least || (change == 0 && best < 0)) {
        least = change;
        best = k;
      }
    }
    return best;
  }

  /**
   * The factor for what a ray takes on at which the share of draws that accept it moves towards a
   * target: {@code (1 - weight)} times what it is now plus {@code weight} times the target. Only
   * the first draws are counted.
   */
  double factor(int person, double[] direction, double target, double weight) {
    int counted = Math.min(draws, COUNTED);
    double[] ratios = new double[counted];
    double[] own = costs[person];
    int accepted = 0;
    for (int d = 0; d < counted; d++) {
      double given = 0;
      double taken = 0;
      for (int i = 0; i < tasks; i++) {
        double term = own[d * tasks + i] * direction[i];
        given -= Math.min(0, term);
        taken += Math.max(0, term);
      }
      ratios[d] = given / taken;
      accepted += ratios[d] >= 1 ? 1 : 0;
    }
    Arrays.sort(ratios);
    double share = (1 - weight) * accepted + weight * target * counted;
    int wanted = (int) Math.min(counted, Math.max(1, Math.rint(share)));
    return wanted == accepted ? 1 : ratios[counted - wanted];
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  static long mix(long value) {
    long bits = value + 0x9E3779B97F4A7C15L;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
