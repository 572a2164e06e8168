package io.polaray.finite.selection;

import io.polaray.numeric.Vector;

/**
 * Solves ex-post selection exactly: an optimal basis with at most I columns strictly between their
 * bounds, its prices, and a certificate computed from the problem alone.
 *
 * <p>Sampling in stages: R. W. Floyd and R. L. Rivest, Communications of the ACM 18 (1975),
 * 165-172, doi 10.1145/360680.360691, here for prices in R^I; sifting: R. E. Bixby et al.,
 * Operations Research 40 (1992), 885-897, doi 10.1287/opre.40.5.885. Stateless and single-threaded.
 */
public final class SelectionSolver {
  /*
   * Stages: a linear program over 100 I sampled columns gives prices; over four times as many,
   * better prices; and so on up to all columns. At each stage a column whose reduced cost at the
   * prices so far is far from 0, compared with how much the last stage moved such reduced costs, is
   * fixed at the bound its sign asks for. The others, the window, are solved by the dual simplex
   * method from the last basis. Then one pass looks for fixed columns whose sign has changed; they
   * join the window and the same basis goes on. When none is left, the basis is optimal for the
   * stage.
   *
   * Ties (equal rays, integer data) are broken by moving every cost by a fixed pseudo-random amount
   * of relative size 1e-11, far above rounding and far below the tolerance of the certificate. The
   * prices returned are those of the basis at the true costs.
   */
  private static final int FIRST_SAMPLE_PER_TASK = 100;
  private static final int SAMPLE_GROWTH = 4;
  private static final double WINDOW_WIDTH = 0.75;
  private static final double WINDOW_WIDENING = 3;
  private static final int MAX_WIDENINGS = 6;
  private static final int MAX_REPEATS = 60;
  private static final int SPREAD_SAMPLE = 2000;

  /** Largest gap between primal and dual value of an optimal selection. */
  private static final double GAP_RELATIVE_TOLERANCE = 1e-9;

  /** Largest residual of a row, relative to the larger of 1 and the tasks that move in it. */
  private static final double RESIDUAL_RELATIVE_TOLERANCE = 1e-9;

  private static final byte OUT = 0;
  private static final byte IN = 1;
  private static final byte WINDOW = 2;

  private SelectionSolver() {}

  /** A solver. */
  public static SelectionSolver create() {
    return new SelectionSolver();
  }

  /** Solves a problem from prices 0. */
  public SelectionSolution solve(SelectionProblem problem) {
    return solve(problem, Vector.zeros(problem.tasks()));
  }

  /**
   * Solves a problem.
   *
   * @param startPrices where the search for prices starts, one finite number a task; the result is
   *     optimal whatever they are
   */
  public SelectionSolution solve(SelectionProblem problem, Vector startPrices) {
    if (startPrices.size() != problem.tasks() || !startPrices.isFinite()) {
      throw new IllegalArgumentException(
          "startPrices is " + startPrices + "; it must have one finite number a task");
    }
    SelectionSolution solution = new Run(problem).solve(startPrices);
    if (solution.status() == SelectionSolution.Status.OPTIMAL) {
      return solution;
    }
    SelectionSolution again = new Run(problem).solve(Vector.zeros(problem.tasks()));
    if (again.status() == SelectionSolution.Status.OPTIMAL) {
      return again;
    }
    return problem.clearing().maxAbsolute() == 0 ? nobodyMoves(problem, again) : again;
  }

  /** With nearly dependent rays precision may be lost, but staying put is always possible. */
  private static SelectionSolution nobodyMoves(SelectionProblem problem, SelectionSolution failed) {
    double[] extents = new double[problem.size()];
    return new SelectionSolution(
        SelectionSolution.Status.FEASIBLE,
        extents,
        failed.prices(),
        Certificate.of(problem, extents, failed.prices().toArray()),
        0,
        failed.pivots());
  }

  /** One solve and its scratch space. */
  private static final class Run {
    private final SelectionProblem problem;
    private final int tasks;
    private final int size;
    private final ColumnScale scale;
    private final ColumnWindow window;
    private final BoundFlippingSimplex simplex;
    private final double[] prices;
    private final double[] scaledPrices;
    private final double[] right;
    private final double[] block;
    private final double[] weights;
    private final int[] places;
    private byte[] flags = new byte[0];

    Run(SelectionProblem problem) {
      this.problem = problem;
      tasks = problem.tasks();
      size = problem.size();
      scale = ColumnScale.of(problem);
      window = new ColumnWindow(tasks, size);
      simplex = new BoundFlippingSimplex(tasks, window);
      int length = Math.min(ColumnBlocks.LENGTH, size);
      block = new double[length];
      weights = new double[length];
      places = new int[length];
      prices = new double[tasks];
      scaledPrices = new double[tasks];
      right = new double[tasks];
    }

