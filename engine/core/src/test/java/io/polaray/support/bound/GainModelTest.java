package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds on the product of a majorant of P and W against the product itself. */
class GainModelTest {
  /** What a task does to W. */
  private enum Kind {
    LOG,
    LINEAR,
    FIXED
  }

  /** A plain or a chord model with the terms of W. */
  private static final class Instance {
    final UniformRandomProvider random;
    final int tasks;
    final boolean isPlain;
    final double[] model;
    final Kind[] kinds;
    final double[] terms;
    final double[] widths;
    final GainModel gain;
    double size;

    Instance(UniformRandomProvider random, int tasks, boolean isPlain, double width) {
      this.random = random;
      this.tasks = tasks;
      this.isPlain = isPlain;
      kinds = new Kind[tasks];
      terms = new double[tasks];
      widths = new double[tasks];
      gain = new GainModel(tasks);
      for (int i = 0; i < tasks; i++) {
        int draw = random.nextInt(6);
        kinds[i] = draw < 3 ? Kind.LOG : draw < 5 ? Kind.LINEAR : Kind.FIXED;
        terms[i] = 2 * random.nextDouble() - 0.7;
        widths[i] = width * random.nextDouble();
        size += 2 * Math.abs(terms[i]) * Math.exp(widths[i]);
      }
      model = isPlain ? plain(width) : chord(width);
    }

    private double[] plain(double width) {
      double[] c = new double[BoxCellModel.plainLength(tasks)];
      c[0] = 0.1 + random.nextDouble();
      double range = 0;
      for (int i = 0; i < tasks; i++) {
        if (kinds[i] != Kind.FIXED) {
          c[2 + i] = 2 * width * (random.nextDouble() - 0.8);
          c[2 + tasks + i] = random.nextInt(2) * 0.4 * width * width * random.nextDouble();
          range += Math.abs(c[2 + i]);
        }
      }
      c[1] = BoxCellModel.curvature(range);
      return c;
    }

    private double[] chord(double width) {
      double[] c = new double[BoxCellModel.chordLength(tasks)];
      int products = 1 + 2 * tasks;
      c[0] = 0.3 + random.nextDouble();
      for (int i = 0; i < tasks; i++) {
        if (kinds[i] == Kind.FIXED) {
          continue;
        }
        c[1 + i] = 0.5 * width * (random.nextDouble() - 0.5);
        c[1 + tasks + i] = random.nextInt(2) * 0.2 * width * width * random.nextDouble();
        for (int j = 0; j <= i; j++) {
          if (kinds[j] != Kind.FIXED) {
            c[products + BoxCellModel.pair(i, j)] =
                0.3 * width * width * (random.nextDouble() - 0.5);
          }
        }
      }
      return c;
    }

    double bound() {
      gain.begin(size);
      for (int i = 0; i < tasks; i++) {
        switch (kinds[i]) {
          case LOG -> gain.term(i, terms[i], widths[i]);
          case LINEAR -> gain.linearTerm(i, terms[i]);
          default -> gain.fixedTerm(i, terms[i]);
        }
      }
      return isPlain ? gain.plain(model, 0) : gain.chord(model, 0);
    }

    double worth(double[] e) {
      double sum = 0;
      for (int i = 0; i < tasks; i++) {
        sum +=
            terms[i]
                * switch (kinds[i]) {
                  case LOG -> Math.exp(widths[i] * e[i]);
                  case LINEAR -> 1 + e[i];
                  default -> 1;
                };
      }
      return sum;
    }

    double mass(double[] e) {
      double sum = 0;
      double square = 0;
      if (isPlain) {
        for (int i = 0; i < tasks; i++) {
          sum += model[2 + i] * e[i];
          square -= model[2 + tasks + i] * e[i] * e[i];
        }
        return model[0] * (1 + sum + model[1] * sum * sum + square);
      }
      sum = model[0];
      for (int i = 0; i < tasks; i++) {
        sum += model[1 + i] * e[i] + model[1 + tasks + i] * (1 - e[i] * e[i]);
        for (int j = 0; j <= i; j++) {
          sum += model[1 + 2 * tasks + BoxCellModel.pair(i, j)] * e[i] * e[j];
        }
      }
      return sum;
    }

    double affine(double[] e) {
      double sum = gain.affineLevel();
      for (int i = 0; i < tasks; i++) {
        sum += gain.gradient(i) * e[i];
      }
      return sum;
    }
  }

  @ParameterizedTest
  @CsvSource({"2, true", "3, true", "4, true", "2, false", "3, false", "4, false"})
  void theProductLiesBelowTheBoundAndTheAffineMajorant(int tasks, boolean plain) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    int tight = 0;
    int changing = 0;
    for (int n = 0; n < 4000; n++) {
      double width = new double[] {0.02, 0.2, 1}[n % 3];
      Instance instance = new Instance(random, tasks, plain, width);
      double bound = instance.bound();
      double largest = 0;
      boolean isNegative = false;
      for (int trial = 0; trial < 40; trial++) {
        double[] e = new double[tasks];
        for (int i = 0; i < tasks; i++) {
          e[i] = trial < 20 ? 2 * random.nextInt(2) - 1 : 2 * random.nextDouble() - 1;
        }
        double worth = instance.worth(e);
        isNegative |= worth < 0;
        double mass = instance.mass(e);
        if (worth >= 0 && mass >= 0) {
          double product = mass * worth;
          assertThat(product).isLessThanOrEqualTo(bound + 1e-12);
          assertThat(product).isLessThanOrEqualTo(instance.affine(e) + 1e-12);
          largest = Math.max(largest, product);
        }
      }
      tight += largest > 0 && bound < 1.02 * largest ? 1 : 0;
      changing += largest > 0 && isNegative ? 1 : 0;
    }
    assertThat(tight).isGreaterThan(500);
    assertThat(changing).isGreaterThan(50);
  }
}
