package io.polaray.support.bound;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Polarised menus from points of cells, improved by a short compass search; keeps the best one.
 *
 * <p>Its gains steer the search and end it early; they are not bounds.
 */
final class MenuPolish {
  /*
   * A menu is a set of disjoint supports with positive magnitudes. Violations of polarisation are
   * repaired by raising the two take-ons of a violated pair by the same factor. The compass search
   * multiplies single magnitudes, and pairs that hold the exchange rates of the other rays, by a
   * factor that shrinks to 1.
   */

  private static final double FIRST_STEP = 1.35;
  private static final double LAST_STEP = 1 + 1e-6;
  private static final int MAX_TRIALS = 4000;
  private static final int MIN_TRIALS = 200;
  private static final int SEEN_BITS = 12;
  private static final double SMALLEST = 1e-8;
  private static final long STREAM = 0x9e3779b97f4a7c15L;

  private final int tasks;
  private final double[] endowment;
  private final RayProbability probability;

  private final double[] weights;
  private UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(STREAM);

  private final int[] supports;
  private final double[][] current;
  private final double[][] trial;
  private final double[] kappa;
  private int rays;
  private double currentGain;
  private int trialsLeft;

  /**
   * Hashes of menus that were offered, each in a place of its own or lost to a later one: cells
   * hand their points on to their children, so most offers are not new.
   */
  private long[] seen = new long[0];

  private final int[] bestSupports;
  private final double[][] best;
  private int bestRays;
  private double bestGain;

  MenuPolish(double[] endowment, RayProbability probability) {
    tasks = endowment.length;
    this.endowment = endowment;
    this.probability = probability;
    weights = new double[tasks];
    supports = new int[tasks + 1];
    bestSupports = new int[tasks + 1];
    current = new double[tasks + 1][tasks];
    trial = new double[tasks + 1][tasks];
    best = new double[tasks + 1][tasks];
    kappa = new double[tasks];
  }

  /** Starts anew; menus that gain less than {@code known} are not kept. */
  void begin(double[] newWeights, double known) {
    System.arraycopy(newWeights, 0, weights, 0, tasks);
    bestRays = 0;
    bestGain = known;
    seen = new long[1 << SEEN_BITS];
    random = RandomSource.XO_RO_SHI_RO_128_PP.create(STREAM);
  }

  /** Gives memory back that only offers need. */
  void release() {
    seen = new long[0];
  }

  /** The rays of the best menu, signed; empty if none was kept. */
  double[][] bestDirections() {
    double[][] directions = new double[bestRays][tasks];
    for (int k = 0; k < bestRays; k++) {
      for (int i = 0; i < tasks; i++) {
        directions[k][i] = (bestSupports[k] >> i & 1) != 0 ? -best[k][i] : best[k][i];
      }
    }
    return directions;
  }

  /**
   * Tries the menu of the cells' best points, and climbs from it if it is the best so far.
   *
   * @param work cells and tuples so far, which limit the length of a climb
   * @return the best gain so far
   */
  double offer(RayForest forest, int[] tuple, int count, long work) {
    rays = count;
    long key = count;
    for (int k = 0; k < count; k++) {
      supports[k] = forest.support(tuple[k]);
      double[] c = forest.store.doubles(tuple[k]);
      int at = forest.store.at(tuple[k]) + forest.point;
      for (int i = 0; i < tasks; i++) {
        trial[k][i] = Math.max(c[at + i], 0);
        key = 0x9e3779b97f4a7c15L * (key ^ Double.doubleToRawLongBits(trial[k][i]));
        key ^= key >>> 29;
      }
      int far = forest.roots.far(tuple[k]);
      key += supports[k] + ((long) far << Integer.SIZE);
      if (far != 0) {
        int task = forest.boxes.farTask(far);
        trial[k][CellRoots.firstOf(far)] = 0;
        trial[k][task] = forest.boxes.menuReach(supports[k], task);
      }
    }
    int place = (int) (key >>> (Long.SIZE - SEEN_BITS));
    if (seen[place] == key) {
      return bestGain;
    }
    seen[place] = key;
    if (gain() > bestGain * (1 + 1e-12)) {
      accept();
      keep();
      climb((int) Math.min(MAX_TRIALS, MIN_TRIALS + work / 2));
    }
    return bestGain;
  }

  /**
   * Climbs from the two-ray menus that are typical of optima: give everything up for task j, and
   * give up j for another task.
   */
  double climbFromExchanges(double[] lowerCost, double[] upperCost, int trialsEach) {
    int owned = 0;
    for (int i = 0; i < tasks; i++) {
      owned |= endowment[i] > 0 ? 1 << i : 0;
    }
    for (int j = 0; j < tasks; j++) {
      int others = owned & ~(1 << j);
      if (!(weights[j] > 0) || others == 0) {
        continue;
      }
      double budget = 0;
      for (int i = 0; i < tasks; i++) {
        budget += (others >> i & 1) != 0 ? endowment[i] * (lowerCost[i] + upperCost[i]) : 0;
      }
      double take = 0.9 * budget / (lowerCost[j] + upperCost[j]);
      for (int q = 0; q < tasks; q++) {
        if (q == j) {
          continue;
        }
        rays = (owned >> j & 1) != 0 ? 2 : 1;
        supports[0] = others;
        supports[1] = 1 << j;
        for (int i = 0; i < tasks; i++) {
          trial[0][i] = i == j ? take : (others >> i & 1) != 0 ? endowment[i] : 0;
          trial[1][i] = i == j ? endowment[j] : endowment[j] * endowment[i] / take * 1.001;
        }
        double rate = (lowerCost[j] + upperCost[j]) / (lowerCost[q] + upperCost[q]);
        trial[1][q] = Math.max(trial[1][q], 0.9 * endowment[j] * rate);
        gain();
        accept();
        climb(trialsEach);
      }
    }
    return bestGain;
  }

