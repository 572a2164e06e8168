package io.polaray.app.classify;

import io.polaray.menu.Menu;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.support.SupportProblem;
import io.polaray.support.price.TwoTaskSession;
import java.util.List;

/**
 * The price menu of one distribution of types as a function of w(A) / w(B), where w = lambda - pi:
 * who takes on one A sheds {@code first} of B, who sheds one A takes on {@code second} of B. NaN
 * where no price pays.
 *
 * @param agents positions of the agents with these preferences
 * @param ratios w(A) / w(B), increasing
 * @param first p1, at most the ratio
 * @param second p2, at least the ratio
 */
public record PriceCurve(List<Integer> agents, Vector ratios, Vector first, Vector second) {
  private static final int POINTS = 81;

  /** Copies the list. */
  public PriceCurve {
    agents = List.copyOf(agents);
  }

  /**
   * The curve of a problem of two tasks.
   *
   * @param from the least ratio
   * @param to the largest
   */
  static PriceCurve of(SupportProblem problem, List<Integer> agents, double from, double to) {
    TwoTaskSession session =
        TwoTaskSession.of(
            new SupportProblem(
                Vector.of(1, 1), problem.preferences(), problem.measure(), problem.sample()));
    double[] ratios = new double[POINTS];
    double[] first = new double[POINTS];
    double[] second = new double[POINTS];
    double step = StrictMath.log(to / from) / (POINTS - 1);
    for (int k = 0; k < POINTS; k++) {
      ratios[k] = from * StrictMath.exp(k * step);
      double[] prices = prices(session.solve(Vector.of(ratios[k], 1)).column().menu());
      first[k] = prices[0];
      second[k] = prices[1];
    }
    return new PriceCurve(agents, Vector.of(ratios), Vector.of(first), Vector.of(second));
  }

  /** Units of B for one of A: what taking on A saves, and what shedding A costs. */
  static double[] prices(Menu menu) {
    double[] prices = {Double.NaN, Double.NaN};
    if (menu instanceof Menu.Rays rays) {
      for (Ray ray : rays.rays()) {
        Vector kappa = ray.direction();
        prices[kappa.get(0) > 0 ? 0 : 1] = Math.abs(kappa.get(1) / kappa.get(0));
      }
    }
    return prices;
  }
}
