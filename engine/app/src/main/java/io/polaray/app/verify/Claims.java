package io.polaray.app.verify;

import io.polaray.app.input.ProblemList;
import io.polaray.verify.DesignClaim;
import io.polaray.verify.MarketClaim;
import java.nio.file.Path;

/**
 * What a market file and a design file claim, read for verification.
 *
 * @param market the market
 * @param design the design
 */
public record Claims(MarketClaim market, DesignClaim design) {
  /**
   * Reads both files.
   *
   * @throws io.polaray.app.input.BadInputException with every problem found in either
   */
  public static Claims read(Path market, Path design) {
    ProblemList problems = new ProblemList();
    MarketClaim marketClaim = new MarketClaimReader(market, problems).read();
    int tasks = marketClaim == null ? -1 : marketClaim.tasks().size();
    DesignClaim designClaim = new DesignClaimReader(design, problems).read(tasks);
    problems.throwIfAny();
    if (marketClaim == null || designClaim == null) {
      throw new IllegalStateException("a file was neither read nor refused");
    }
    return new Claims(marketClaim, designClaim);
  }
}