  private void climb(int trials) {
    trialsLeft = trials;
    double step = FIRST_STEP;
    while (step > LAST_STEP && trialsLeft > 0) {
      if (!sweep(step)) {
        step = Math.sqrt(step);
      }
    }
  }

  private boolean sweep(double step) {
    boolean improved = false;
    for (int k = 0; k < rays; k++) {
      for (int i = 0; i < tasks; i++) {
        improved |= alone(k, i, step) || alone(k, i, 1 / step);
      }
    }
    for (int k = 0; k < rays; k++) {
      for (int l = 0; l < rays; l++) {
        for (int j = 0; j < tasks; j++) {
          if (l != k && (supports[l] >> j & 1) != 0) {
            improved |= exchange(k, l, j, step) || exchange(k, l, j, 1 / step);
          }
        }
      }
    }
    for (int r = 0; r < 2 * rays * tasks; r++) {
      copyCurrent();
      for (int k = 0; k < rays; k++) {
        for (int i = 0; i < tasks; i++) {
          double push = random.nextDouble();
          push -= random.nextDouble();
          trial[k][i] *= 1 + (step - 1) * 1.5 * push;
        }
      }
      improved |= better();
    }
    return improved;
  }

  private boolean alone(int k, int i, double factor) {
    boolean improved = false;
    double f = factor;
    for (int r = 0; r < 5; r++) {
      copyCurrent();
      trial[k][i] *= f;
      if (!better()) {
        break;
      }
      improved = true;
      f *= f;
    }
    return improved;
  }

  /** Moves what ray k takes on of task j, which ray l sheds, against what ray l takes on. */
  private boolean exchange(int k, int l, int j, double factor) {
    copyCurrent();
    trial[k][j] *= factor;
    for (int i = 0; i < tasks; i++) {
      if ((supports[k] >> i & 1) != 0) {
        trial[l][i] /= factor;
      }
    }
    boolean improved = better();
    for (int i = 0; i < tasks; i++) {
      if ((supports[k] >> i & 1) != 0) {
        copyCurrent();
        trial[k][j] *= factor;
        trial[l][i] /= factor;
        improved |= better();
        copyCurrent();
        trial[k][i] *= factor;
        trial[l][i] *= factor;
        improved |= better();
      }
    }
    return improved;
  }

  private void copyCurrent() {
    for (int k = 0; k < rays; k++) {
      System.arraycopy(current[k], 0, trial[k], 0, tasks);
    }
  }

  private boolean better() {
    if (trialsLeft-- <= 0) {
      return false;
    }
    double gain = gain();
    if (!(gain > currentGain * (1 + 1e-12) + 1e-300)) {
      return false;
    }
    currentGain = gain;
    swapIn();
    if (gain > bestGain) {
      keep();
    }
    return true;
  }

  private void accept() {
    currentGain = 0;
    for (int k = 0; k < rays; k++) {
      currentGain += rayGain(k, trial[k]);
    }
    swapIn();
    if (currentGain > bestGain) {
      keep();
    }
  }

  private void swapIn() {
    for (int k = 0; k < rays; k++) {
      System.arraycopy(trial[k], 0, current[k], 0, tasks);
    }
  }

  private void keep() {
    bestGain = currentGain;
    bestRays = rays;
    for (int k = 0; k < rays; k++) {
      bestSupports[k] = supports[k];
      System.arraycopy(current[k], 0, best[k], 0, tasks);
    }
  }

  /** Repairs the trial menu, brings its rays to full extension and values it. */
  private double gain() {
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < rays; k++) {
        for (int l = k + 1; l < rays; l++) {
          repair(k, l);
        }
      }
    }
    double sum = 0;
    for (int k = 0; k < rays; k++) {
      double scale = Double.POSITIVE_INFINITY;
      for (int i = 0; i < tasks; i++) {
        if ((supports[k] >> i & 1) != 0) {
          trial[k][i] = Math.max(trial[k][i], SMALLEST * endowment[i]);
          scale = Math.min(scale, endowment[i] / trial[k][i]);
        }
      }
      for (int i = 0; i < tasks; i++) {
        trial[k][i] *= scale;
      }
      sum += rayGain(k, trial[k]);
    }
    return sum;
  }

  private void repair(int k, int l) {
    for (int i = 0; i < tasks; i++) {
      if ((supports[k] >> i & 1) == 0) {
        continue;
      }
      for (int j = 0; j < tasks; j++) {
        if ((supports[l] >> j & 1) == 0) {
          continue;
        }
        double given = trial[k][i] * trial[l][j];
        if (given > trial[k][j] * trial[l][i]) {
          trial[k][j] = Math.max(trial[k][j], SMALLEST * trial[k][i]);
          trial[l][i] = Math.max(trial[l][i], SMALLEST * trial[l][j]);
          double taken = trial[k][j] * trial[l][i];
          if (given > taken) {
            double factor = Math.sqrt(given / taken) * (1 + 1e-14);
            trial[k][j] *= factor;
            trial[l][i] *= factor;
          }
        }
      }
    }
  }

  private double rayGain(int k, double[] magnitudes) {
    double worth = 0;
    for (int i = 0; i < tasks; i++) {
      kappa[i] = (supports[k] >> i & 1) != 0 ? -magnitudes[i] : magnitudes[i];
      worth += weights[i] * kappa[i];
    }
    return worth > 0 ? probability.lower(kappa) * worth : 0;
  }
}
