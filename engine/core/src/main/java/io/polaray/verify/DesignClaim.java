package io.polaray.verify;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A design file as read by the verifier.
 *
 * @param marketName name of the market it was made for
 * @param marketSha256 SHA-256 of that market's file
 * @param typesFiles SHA-256 of each file of types, by name
 * @param status why the solve ended
 * @param cost the claimed costs
 * @param menuClass "orthant" or "support"
 * @param measure what the choice probabilities were computed on
 * @param taskPrices lambda
 * @param maxAbsoluteResidual claimed residual of market clearing
 * @param requestedGap the relative gap that was asked for, or null when the file does not say
 * @param finiteMarket whether the design is for the people at hand: every draw of choices is
 *     cleared by a selection of its own, and the cost is an expectation over draws
 * @param agents one entry an agent
 */
public record DesignClaim(
    String marketName,
    String marketSha256,
    Map<String, String> typesFiles,
    String status,
    CostClaim cost,
    String menuClass,
    MeasureClaim measure,
    ClaimedVector taskPrices,
    Numeral maxAbsoluteResidual,
    @Nullable Numeral requestedGap,
    boolean finiteMarket,
    List<AgentDesignClaim> agents) {
  /** Copies the collections. */
  public DesignClaim {
    typesFiles = Collections.unmodifiableMap(new TreeMap<>(typesFiles));
    agents = List.copyOf(agents);
  }

  /**
   * The costs of a design file.
   *
   * @param design cost of the design
   * @param lowerBound claimed lower bound
   * @param lowerBoundKind "certified" or "relaxed"
   * @param lowerBoundPrices the prices at which the bound was computed, null for the task prices
   * @param dualEstimate dual value with the best menus found, or null
   * @param statusQuo cost of the status quo
   * @param nonChoice cost of the best non-choice mechanism, or null
   * @param firstBest sum_i n(i) min_j pi_j(i)
   * @param relativeGap (design - lowerBound) / max(|design|, 1e-9), or null
   * @param gainGap (design - lowerBound) / (statusQuo - lowerBound), or null
   * @param gainShare (statusQuo - design) / (statusQuo - lowerBound), or null
   */
  public record CostClaim(
      Numeral design,
      Numeral lowerBound,
      String lowerBoundKind,
      @Nullable ClaimedVector lowerBoundPrices,
      @Nullable Numeral dualEstimate,
      Numeral statusQuo,
      @Nullable Numeral nonChoice,
      Numeral firstBest,
      @Nullable Numeral relativeGap,
      @Nullable Numeral gainGap,
      @Nullable Numeral gainShare) {}

  /**
   * What the choice probabilities of a design were computed on.
   *
   * @param kind "exact" or "sample"
   * @param types number of types of the sample, 0 for exact
   * @param digest digest of the sample, or null
   */
  public record MeasureClaim(String kind, int types, @Nullable String digest) {
    /** Whether the measure is a sample. */
    public boolean isSample() {
      return kind.equals("sample");
    }
  }

  /**
   * What one agent is offered.
   *
   * @param id id of the agent
   * @param expectedAssignment claimed x_j
   * @param lottery the lottery over menus
   */
  public record AgentDesignClaim(
      String id, ClaimedVector expectedAssignment, List<MenuClaim.LotteryClaim> lottery) {
    /** Copies the list. */
    public AgentDesignClaim {
      lottery = List.copyOf(lottery);
    }
  }
}
