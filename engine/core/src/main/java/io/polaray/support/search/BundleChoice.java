package io.polaray.support.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bundles for a new ray, seen with the eyes of groups of types: of the types that accept no ray
 * yet, and of the groups of similar types. A group would shed what is worth least at its costs and
 * take on what is worth most.
 */
final class BundleChoice {
  private static final double[] FACTORS = {0.6, 1.5};
  private static final int TARGETS = 2;

  private final SearchSpace space;
  private final TypeBlocks types;
  private final Anchors anchors;
  private final RayExpansion expansion;
  private final int[] list;

  BundleChoice(SearchSpace space, TypeBlocks types, Anchors anchors, RayExpansion expansion) {
    this.space = space;
    this.types = types;
    this.anchors = anchors;
    this.expansion = expansion;
    this.list = new int[space.tasks];
  }

  /** Expansions of a menu by rays that shed two or more tasks, in no order. */
  List<RayExpansion.Candidate> expand(RayExpansion.Base base) {
    List<RayExpansion.Candidate> found = new ArrayList<>();
    expandFrom(unserved(base), base, found);
    for (int g = 0; g < anchors.groups(); g++) {
      expandFrom(anchors.means(g), base, found);
    }
    return found;
  }

  private void expandFrom(
      double[] means, RayExpansion.Base base, List<RayExpansion.Candidate> found) {
    double[] keys = new double[space.tasks];
    int sheddable = 0;
    for (int i = 0; i < space.tasks; i++) {
      keys[i] = space.weights[i] / means[i];
      sheddable += space.canShed(i) ? 1 : 0;
    }
    int[] order = TaskOrder.ascending(keys);
    int[] targets = TaskOrder.descending(keys);
    int previous = 1;
    for (int part = 1; part <= 4; part++) {
      int size = Math.max(2, (part * (sheddable - 1) + 2) / 4);
      if (size > previous && size < sheddable) {
        expansion.bundle(base, first(order, size), FACTORS, targets, TARGETS, found);
        previous = size;
      }
    }
  }

  private int[] first(int[] order, int size) {
    int[] bundle = new int[size];
    int count = 0;
    for (int i : order) {
      if (count < size && space.canShed(i)) {
        bundle[count++] = i;
      }
    }
    return bundle;
  }

  /**
   * Mean costs of the types of the first block that accept no ray, of all types if there are none.
   */
  private double[] unserved(RayExpansion.Base base) {
    float[] dot = new float[types.length()];
    boolean[] served = new boolean[types.length()];
    for (double[] kappa : base.directions()) {
      int count = 0;
      for (int i = 0; i < space.tasks; i++) {
        if (kappa[i] != 0) {
          list[count++] = i;
        }
      }
      AcceptanceKernel.combine(dot, types.costs(0), list, count, kappa, 1);
      for (int m = 0; m < dot.length; m++) {
        served[m] |= dot[m] <= 0;
      }
    }
    double[] means = new double[space.tasks];
    double total = 0;
    for (int m = 0; m < dot.length; m++) {
      if (!served[m]) {
        double weight = types.weights(0)[m];
        total += weight;
        for (int i = 0; i < space.tasks; i++) {
          means[i] += weight * types.costs(0)[i][m];
        }
      }
    }
    if (!(total > 0)) {
      return Arrays.copyOf(anchors.means(0), space.tasks);
    }
    for (int i = 0; i < space.tasks; i++) {
      means[i] = Math.max(means[i] / total, Float.MIN_NORMAL);
    }
    return means;
  }
}
