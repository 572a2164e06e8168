package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.numeric.Vector;
import io.polaray.preference.Marginal;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.SupportProblem;
import io.polaray.support.WorkBudget;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of single cells against random points in them. */
class RayCellTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void pointsLieBelowTheBoundAndTheModel(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    for (int n = 0; n < 8; n++) {
      checkInstance(UniformInstance.random(random, tasks), random);
    }
  }

  /** The sums of the models of the components lie above the probability of the mixture. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void pointsOfMixturesLieBelowTheBoundAndTheModel(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(70 + tasks);
    for (int n = 0; n < 6; n++) {
      checkInstance(UniformInstance.mixture(random, tasks, 2 + n % 2), random);
    }
  }

  /** Gamma, beta, exponential and uniform costs; probabilities have errors here. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void pointsOfProductsLieBelowTheBoundAndTheModel(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(170 + tasks);
    List<Marginal> marginals =
        List.of(
            Marginal.gamma(2, 0.3, 0.2, 2),
            Marginal.beta(2, 3, 0.5, 1.5),
            Marginal.exponential(0.6, 0.3, 2.5),
            Marginal.uniform(0.4, 1));
    Vector weights = UniformInstance.random(random, tasks).weights();
    SupportProblem problem =
        UniformInstance.problem(
            Vector.of(Arrays.copyOf(new double[] {1, 1, 1, 1}, tasks)),
            marginals.subList(0, tasks));
    checkInstance(new UniformInstance(weights, problem, 0, Double.POSITIVE_INFINITY), random);
  }

  /** Costs that are log-concave in the logarithm alone, beside one that is in both. */
  @ParameterizedTest
  @Tag("slow")
  @ValueSource(ints = {3, 4})
  void pointsOfSteepCostsLieBelowTheBoundAndTheModel(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(370 + tasks);
    List<Marginal> marginals =
        List.of(
            Marginal.lognormal(-0.5, 0.9, 0.1, 5),
            Marginal.weibull(0.6, 0.5, 0.2, 3),
            Marginal.gamma(2, 0.3, 0.1, 2),
            Marginal.gamma(0.5, 0.5, 0.2, 3));
    SupportProblem problem =
        UniformInstance.problem(
            Vector.of(Arrays.copyOf(new double[] {1, 1, 1, 1}, tasks)),
            marginals.subList(0, tasks));
    for (int n = 0; n < 4; n++) {
      Vector weights = UniformInstance.random(random, tasks).weights();
      checkInstance(new UniformInstance(weights, problem, 0, Double.POSITIVE_INFINITY), random);
    }
  }

  /** Costs from 0 on: values are lower bounds of the gain there, however large a take-on is. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void pointsOfProductsFromZeroLieBelowTheBoundAndTheModel(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(270 + tasks);
    List<Marginal> marginals =
        List.of(
            Marginal.exponential(0.6, 0, 2.5),
            Marginal.beta(1, 2, 0, 1.5),
            Marginal.gamma(2, 0.3, 0, 2),
            Marginal.uniform(0.4, 1));
    SupportProblem problem =
        UniformInstance.problem(
            Vector.of(Arrays.copyOf(new double[] {1, 1, 1, 1}, tasks)),
            marginals.subList(0, tasks));
    for (int n = 0; n < 3; n++) {
      Vector weights = UniformInstance.random(random, tasks).weights();
      checkInstance(new UniformInstance(weights, problem, 0, Double.POSITIVE_INFINITY), random);
    }
  }

  /** Cells of the limit have another measure, and bounds of 0, also of parts, may refer to them. */
  private static boolean speaksOfItsRays(BoxForest forest, int cell) {
    return forest.roots.far(cell) == 0 && (forest.boxes.endless == 0 || forest.upper(cell) > 0);
  }

  private static void checkInstance(UniformInstance instance, UniformRandomProvider random) {
    BoxForest forest = RayCellBound.forest(instance.problem(), 100_000);
    CellSession session =
        new CellSession(
            "cells",
            instance.problem().endowment(),
            instance.problem().measure(),
            forest,
            100_000,
            100_000);
    int tasks = instance.problem().tasks();
    for (int round = 0; round < 2; round++) {
      Vector w = round == 0 ? instance.weights() : UniformInstance.random(random, tasks).weights();
      session.upperBound(w, Double.NEGATIVE_INFINITY, 1e-5, WorkBudget.nodes(2000));
      checkCells(forest, instance, random);
    }
  }

  private static void checkCells(
      BoxForest forest, UniformInstance instance, UniformRandomProvider random) {
    Vector w = Vector.of(forest.weights);
    TypeMeasure measure = instance.problem().measure();
    double scale = w.maxAbsolute();
    for (int cell = 0; cell < forest.store.size(); cell++) {
      if (!forest.isCurrent(cell) || !speaksOfItsRays(forest, cell)) {
        continue;
      }
      double[] c = forest.store.doubles(cell);
      int at = forest.store.at(cell);
      for (int trial = 0; trial < 4; trial++) {
        double[] kappa = new double[forest.tasks];
        double worth = 0;
        double model = c[at + forest.affine];
        int extended = extendedTask(forest, cell, random);
        for (int i = 0; i < kappa.length; i++) {
          double low = c[at + RayForest.LOW + i];
          double top = c[at + forest.high + i];
          double u = trial == 0 ? random.nextInt(2) : random.nextDouble();
          u = i == extended ? 1 : u;
          double q = low + u * (top - low);
          if (c[at + forest.half + i] > 0) {
            q = u == 0 ? low : u == 1 ? top : low * Math.pow(top / low, u);
            double d = Math.log(q) - c[at + forest.logCentre + i];
            model += c[at + forest.affine + 1 + i] * d;
          } else if ((forest.support(cell) >> i & 1) == 0 && low == 0 && top > 0) {
            model += c[at + forest.affine + 1 + i] * (q / top - 0.5);
          }
          kappa[i] = (forest.support(cell) >> i & 1) != 0 ? -q : q;
          worth += w.get(i) * kappa[i];
        }
        double gain = measure.acceptanceProbability(kappa) * worth;
        boolean fromBelow = (forest.boxes.endless & ~forest.support(cell)) != 0;
        double error = fromBelow ? 1e-12 : measure.probabilityError();
        double slack = 1e-12 * scale + error * Math.abs(worth);
        if (!forest.isOpen(cell) || forest.boxes.endless == 0) {
          assertThat(gain).isLessThanOrEqualTo(forest.upper(cell) + slack);
        }
        if (worth >= 0) {
          assertThat(gain).isLessThanOrEqualTo(model + slack);
        }
      }
    }
  }

  /** Bounds of cells speak of rays at full extension: a task to shed altogether. */
  private static int extendedTask(BoxForest forest, int cell, UniformRandomProvider random) {
    double[] c = forest.store.doubles(cell);
    int at = forest.store.at(cell);
    int task = -1;
    int seen = 0;
    for (int i = 0; i < forest.tasks; i++) {
      boolean reaches = c[at + forest.high + i] == forest.endowment[i];
      if ((forest.support(cell) >> i & 1) != 0 && reaches && random.nextInt(++seen) == 0) {
        task = i;
      }
    }
    assertThat(task).isNotNegative();
    return task;
  }
}
