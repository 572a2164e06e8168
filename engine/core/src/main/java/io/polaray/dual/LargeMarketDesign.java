package io.polaray.dual;

import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import java.util.List;

/**
 * A market-clearing randomised design of the large-market program (paper, section 4).
 *
 * @param market the market
 * @param status why the solve ended
 * @param cost the costs, by what they prove
 * @param taskPrices lambda: one more instance of task i raises the minimal cost by lambda(i)
 * @param agents one entry an agent, in the market's order
 * @param maxAbsoluteResidual max_i |sum_j m_j x_j(i) - n(i)|
 * @param measure whether values hold for the exact preferences or for a type sample
 * @param rounds oracle rounds used
 */
public record LargeMarketDesign(
    Market market,
    TerminationStatus status,
    CostSummary cost,
    Vector taskPrices,
    List<AgentDesign> agents,
    double maxAbsoluteResidual,
    TypeMeasure.Kind measure,
    int rounds) {
  /** Copies the list. */
  public LargeMarketDesign {
    agents = List.copyOf(agents);
  }
}
