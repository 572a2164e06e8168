package io.polaray.app.improve;

import io.polaray.app.design.DesignFile;
import io.polaray.app.design.DesignSummary;
import io.polaray.app.design.Facts;
import io.polaray.app.input.JsonLookup;
import io.polaray.app.input.JsonValue;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.CostSummary;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.dual.SearchCoverage;
import io.polaray.dual.TerminationStatus;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.menu.Menu;
import io.polaray.menu.MenuClass;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.BoundKind;
import io.polaray.support.SupportProblem;
import io.polaray.support.bracket.SupportProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Improved menus as a design. The bound, the prices and the measure are those of the design the
 * search started from: the large-market bound holds in every finite market too (paper, Proposition
 * 3).
 *
 * <p>A group of m people is given each of its menus with probability (people who have it) / m, so
 * that a round offers exactly these. The expected assignment is what people would do if all trades
 * were carried out in full; the selection of a round decides how far they are.
 */
public final class ImprovedDesign {
  /** Samples that only accompany exact measures are not used here. */
  private static final int UNUSED_TYPES = 16;

  private final Market market;
  private final DesignSummary summary;
  private final Vector boundPrices;
  private final DesignFile given;
  private final Improvement found;
  private final String version;

  private ImprovedDesign(
      Market market, Path path, DesignFile given, Improvement found, String version) {
    this.market = market;
    this.summary = DesignSummary.read(path);
    this.boundPrices =
        JsonLookup.read(path)
            .find("cost", "lowerBoundPrices")
            .filter(value -> value instanceof JsonValue.Numbers)
            .map(value -> vector((JsonValue.Numbers) value))
            .orElse(given.taskPrices());
    this.given = given;
    this.found = found;
    this.version = version;
  }

  /**
   * The design of an improvement.
   *
   * @param path the file the search started from
   * @param given what was read there
   * @param version of this program
   */
  public static ImprovedDesign of(
      Market market, Path path, DesignFile given, Improvement found, String version) {
    return new ImprovedDesign(market, path, given, found, version);
  }

  private static Vector vector(JsonValue.Numbers numbers) {
    double[] values = new double[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.value(i);
    }
    return Vector.of(values);
  }

  /** The design, with the status given. */
  public LargeMarketDesign design(TerminationStatus status) {
    boolean sample = summary.measure().kind().equals("sample");
    List<SupportProblem> problems =
        SupportProblems.forMarket(
            market,
            sample ? (int) summary.measure().types() : UNUSED_TYPES,
            sample ? Long.parseLong(summary.seed()) : 0);
    List<AgentDesign> agents = new ArrayList<>();
    Vector total = Vector.zeros(market.tasks().size());
    int person = 0;
    for (int j = 0; j < market.agents().size(); j++) {
      Agent agent = market.agents().get(j);
      Map<List<Ray>, Integer> counts = new LinkedHashMap<>();
      int count = (int) Math.rint(agent.population());
      for (int a = 0; a < count; a++) {
        counts.merge(found.menus().menus().get(person++), 1, Integer::sum);
      }
      List<LotteryEntry> lottery = new ArrayList<>();
      Vector expected = Vector.zeros(market.tasks().size());
      for (Map.Entry<List<Ray>, Integer> entry : counts.entrySet()) {
        MenuColumn column = column(agent, entry.getKey(), problems.get(j).measure());
        double probability = (double) entry.getValue() / count;
        lottery.add(new LotteryEntry(probability, column));
        expected = expected.plus(probability, column.assignment());
      }
      agents.add(new AgentDesign(agent, expected, lottery));
      total = total.plus(agent.population(), expected);
    }
    double residual = 0;
    for (int i = 0; i < market.tasks().size(); i++) {
      residual = Math.max(residual, Math.abs(total.get(i) - market.instances().get(i)));
    }
    return new LargeMarketDesign(
        market,
        status,
        cost(),
        given.taskPrices(),
        agents,
        residual,
        sample ? TypeMeasure.Kind.SAMPLE : TypeMeasure.Kind.EXACT,
        (int) summary.rounds(),
        boundPrices,
        summary.priceRanges(),
        SearchCoverage.NONE,
        false);
  }

  private static MenuColumn column(Agent agent, List<Ray> rays, TypeMeasure measure) {
    if (rays.isEmpty()) {
      return MenuColumn.statusQuo(agent.endowment());
    }
    List<RayChoice> choices = new ArrayList<>();
    Vector assignment = agent.endowment();
    for (Ray ray : rays) {
      double probability = measure.acceptanceProbability(ray.direction().toArray());
      choices.add(new RayChoice(ray, probability, true));
      assignment = assignment.plus(probability, ray.direction());
    }
    double[] nonnegative = assignment.toArray();
    for (int i = 0; i < nonnegative.length; i++) {
      nonnegative[i] = Math.max(0, nonnegative[i]);
    }
    return new MenuColumn(new Menu.Rays(rays), choices, Vector.of(nonnegative));
  }

  private CostSummary cost() {
    DesignSummary.Costs costs = summary.cost();
    return new CostSummary(
        found.cost(),
        costs.lowerBound(),
        costs.lowerBoundKind().equals("certified") ? BoundKind.CERTIFIED : BoundKind.RELAXED,
        costs.lowerBoundMethod(),
        costs.dualEstimate(),
        costs.statusQuo(),
        costs.firstBest());
  }

  /** What the design file says beside it. */
  public Facts facts() {
    DesignSummary.Measure measure = summary.measure();
    boolean exact = !measure.kind().equals("sample");
    Facts.MeasureFacts measureFacts =
        new Facts.MeasureFacts(
            exact,
            Double.isNaN(measure.types()) ? 0 : (int) measure.types(),
            measure.sampler(),
            measure.digest());
    List<Facts.Option> options = new ArrayList<>();
    summary.options().forEach((name, value) -> options.add(new Facts.Option(name, typed(value))));
    double nonChoice = summary.cost().nonChoice();
    Improvement.Settings settings = found.settings();
    return new Facts(
        measureFacts,
        Double.isNaN(nonChoice) ? Optional.empty() : Optional.of(nonChoice),
        Optional.empty(),
        new Facts.Provenance(version, seed(), options),
        MenuClass.ORTHANT,
        Optional.of(
            new Facts.FiniteMarket(
                found.people().size(),
                settings.draws(),
                settings.freshDraws(),
                found.trials(),
                settings.seed(),
                given.sha256(),
                found.startCost(),
                found.cost(),
                found.costHalfWidth(),
                found.difference(),
                found.differenceHalfWidth())));
  }

  private long seed() {
    return summary.seed().isEmpty() ? 0 : Long.parseLong(summary.seed());
  }

  /** A number as a number, so that a design's settings keep their form. */
  private static Object typed(String value) {
    if (value.matches("-?[0-9]{1,18}")) {
      return Long.parseLong(value);
    }
    if (value.matches("-?[0-9.]+([eE][-+]?[0-9]+)?")) {
      return Double.parseDouble(value);
    }
    return value;
  }
}
