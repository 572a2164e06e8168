package io.polaray.app.classify;

import io.polaray.app.market.MarketFile;
import io.polaray.choice.RevenueCurve;
import io.polaray.choice.TwoClasses;
import io.polaray.dual.LargeMarketDesign;
import java.util.List;

/**
 * The best two prices an agent for two classes of tasks.
 *
 * @param file the market of all tasks
 * @param classes the two classes
 * @param design of the market of the two classes
 * @param curves price menus, one for each different distribution of types
 * @param revenues for each curve the revenue curves of its two sides
 * @param mixed agents whose status quo is another mixture of some class
 * @param worse those of them who, for some type, find the market's mixture worse than slack allows
 * @param tried the other classifications, best first; empty if the classes were given
 */
public record Classification(
    MarketFile file,
    TwoClasses classes,
    LargeMarketDesign design,
    List<PriceCurve> curves,
    List<List<RevenueCurve>> revenues,
    List<Integer> mixed,
    List<Integer> worse,
    List<Tried> tried) {
  /** Copies the lists. */
  public Classification {
    curves = List.copyOf(curves);
    revenues = revenues.stream().map(List::copyOf).toList();
    mixed = List.copyOf(mixed);
    worse = List.copyOf(worse);
    tried = List.copyOf(tried);
  }

  /**
   * A classification and what its best two prices cost.
   *
   * @param classes the two classes
   * @param cost of the design
   */
  public record Tried(TwoClasses classes, double cost) {}

  /** Whether every revenue curve is concave. */
  public boolean regular() {
    return revenues.stream().allMatch(sides -> sides.stream().allMatch(RevenueCurve::regular));
  }
}
