package io.polaray.support.bracket;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.SupportSearch;
import io.polaray.support.SupportValue;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.price.TwoTaskSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brackets the support function of one problem: menus from a search, upper bounds from every bound
 * that applies (paper, section 4.2).
 *
 * <p>At two tasks both come from the exact price problems, which hold for menus polarised on the
 * orthant and on a box alike: of several rays that shed the same task only one can be accepted by
 * more than a null set of types, and leaving polarisation out of the bound loses nothing. Otherwise
 * the bounds are asked in order, cheap ones first, until the requested gap is met; the smallest one
 * is returned under its own name. A solver keeps what its bounds learn, from the first one asked
 * for on, so it belongs to one thread at a time.
 */
public final class SupportSolver {
  private final SupportProblem problem;
  private final SupportSearch search;
  private final List<SupportBound> bounds;
  private final List<Opened> sessions = new ArrayList<>();
  private final @Nullable TwoTaskSession prices;
  private long nanos;

  private record Opened(BoundSession session, long leastNodes) {}

  private SupportSolver(SupportProblem problem, SupportSearch search, List<SupportBound> bounds) {
    this.problem = problem;
    this.search = search;
    this.bounds = List.copyOf(bounds);
    this.prices = problem.tasks() == 2 ? TwoTaskSession.of(problem) : null;
  }

  private void openSessions() {
    for (SupportBound bound : bounds) {
      if (isValid(bound)) {
        sessions.add(new Opened(bound.open(problem), bound.leastNodes()));
      }
    }
  }

  private boolean isValid(SupportBound bound) {
    boolean holds = !problem.allowsSupportMenus() || bound.holdsForSupportMenus();
    return holds && bound.applies(problem);
  }

  /** Drops all that the bounds have learned, for the sake of memory. */
  public void forget() {
    sessions.clear();
  }

  /** A solver with the default search and bounds. */
  public static SupportSolver of(SupportProblem problem) {
    return of(problem, SupportMethods.search(problem), SupportMethods.bounds());
  }

  /**
   * A solver with its own search and bounds. At two tasks the exact price problems are used
   * whatever is given.
   *
   * @param bounds in the order in which they are asked
   */
  public static SupportSolver of(
      SupportProblem problem, SupportSearch search, List<SupportBound> bounds) {
    return new SupportSolver(problem, search, bounds);
  }

  /** A solver with the same search and bounds that has learned nothing. */
  public SupportSolver unused() {
    return new SupportSolver(problem, search, bounds);
  }

  /** The problem. */
  public SupportProblem problem() {
    return problem;
  }

  /**
   * Whether the search finds a maximiser: at two tasks, up to rounding or, without log-concavity,
   * to some 1e-5.
   */
  public boolean isExact() {
    return prices != null;
  }

  /** A menu of large value at the weights; see {@link SupportSearch#search}. */
  public MenuColumn search(Vector weights, List<MenuColumn> pool, SearchEffort effort, long seed) {
    if (prices != null) {
      return prices.solve(weights).column();
    }
    return search.search(problem, weights, pool, effort, seed);
  }

  /**
   * A valid upper bound on S(w); see {@link BoundSession#upperBound}. With a budget of 0 nodes only
   * the methods that take microseconds are asked, and without any the bound is infinite.
   */
  public UpperBound upperBound(
      Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
    if (prices != null) {
      return prices.upperBound(weights, lowerValue, relativeGap, budget);
    }
    UpperBound best = new UpperBound(Double.POSITIVE_INFINITY, BoundKind.RELAXED, "none");
    nanos = 0;
    if (budget.maxNodes() < 1) {
      return immediateBound(weights, lowerValue, relativeGap, budget);
    }
    if (sessions.isEmpty()) {
      openSessions();
    }
    for (Opened opened : sessions) {
      if (opened.leastNodes() > budget.maxNodes()) {
        continue;
      }
      BoundSession session = opened.session();
      best = best.min(session.upperBound(weights, lowerValue, relativeGap, budget));
      nanos += session.nominalNanos();
      double upper = best.value();
      if (Double.isFinite(upper) && upper - lowerValue <= relativeGap * Math.abs(upper)) {
        break;
      }
    }
    return best;
  }

  private UpperBound immediateBound(
      Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
    UpperBound best = new UpperBound(Double.POSITIVE_INFINITY, BoundKind.RELAXED, "none");
    for (SupportBound bound : bounds) {
      if (bound.leastNodes() == 0 && isValid(bound)) {
        BoundSession session = bound.open(problem);
        best = best.min(session.upperBound(weights, lowerValue, relativeGap, budget));
      }
    }
    return best;
  }

  /** Nominal nanoseconds of the last upper bound; see {@link BoundSession#nominalNanos}. */
  public long nominalNanos() {
    return nanos;
  }

  /** Columns met by the bounds at the last weights. */
  public Optional<MenuColumn> incumbent(Vector weights) {
    Optional<MenuColumn> best = prices != null ? prices.incumbent() : Optional.empty();
    for (Opened opened : sessions) {
      Optional<MenuColumn> other = opened.session().incumbent();
      if (other.isPresent()
          && (best.isEmpty() || other.get().value(weights) > best.get().value(weights))) {
        best = other;
      }
    }
    return best;
  }

  /** Searches and bounds in one call. */
  public SupportValue solve(
      Vector weights, SearchEffort effort, double relativeGap, WorkBudget budget, long seed) {
    if (prices != null) {
      return prices.solve(weights, relativeGap);
    }
    MenuColumn column = search(weights, List.of(), effort, seed);
    UpperBound bound = upperBound(weights, column.value(weights), relativeGap, budget);
    Optional<MenuColumn> better = incumbent(weights);
    if (better.isPresent() && better.get().value(weights) > column.value(weights)) {
      column = better.get();
    }
    return new SupportValue(column, column.value(weights), bound);
  }
}
