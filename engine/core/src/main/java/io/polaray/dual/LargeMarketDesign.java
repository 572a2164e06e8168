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
 * @param lowerBoundPrices the prices at which the dual gives the lower bound of {@code cost}; any
 *     prices give a valid bound, so they may differ from {@code taskPrices}
 * @param priceRanges where each task's price may lie, or empty if not known
 * @param coverage how many agents were searched in full at the task prices
 * @param boundCut whether the clock or a stop signal ended the work on the bound; otherwise the
 *     bound is the same on every machine and for every number of threads
 */
public record LargeMarketDesign(
    Market market,
    TerminationStatus status,
    CostSummary cost,
    Vector taskPrices,
    List<AgentDesign> agents,
    double maxAbsoluteResidual,
    TypeMeasure.Kind measure,
    int rounds,
    Vector lowerBoundPrices,
    List<PriceRange> priceRanges,
    SearchCoverage coverage,
    boolean boundCut) {
  /** Copies the lists. */
  public LargeMarketDesign {
    agents = List.copyOf(agents);
    priceRanges = List.copyOf(priceRanges);
  }

  /**
   * A design whose lower bound belongs to its task prices, without price ranges and without a word
   * on the searches.
   */
  public LargeMarketDesign(
      Market market,
      TerminationStatus status,
      CostSummary cost,
      Vector taskPrices,
      List<AgentDesign> agents,
      double maxAbsoluteResidual,
      TypeMeasure.Kind measure,
      int rounds) {
    this(
        market,
        status,
        cost,
        taskPrices,
        agents,
        maxAbsoluteResidual,
        measure,
        rounds,
        taskPrices,
        List.of(),
        SearchCoverage.NONE,
        false);
  }
}
