package io.polaray.dual.oracle;

import io.polaray.numeric.Vector;
import java.util.List;
import org.apache.commons.numbers.core.Sum;

/**
 * The data of the dual that do not depend on preferences (paper, section 4.2):
 *
 * <pre>
 *   primal   min sum_j m_j pi_j . x_j   s.t.  x_j in F_j,  sum_j m_j x_j = n
 *   dual     max over lambda of  lambda . n - sum_j m_j S_j(lambda - pi_j)
 * </pre>
 *
 * @param instances n, length I
 * @param socialCosts pi_j, one vector of length I an agent
 * @param endowments eta_j, one nonnegative vector of length I an agent; a point of F_j
 * @param populations m_j, one positive number an agent
 */
public record DualProblem(
    Vector instances, List<Vector> socialCosts, List<Vector> endowments, Vector populations) {
  private static final double BALANCE_RELATIVE_TOLERANCE = 1e-13;

  /** Checks sizes and signs. */
  public DualProblem {
    socialCosts = List.copyOf(socialCosts);
    endowments = List.copyOf(endowments);
    int agents = socialCosts.size();
    if (agents < 1 || endowments.size() != agents || populations.size() != agents) {
      throw new IllegalArgumentException(
          "socialCosts, endowments and populations have "
              + agents
              + ", "
              + endowments.size()
              + " and "
              + populations.size()
              + " agents; they must agree and be at least 1");
    }
    int tasks = instances.size();
    if (tasks < 1 || !instances.isFinite()) {
      throw new IllegalArgumentException("instances is " + instances + "; it must be finite");
    }
    for (int j = 0; j < agents; j++) {
      requireAgent(j, tasks, socialCosts.get(j), endowments.get(j), populations.get(j));
    }
  }

  private static void requireAgent(
      int j, int tasks, Vector socialCost, Vector endowment, double population) {
    if (socialCost.size() != tasks || !socialCost.isFinite()) {
      throw new IllegalArgumentException(
          "socialCosts[" + j + "] is " + socialCost + "; it needs " + tasks + " finite entries");
    }
    if (endowment.size() != tasks || !endowment.isFinite()) {
      throw new IllegalArgumentException(
          "endowments[" + j + "] is " + endowment + "; it needs " + tasks + " finite entries");
    }
    if (!(population > 0) || Double.isInfinite(population)) {
      throw new IllegalArgumentException(
          "populations[" + j + "] is " + population + "; it must be positive and finite");
    }
  }

  /** The number of agents J. */
  public int agents() {
    return socialCosts.size();
  }

  /** The number of tasks I. */
  public int tasks() {
    return instances.size();
  }

  /** w_j = lambda - pi_j, the weights of agent j's support function. */
  public Vector weights(int agent, Vector prices) {
    return prices.minus(socialCosts.get(agent));
  }

  /** {@code sum_j m_j pi_j . eta_j}, the cost when everybody keeps the endowment. */
  public double endowmentCost() {
    Sum sum = Sum.create();
    for (int j = 0; j < agents(); j++) {
      for (int i = 0; i < tasks(); i++) {
        sum.add(populations.get(j) * socialCosts.get(j).get(i) * endowments.get(j).get(i));
      }
    }
    return sum.getAsDouble();
  }

  /**
   * {@code sum_j m_j |pi_j| . eta_j}: what the terms of a cost add up to. Rounding is relative to
   * it.
   */
  public double grossEndowmentCost() {
    Sum sum = Sum.create();
    for (int j = 0; j < agents(); j++) {
      for (int i = 0; i < tasks(); i++) {
        double term = populations.get(j) * socialCosts.get(j).get(i) * endowments.get(j).get(i);
        sum.add(Math.abs(term));
      }
    }
    return sum.getAsDouble();
  }

  /**
   * {@code n - sum_j m_j eta_j}, the instances that the endowments leave over; entries that are
   * zero up to the rounding of n are zero.
   */
  public Vector excess() {
    double[] excess = new double[tasks()];
    for (int i = 0; i < excess.length; i++) {
      Sum sum = Sum.of(instances.get(i));
      double scale = Math.abs(instances.get(i));
      for (int j = 0; j < agents(); j++) {
        sum.addProduct(-populations.get(j), endowments.get(j).get(i));
      }
      double value = sum.getAsDouble();
      excess[i] = Math.abs(value) <= BALANCE_RELATIVE_TOLERANCE * scale ? 0 : value;
    }
    return Vector.of(excess);
  }

  /** {@code lambda . n - sum_j m_j values(j)}, the dual value for the given support values. */
  public double dualValue(Vector prices, Vector values) {
    Sum sum = Sum.create();
    for (int i = 0; i < tasks(); i++) {
      sum.addProduct(prices.get(i), instances.get(i));
    }
    for (int j = 0; j < agents(); j++) {
      sum.addProduct(-populations.get(j), values.get(j));
    }
    return sum.getAsDouble();
  }
}