    SelectionSolution solve(Vector startPrices) {
      startPrices.copyTo(prices, 0);
      int[] basis = new int[tasks];
      for (int i = 0; i < tasks; i++) {
        basis[i] = -1 - i;
      }
      double[] before = prices.clone();
      int sample = FIRST_SAMPLE_PER_TASK * tasks;
      boolean first = true;
      while (size > 3 * sample) {
        ColumnSample columns = ColumnSample.of(problem, sample, basis);
        double width = first ? Double.POSITIVE_INFINITY : width(columns, before);
        System.arraycopy(prices, 0, before, 0, tasks);
        if (stage(columns, width, basis) != BoundFlippingSimplex.Outcome.OPTIMAL) {
          System.arraycopy(before, 0, prices, 0, tasks);
        } else if (first) {
          spread(before, sample);
          first = false;
        }
        sample = (int) Math.min(size, (long) sample * SAMPLE_GROWTH);
      }
      ColumnSample all = ColumnSample.all(problem);
      double width = first ? Double.POSITIVE_INFINITY : width(all, before);
      return finish(stage(all, width, basis));
    }

    /**
     * Prices "before" the first stage: as far from its result as sampling errors of prices may be.
     */
    private void spread(double[] before, int sample) {
      double error = Math.sqrt((double) tasks / sample);
      for (int i = 0; i < tasks; i++) {
        double unit = scale.factor(i) / scale.costFactor();
        before[i] = prices[i] + ((i & 1) == 1 ? error : -error) * unit;
      }
    }

    /** How far reduced costs moved, root of the mean square, from the prices before to now. */
    private double width(ColumnSample columns, double[] before) {
      int stride = Math.max(1, columns.size() / SPREAD_SAMPLE);
      double sum = 0;
      int count = 0;
      for (int k = 0; k < columns.size(); k += stride) {
        double change = 0;
        for (int i = 0; i < tasks; i++) {
          change += columns.rows()[i][k] * (prices[i] - before[i]);
        }
        sum += change * change;
        count++;
      }
      double least = 10 * ColumnWindow.PERTURBATION_RELATIVE_SIZE / scale.costFactor();
      return WINDOW_WIDTH * Math.sqrt(sum / Math.max(1, count)) + least;
    }

    /** Solves one stage; prices and the basis are those of the columns given on success. */
    private BoundFlippingSimplex.Outcome stage(ColumnSample columns, double width, int[] basis) {
      if (flags.length < columns.size()) {
        flags = new byte[columns.size()];
      }
      double wide = width;
      for (int widening = 0; ; widening++) {
        if (widening == MAX_WIDENINGS) {
          wide = Double.POSITIVE_INFINITY;
        }
        open(columns, wide);
        int sorted = window.size;
        scale.scale(prices, scaledPrices);
        int[] start = new int[tasks];
        for (int p = 0; p < tasks; p++) {
          start[p] = basis[p] >= 0 ? window.find(basis[p], sorted) : basis[p];
          if (basis[p] >= 0 && start[p] < 0) {
            start[0] = Integer.MIN_VALUE;
            break;
          }
        }
        if (start[0] == Integer.MIN_VALUE) {
          simplex.startAt(scaledPrices);
        } else {
          simplex.startWith(start, scaledPrices);
        }
        BoundFlippingSimplex.Outcome outcome = repeat(columns);
        if (outcome == BoundFlippingSimplex.Outcome.OPTIMAL) {
          scale.unscale(simplex.prices(), prices);
          for (int p = 0; p < tasks; p++) {
            basis[p] = simplex.basic(p) >= 0 ? window.id[simplex.basic(p)] : simplex.basic(p);
          }
          return outcome;
        }
        if (Double.isInfinite(wide)) {
          return outcome;
        }
        wide *= WINDOW_WIDENING;
      }
    }

    /** Solves the window and lets violated columns in until none is left. */
    private BoundFlippingSimplex.Outcome repeat(ColumnSample columns) {
      for (int round = 0; round < MAX_REPEATS; round++) {
        BoundFlippingSimplex.Outcome outcome = simplex.solve(right);
        if (outcome != BoundFlippingSimplex.Outcome.OPTIMAL) {
          return outcome;
        }
        if (window.size == columns.size() || admitViolated(columns) == 0) {
          return outcome;
        }
      }
      return BoundFlippingSimplex.Outcome.FAILED;
    }

    /** Fills the window with the columns near 0 and the right-hand side with all others. */
    private void open(ColumnSample columns, double width) {
      window.clear();
      double[] rest = columns.clearing(problem);
      for (int from = 0; from < columns.size(); from += ColumnBlocks.LENGTH) {
        int length = Math.min(ColumnBlocks.LENGTH, columns.size() - from);
        ColumnBlocks.reducedCosts(columns.costs(), columns.rows(), prices, from, length, block);
        int count = 0;
        int in = 0;
        for (int k = 0; k < length; k++) {
          boolean near = Math.abs(block[k]) <= width;
          boolean fixedIn = !near && block[k] < 0;
          weights[k] = fixedIn ? columns.limits()[from + k] : 0;
          in += fixedIn ? 1 : 0;
          flags[from + k] = near ? WINDOW : fixedIn ? IN : OUT;
          places[count] = from + k;
          count += near ? 1 : 0;
        }
        copy(columns, count);
        if (in > 0) {
          for (int i = 0; i < tasks; i++) {
            rest[i] -= ColumnBlocks.weightedSum(columns.rows()[i], from, length, weights);
          }
        }
      }
      for (int i = 0; i < tasks; i++) {
        right[i] = rest[i] * scale.factor(i);
      }
    }

