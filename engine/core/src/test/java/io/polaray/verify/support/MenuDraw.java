package io.polaray.verify.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Random menus of rays that are polarised on the orthant up to rounding, at full extension. */
public final class MenuDraw {
  private MenuDraw() {}

  /**
   * Bundles a^l with disjoint supports, rates y_lk y_kl = 1, and extras on what nobody gives up.
   */
  public static List<double[]> menu(double[] endowment, SplittableRandom random) {
    int tasks = endowment.length;
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      if (endowment[i] > 0) {
        order.add(i);
      }
    }
    Collections.shuffle(order, new Random(random.nextLong()));
    int rays = 1 + random.nextInt(Math.min(3, order.size()));
    int[] owner = new int[tasks];
    double[] bundle = new double[tasks];
    Arrays.fill(owner, -1);
    for (int n = 0; n < order.size(); n++) {
      int i = order.get(n);
      if (n < rays || random.nextInt(3) > 0) {
        owner[i] = n < rays ? n : random.nextInt(rays);
        bundle[i] = endowment[i] * (random.nextBoolean() ? 1 : random.nextDouble());
      }
    }
    double[][] rate = new double[rays][rays];
    for (int l = 0; l < rays; l++) {
      for (int k = 0; k < l; k++) {
        rate[l][k] = Math.exp(random.nextDouble(-1.5, 1.5));
        rate[k][l] = 1 / rate[l][k];
      }
    }
    List<double[]> menu = new ArrayList<>();
    for (int l = 0; l < rays; l++) {
      double[] ray = new double[tasks];
      double extension = Double.POSITIVE_INFINITY;
      for (int i = 0; i < tasks; i++) {
        double extra = random.nextBoolean() ? 0 : random.nextDouble(0, 3);
        ray[i] =
            owner[i] == l ? -bundle[i] : extra + (owner[i] < 0 ? 0 : rate[l][owner[i]] * bundle[i]);
        if (ray[i] < 0) {
          extension = Math.min(extension, -endowment[i] / ray[i]);
        }
      }
      boolean takes = false;
      for (int i = 0; i < tasks; i++) {
        ray[i] *= extension;
        takes |= ray[i] > 0;
      }
      if (takes) {
        menu.add(ray);
      }
    }
    return menu;
  }

  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** At most what the menu gains. */
  public static double gain(List<double[]> menu, double[] weights, AcceptanceCeiling chances) {
    double sum = 0;
    for (double[] ray : menu) {
      sum += chances.floor(ray) * Math.max(0, dot(weights, ray));
    }
    return sum;
  }
}
