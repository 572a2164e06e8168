package io.polaray.benchmarks;

import com.joptimizer.exception.JOptimizerException;
import com.joptimizer.optimizers.LPOptimizationRequest;
import com.joptimizer.optimizers.LPPrimalDualMethod;
import io.polaray.preference.TypeSample;
import io.polaray.support.search.PeerObjective;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.MersenneTwister;

/** General-purpose optimisers on the menu search's objective, restarted until time is over. */
enum Peer {
  /** CMA-ES of Commons Math on one ray. */
  CMA_ES_ONE(1),
  /** CMA-ES on two rays. */
  CMA_ES_TWO(2),
  /** BOBYQA of Commons Math on one ray. */
  BOBYQA_ONE(1),
  /** BOBYQA on two rays. */
  BOBYQA_TWO(2),
  /** Projected L-BFGS on one ray with the search's gradients. */
  LBFGS_ONE(1),
  /**
   * JOptimizer: with the types that accept held fixed the best ray is a linear program; then some
   * of the types that bind are let go, and again.
   */
  JOPTIMIZER_FIXED_SETS(1);

  private static final int HELD = 60;
  private static final int STEPS = 4;
  private static final double LET_GO = 0.1;

  final int rays;

  Peer(int rays) {
    this.rays = rays;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Runs until the objective's time is over. */
  void run(PeerObjective objective, SearchInstance instance, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try {
      while (true) {
        double[] start = start(objective, random);
        switch (this) {
          case CMA_ES_ONE, CMA_ES_TWO -> evolve(objective, start, random);
          case BOBYQA_ONE, BOBYQA_TWO -> trust(objective, start);
          case LBFGS_ONE -> objective.climb(start);
          case JOPTIMIZER_FIXED_SETS -> holdSets(objective, instance, start, random);
        }
      }
    } catch (PeerObjective.TimeIsOver over) {
      objective.finish();
    }
  }

  /** Random entries, four in five tasks given up in part. */
  private static double[] start(PeerObjective objective, SplittableRandom random) {
    double[] start = new double[objective.size()];
    for (int j = 0; j < start.length; j++) {
      double u = random.nextDouble();
      start[j] = u < 0.8 ? -0.999 * random.nextDouble() : 0.5 * objective.tasks() * (u - 0.8) / 0.2;
    }
    return start;
  }

  private static SimpleBounds bounds(PeerObjective objective) {
    double[] lower = new double[objective.size()];
    double[] upper = new double[objective.size()];
    Arrays.fill(lower, -1);
    Arrays.fill(upper, objective.tasks());
    return new SimpleBounds(lower, upper);
  }

  private static void evolve(PeerObjective objective, double[] start, SplittableRandom random) {
    double[] spread = new double[start.length];
    Arrays.fill(spread, 0.5);
    MultivariateFunction function = objective::value;
    try {
      new CMAESOptimizer(
              100_000, 0, true, 0, 0, new MersenneTwister(random.nextLong()), false, null)
          .optimize(
              new MaxEval(200 * start.length + 2000),
              new ObjectiveFunction(function),
              GoalType.MAXIMIZE,
              new InitialGuess(start),
              bounds(objective),
              new CMAESOptimizer.Sigma(spread),
              new CMAESOptimizer.PopulationSize(4 + (int) (3 * Math.log(start.length))));
    } catch (MathIllegalStateException enough) {
      // The evaluations of one start are used up; the objective has kept the best point.
    }
  }

  private static void trust(PeerObjective objective, double[] start) {
    MultivariateFunction function = objective::value;
    try {
      new BOBYQAOptimizer(2 * start.length + 1, 0.4, 1e-5)
          .optimize(
              new MaxEval(100 * start.length + 1000),
              new ObjectiveFunction(function),
              GoalType.MAXIMIZE,
              new InitialGuess(start),
              bounds(objective));
    } catch (MathIllegalStateException | MathIllegalArgumentException enough) {
      // As above; BOBYQA also ends so when its model degenerates.
      objective.value(start);
    }
  }

  private static void holdSets(
      PeerObjective objective, SearchInstance instance, double[] start, SplittableRandom random) {
    TypeSample sample = instance.problem().sample();
    int[] held = random.ints(HELD, 0, sample.types()).toArray();
    double[] kappa = objective.direction(start, 0);
    double[][] rows = new double[HELD][sample.tasks()];
    for (int m = 0; m < HELD; m++) {
      for (int i = 0; i < sample.tasks(); i++) {
        rows[m][i] = sample.cost(held[m], i);
      }
    }
    for (int step = 0; step < STEPS; step++) {
      double[] ray = kappa;
      double[] excess = Arrays.stream(rows).mapToDouble(row -> dot(row, ray)).toArray();
      double[] sorted = excess.clone();
      Arrays.sort(sorted);
      int wanted = Math.max(3, (int) (HELD * (0.9 - step * LET_GO) * random.nextDouble()));
      double limit = sorted[wanted];
      double[][] kept = new double[wanted][];
      int count = 0;
      for (int m = 0; m < HELD && count < wanted; m++) {
        if (excess[m] <= limit) {
          kept[count++] = rows[m];
        }
      }
      double[] next = program(instance, kept);
      if (next.length == 0) {
        return;
      }
      kappa = next;
      objective.value(objective.point(kappa));
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** max w . kappa with c . kappa at most 0 for the given types; empty when it fails. */
  private static double[] program(SearchInstance instance, double[][] rows) {
    int tasks = instance.weights().size();
    double[] cost = new double[tasks];
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      cost[i] = -instance.weights().get(i);
      lower[i] = -instance.problem().endowment().get(i);
      upper[i] = 100 * tasks;
    }
    LPOptimizationRequest request = new LPOptimizationRequest();
    request.setC(cost);
    request.setG(rows);
    request.setH(new double[rows.length]);
    request.setLb(lower);
    request.setUb(upper);
    LPPrimalDualMethod method = new LPPrimalDualMethod();
    method.setLPOptimizationRequest(request);
    try {
      method.optimize();
      return method.getLPOptimizationResponse().getSolution();
    } catch (JOptimizerException | RuntimeException failed) {
      if (failed instanceof PeerObjective.TimeIsOver over) {
        throw over;
      }
      return new double[0];
    }
  }
}