    /** Copies the columns at the first {@code count} places into the window. */
    private void copy(ColumnSample columns, int count) {
      window.reserve(count);
      int size = window.size;
      for (int x = 0; x < count; x++) {
        int id = columns.id(places[x]);
        window.id[size + x] = id;
        window.cost[size + x] =
            columns.costs()[places[x]] * scale.costFactor() + ColumnWindow.perturbation(id);
        window.limit[size + x] = columns.limits()[places[x]];
      }
      for (int i = 0; i < tasks; i++) {
        double[] from = columns.rows()[i];
        double[] to = window.rows[i];
        double factor = scale.factor(i);
        for (int x = 0; x < count; x++) {
          to[size + x] = factor * from[places[x]];
        }
      }
      window.size += count;
    }

    /** Lets fixed columns with the wrong sign at the window's prices in; how many there were. */
    private int admitViolated(ColumnSample columns) {
      double[] now = new double[tasks];
      scale.unscale(simplex.prices(), now);
      double tolerance = 2 * ColumnWindow.PERTURBATION_RELATIVE_SIZE / scale.costFactor();
      int admitted = 0;
      for (int from = 0; from < columns.size(); from += ColumnBlocks.LENGTH) {
        int length = Math.min(ColumnBlocks.LENGTH, columns.size() - from);
        ColumnBlocks.reducedCosts(columns.costs(), columns.rows(), now, from, length, block);
        int count = 0;
        for (int k = 0; k < length; k++) {
          byte flag = flags[from + k];
          boolean violated =
              (flag == IN && block[k] > tolerance) || (flag == OUT && block[k] < -tolerance);
          places[count] = from + k;
          count += violated ? 1 : 0;
        }
        for (int x = 0; x < count; x++) {
          int column = places[x];
          if (flags[column] == IN) {
            for (int i = 0; i < tasks; i++) {
              right[i] += columns.limits()[column] * columns.rows()[i][column] * scale.factor(i);
            }
          }
          flags[column] = WINDOW;
        }
        copy(columns, count);
        admitted += count;
      }
      return admitted;
    }

    private SelectionSolution finish(BoundFlippingSimplex.Outcome outcome) {
      double[] extents = new double[size];
      if (outcome != BoundFlippingSimplex.Outcome.OPTIMAL) {
        Certificate certificate = Certificate.of(problem, extents, prices);
        return new SelectionSolution(
            outcome == BoundFlippingSimplex.Outcome.INFEASIBLE
                ? SelectionSolution.Status.INFEASIBLE
                : SelectionSolution.Status.FAILED,
            extents,
            Vector.of(prices),
            certificate,
            0,
            simplex.pivots());
      }
      for (int a = 0; a < size; a++) {
        extents[a] = flags[a] == IN ? problem.limit(a) : 0;
      }
      for (int k = 0; k < window.size; k++) {
        if (!simplex.isBasic(k)) {
          extents[window.id[k]] = simplex.isAtUpper(k) ? window.limit[k] : 0;
        }
      }
      int fractional = 0;
      for (int p = 0; p < tasks; p++) {
        int k = simplex.basic(p);
        if (k >= 0) {
          double extent = Math.min(window.limit[k], Math.max(0, simplex.value(p)));
          extents[window.id[k]] = extent;
          fractional += extent > 0 && extent < window.limit[k] ? 1 : 0;
        }
      }
      truePrices();
      Certificate certificate = Certificate.of(problem, extents, prices);
      return new SelectionSolution(
          holds(certificate) ? SelectionSolution.Status.OPTIMAL : SelectionSolution.Status.FAILED,
          extents,
          Vector.of(prices),
          certificate,
          fractional,
          simplex.pivots());
    }

    /** The prices of the basis at the true costs. */
    private void truePrices() {
      double[] costs = new double[tasks];
      for (int p = 0; p < tasks; p++) {
        int k = simplex.basic(p);
        costs[p] =
            k >= 0 ? problem.cost(window.id[k]) * scale.costFactor() : simplex.logicalCost(-1 - k);
      }
      double[] exact = new double[tasks];
      simplex.inverse().multiplyLeft(costs, exact);
      scale.unscale(exact, prices);
    }

    private boolean holds(Certificate certificate) {
      double size = Math.max(Math.abs(certificate.primal()), 1 / scale.costFactor());
      return certificate.primal() - certificate.dual() <= GAP_RELATIVE_TOLERANCE * size
          && certificate.relativeResidual() <= RESIDUAL_RELATIVE_TOLERANCE;
    }
  }
}
