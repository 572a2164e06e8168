package io.polaray.finite.selection;

import java.util.SplittableRandom;

/** Seeded selection problems of several shapes. */
final class RandomSelections {
  /** How the columns look. */
  enum Shape {
    /** One or two tasks shed, some of all others taken on. */
    DENSE,
    /** Small integers, costs from a short list: ties and duplicates. */
    GRID,
    /** A few columns repeated many times. */
    REPLICA,
    /** Columns that take one task away, as in remedial sets, among rays. */
    REMEDIAL,
    /** Entries and limits of very different sizes. */
    WILD
  }

  private RandomSelections() {}

  static SelectionProblem of(Shape shape, int columns, int tasks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SelectionProblem.Builder builder = SelectionProblem.builder(tasks, 0);
    double[] unit = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      unit[i] = shape == Shape.WILD ? Math.pow(10, random.nextInt(7) - 3) : 1;
    }
    double[] kappa = new double[tasks];
    double cost = 0;
    double limit = 1;
    for (int a = 0; a < columns; a++) {
      if (shape != Shape.REPLICA || a % 10 == 0) {
        limit = shape == Shape.WILD ? random.nextInt(4) * random.nextDouble() : 1;
        boolean takesAway = shape == Shape.REMEDIAL && random.nextInt(3) == 0;
        cost = 0;
        for (int i = 0; i < tasks; i++) {
          kappa[i] = 0;
        }
        int shed = random.nextInt(tasks);
        for (int i = 0; i < tasks; i++) {
          if (i == shed) {
            kappa[i] = -1;
          } else if (!takesAway && (shape != Shape.GRID || random.nextInt(3) == 0)) {
            kappa[i] =
                shape == Shape.GRID ? 1 + random.nextInt(2) : 2 * random.nextDouble() / tasks;
          }
          kappa[i] *= unit[i];
          double pi = shape == Shape.GRID ? 0.8 + 0.2 * random.nextInt(3) : random.nextDouble();
          cost += pi * kappa[i];
        }
      }
      builder.add(kappa, cost, limit);
    }
    return builder.build();
  }
}
