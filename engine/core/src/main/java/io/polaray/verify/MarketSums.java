package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Market clearing and costs, as exact sums of doubles and of recomputed assignments.
 *
 * <p>Every sum runs over the agents in the market's order. A product of doubles is an exact
 * decimal, so the only rounding is that of the recomputed probabilities (1e-60).
 */
final class MarketSums {
  private final List<BigDecimal> instances = new ArrayList<>();
  private final List<BigDecimal> assigned = new ArrayList<>();
  private final List<BigDecimal> firstBestPrices = new ArrayList<>();
  private BigDecimal design = BigDecimal.ZERO;
  private BigDecimal designGross = BigDecimal.ZERO;
  private BigDecimal statusQuo = BigDecimal.ZERO;
  private BigDecimal statusQuoGross = BigDecimal.ZERO;
  private BigDecimal endowmentCost = BigDecimal.ZERO;

  MarketSums(List<AgentAudit> audits, @Nullable ClaimedVector claimedInstances, int tasks) {
    for (int i = 0; i < tasks; i++) {
      BigDecimal endowed = BigDecimal.ZERO;
      BigDecimal done = BigDecimal.ZERO;
      @Nullable BigDecimal least = null;
      for (AgentAudit audit : audits) {
        BigDecimal population = audit.agent().population().exact();
        BigDecimal price = audit.agent().socialCost().exact(i);
        BigDecimal endowment = population.multiply(audit.endowment().get(i));
        BigDecimal assignment = population.multiply(audit.assignment().get(i));
        BigDecimal right = population.multiply(audit.agent().statusQuo().exact(i));
        endowed = endowed.add(endowment);
        done = done.add(assignment);
        design = design.add(price.multiply(assignment));
        designGross = designGross.add(price.abs().multiply(assignment.abs().add(endowment)));
        statusQuo = statusQuo.add(price.multiply(right));
        statusQuoGross = statusQuoGross.add(price.multiply(right).abs());
        endowmentCost = endowmentCost.add(price.multiply(endowment));
        least = least == null || price.compareTo(least) < 0 ? price : least;
      }
      instances.add(claimedInstances == null ? endowed : claimedInstances.exact(i));
      assigned.add(done);
      firstBestPrices.add(least == null ? BigDecimal.ZERO : least);
    }
  }

  BigDecimal instances(int i) {
    return instances.get(i);
  }

  /** {@code sum_j m_j x_j(i) - n(i)}. */
  BigDecimal residual(int i) {
    return assigned.get(i).subtract(instances.get(i));
  }

  /** {@code max_i |sum_j m_j x_j(i) - n(i)|}. */
  BigDecimal maxAbsoluteResidual() {
    BigDecimal max = BigDecimal.ZERO;
    for (int i = 0; i < instances.size(); i++) {
      max = Exact.max(max, residual(i).abs());
    }
    return max;
  }

  /** {@code max(n(i), sum_j m_j x_j(i))}, the unit in which a residual is small or large. */
  BigDecimal volume(int i) {
    return Exact.max(instances.get(i).abs(), assigned.get(i).abs());
  }

  /** {@code sum_j m_j pi_j . x_j}. */
  BigDecimal design() {
    return design;
  }

  /** {@code sum_j m_j |pi_j| . (x_j + eta_j)}; x_j is what was left of eta_j and what was added. */
  BigDecimal designGross() {
    return designGross;
  }

  /** {@code sum_j m_j pi_j . sigma_j}. */
  BigDecimal statusQuo() {
    return statusQuo;
  }

  /** {@code sum_j m_j |pi_j| . sigma_j}. */
  BigDecimal statusQuoGross() {
    return statusQuoGross;
  }

  /** {@code sum_j m_j pi_j . eta_j}. */
  BigDecimal endowmentCost() {
    return endowmentCost;
  }

  /** {@code sum_i n(i) min_j pi_j(i)}. */
  BigDecimal firstBest() {
    return Exact.dot(instances, firstBestPrices);
  }

  /** {@code sum_i |n(i) min_j pi_j(i)|}. */
  BigDecimal firstBestGross() {
    return Exact.dot(
        instances.stream().map(BigDecimal::abs).toList(),
        firstBestPrices.stream().map(BigDecimal::abs).toList());
  }
}
