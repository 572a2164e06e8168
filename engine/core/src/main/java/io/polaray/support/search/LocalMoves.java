package io.polaray.support.search;

/** Moves single tasks from one ray to another and keeps what helps. */
final class LocalMoves {
  private static final double PROMISING = 2e-3;
  private static final double GAIN = 1e-4;

  private final SearchSpace space;
  private final Polisher polisher;
  private final TypeBlocks types;
  private final double width;

  LocalMoves(SearchSpace space, Polisher polisher, TypeBlocks types, double width) {
    this.space = space;
    this.polisher = polisher;
    this.types = types;
    this.width = width;
  }

  /** Repeats sweeps over all tasks and rays until none helps. */
  WorkingMenu improve(WorkingMenu menu, int maxSweeps) {
    WorkingMenu best = polisher.polish(menu.copy(), types, width, 20, 1e-4, 3);
    for (int sweep = 0; sweep < maxSweeps; sweep++) {
      WorkingMenu swept = sweep(best);
      if (swept == best) {
        break;
      }
      best = swept;
    }
    return best;
  }

  private WorkingMenu sweep(WorkingMenu menu) {
    WorkingMenu best = menu;
    for (int i = 0; i < space.tasks; i++) {
      for (int k = 0; k < best.rays; k++) {
        if (k == best.owner[i] || !space.canShed(i) || best.rays < 2) {
          continue;
        }
        WorkingMenu moved = moved(best, i, k);
        if (moved == null) {
          continue;
        }
        moved = polisher.polish(moved, types, width, 7, 1e-3, 1);
        if (moved.value > best.value * (1 - PROMISING)) {
          moved = polisher.polish(moved, types, width, 25, 1e-4, 2);
        }
        if (moved.value > best.value * (1 + GAIN)) {
          best = moved;
        }
      }
    }
    return best;
  }

  /** The menu with task i shed by ray k; null when its owner would shed nothing then. */
  private @org.jspecify.annotations.Nullable WorkingMenu moved(WorkingMenu menu, int i, int k) {
    int o = menu.owner[i];
    int tasks = menu.tasks;
    boolean sheds = false;
    for (int j = 0; j < tasks; j++) {
      sheds |= j != i && menu.owner[j] == o && menu.ownEntry(j) < 0;
    }
    if (!sheds) {
      return null;
    }
    double[][] kappa = menu.directions(space);
    double share = menu.ownEntry(i) < 0 ? -menu.ownEntry(i) : 0.5;
    WorkingMenu moved = menu.copy();
    moved.owner[i] = k;
    moved.x[k * tasks + i] = -share;
    for (int l = 0; l < menu.rays; l++) {
      if (l != k) {
        double forced = StrictMath.exp(menu.logRate(l, k)) * share * space.eta[i];
        moved.x[l * tasks + i] = Math.max(0, Math.max(0, kappa[l][i]) - forced) / space.unit[i];
      }
    }
    return moved;
  }
}
