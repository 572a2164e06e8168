package io.polaray.app.design;

import io.polaray.dual.AgentDesign;
import io.polaray.numeric.Vector;
import java.util.List;

/**
 * A design as it was read, for use with its market.
 *
 * @param sha256 digest of the design file's bytes, lower-case hexadecimal
 * @param cost the social cost that the design claims
 * @param taskPrices lambda, one number a task
 * @param isExact whether choice probabilities are those of the preferences and not of a type sample
 * @param agents one entry an agent, in the market's order
 */
public record DesignFile(
    String sha256, double cost, Vector taskPrices, boolean isExact, List<AgentDesign> agents) {
  /** Copies the list. */
  public DesignFile {
    agents = List.copyOf(agents);
  }
}
