package io.polaray.app.design;

import io.polaray.menu.MenuClass;
import java.util.List;
import java.util.Optional;

/**
 * What a design file says beside the design itself.
 *
 * @param measure the measure that the design was optimised on
 * @param nonChoice cost of the best mechanism without choice, where it is known
 * @param outOfSample cost on fresh types, when the measure is a sample
 * @param provenance how the design was made
 * @param menuClass for which costs the rays of its menus are polarised
 * @param finiteMarket what is known of a design for the people at hand; empty for one of the large
 *     market
 */
public record Facts(
    MeasureFacts measure,
    Optional<Double> nonChoice,
    Optional<OutOfSample> outOfSample,
    Provenance provenance,
    MenuClass menuClass,
    Optional<FiniteMarket> finiteMarket) {

  /** The facts of a design of the large market. */
  public Facts(
      MeasureFacts measure,
      Optional<Double> nonChoice,
      Optional<OutOfSample> outOfSample,
      Provenance provenance,
      MenuClass menuClass) {
    this(measure, nonChoice, outOfSample, provenance, menuClass, Optional.empty());
  }

  /**
   * How menus were improved for the people at hand. Costs are expectations over fresh draws of
   * everybody's preferences; every draw is cleared by the cheapest selection.
   *
   * @param people how many
   * @param draws draws of the search
   * @param freshDraws draws that costs are measured on
   * @param trials trials of the search
   * @param seed of all its randomness
   * @param largeMarketDesign SHA-256 of the design the search started from
   * @param startCost cost of the menus it started from
   * @param cost cost of the menus found
   * @param costHalfWidth half-width of the 95 % interval of {@code cost}
   * @param difference cost less start cost, on the same draws
   * @param differenceHalfWidth half-width of its 95 % interval
   */
  public record FiniteMarket(
      int people,
      int draws,
      int freshDraws,
      long trials,
      long seed,
      String largeMarketDesign,
      double startCost,
      double cost,
      double costHalfWidth,
      double difference,
      double differenceHalfWidth) {}

  /**
   * The measure over types.
   *
   * @param types types of the sample, or of the largest finite distribution of an exact measure; 0
   *     when nothing is counted
   * @param sampler name of the sampler, empty for an exact measure
   * @param digest SHA-256 of the sample's bytes, empty for an exact measure
   */
  public record MeasureFacts(boolean exact, int types, String sampler, String digest) {}

  /**
   * Social cost of the design on fresh types.
   *
   * @param cost the estimate
   * @param lower lower end of the 95 % confidence interval
   * @param upper upper end
   * @param types fresh types a distribution
   */
  public record OutOfSample(double cost, double lower, double upper, int types) {}

  /**
   * How a design was made; nothing in it depends on the machine.
   *
   * @param version version of the program
   * @param seed all randomness is derived from it
   * @param options settings that bear on the result, in a fixed order
   */
  public record Provenance(String version, long seed, List<Option> options) {
    /** Copies the list. */
    public Provenance {
      options = List.copyOf(options);
    }
  }

  /**
   * A setting.
   *
   * @param value a Double, Long, Boolean or String
   */
  public record Option(String name, Object value) {}
}
