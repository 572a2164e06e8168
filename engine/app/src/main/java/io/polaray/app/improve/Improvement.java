package io.polaray.app.improve;

import io.polaray.app.design.DesignFile;
import io.polaray.app.input.BadInputException;
import io.polaray.app.market.MarketFile;
import io.polaray.dual.AgentDesign;
import io.polaray.finite.search.FiniteMarketSearch;
import io.polaray.finite.search.MenuProfile;
import io.polaray.finite.search.TypeProfiles;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.menu.Menu;
import io.polaray.menu.Polarisation;
import io.polaray.numeric.Vector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.commons.numbers.core.Sum;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The menus of a design, improved for the people at hand, with their expected cost before and after
 * on draws that the search has not seen.
 *
 * @param settings of the search
 * @param people the group of every person
 * @param menus one menu a person
 * @param steps improvements in the order they were found; the first is the start
 * @param trials how many trials were made
 * @param startCost mean cost of the start on fresh draws
 * @param cost mean cost of the menus on the same draws
 * @param costHalfWidth half-width of the 95 % interval of {@code cost}
 * @param difference mean of cost less start cost, draw by draw
 * @param differenceHalfWidth half-width of its 95 % interval
 * @param remedial people whose remedial menu the start leaves out
 */
public record Improvement(
    Settings settings,
    List<Agent> people,
    MenuProfile menus,
    List<FiniteMarketSearch.Step> steps,
    int trials,
    double startCost,
    double cost,
    double costHalfWidth,
    double difference,
    double differenceHalfWidth,
    int remedial) {
  private static final double MAX_NUMBERS = 1e8;
  private static final double INSTANCES_RELATIVE_TOLERANCE = 1e-9;
  private static final long FRESH = 0x6672657368L;

  /** Copies the lists. */
  public Improvement {
    people = List.copyOf(people);
    steps = List.copyOf(steps);
  }

  /**
   * Settings of a search; the result depends on all but the threads.
   *
   * @param draws preference profiles of the search
   * @param freshDraws preference profiles that costs are measured on
   * @param trials limit on the trials
   * @param seed of all randomness
   * @param threads worker threads
   */
  public record Settings(int draws, int freshDraws, int trials, long seed, int threads) {}

  /**
   * Improves a design.
   *
   * @param designPath where it was read, for messages
   * @param stop asked before every trial
   * @throws BadInputException if market or design do not allow it
   */
  public static Improvement of(
      MarketFile file,
      Path designPath,
      DesignFile design,
      Settings settings,
      BooleanSupplier stop) {
    check(file, designPath, design, settings);
    List<Agent> people = FiniteMarketSearch.people(file.market());
    MenuProfile start = FiniteMarketSearch.likeliest(design.agents());
    FiniteMarketSearch search =
        FiniteMarketSearch.of(people, TypeProfiles.draw(people, settings.draws(), settings.seed()));
    List<FiniteMarketSearch.Step> steps = new ArrayList<>();
    int[] asked = {0};
    BooleanSupplier counted =
        () -> {
          boolean end = stop.getAsBoolean();
          asked[0] += end ? 0 : 1;
          return end;
        };
    MenuProfile end =
        search.improve(
            start, settings.trials(), settings.seed(), settings.threads(), counted, steps::add);
    FiniteMarketSearch fresh =
        FiniteMarketSearch.of(
            people, TypeProfiles.draw(people, settings.freshDraws(), settings.seed() ^ FRESH));
    double[] before = fresh.costs(start, settings.threads());
    double[] after = fresh.costs(end, settings.threads());
    double[] differences = new double[after.length];
    for (int d = 0; d < after.length; d++) {
      differences[d] = after[d] - before[d];
    }
    return new Improvement(
        settings,
        people,
        end,
        steps,
        asked[0],
        mean(before),
        mean(after),
        halfWidth(after),
        mean(differences),
        halfWidth(differences),
        remedial(design));
  }

  /** Whether the menus found are cheaper on fresh draws by more than chance explains. */
  public boolean shown() {
    return difference + differenceHalfWidth < 0;
  }

  private static void check(
      MarketFile file, Path designPath, DesignFile design, Settings settings) {
    Market market = file.market();
    int tasks = market.tasks().size();
    Vector endowed = Vector.zeros(tasks);
    double people = 0;
    for (Agent agent : market.agents()) {
      endowed = endowed.plus(agent.population(), agent.endowment());
      people += agent.population();
    }
    for (int i = 0; i < tasks; i++) {
      double wanted = market.instances().get(i);
      if (Math.abs(endowed.get(i) - wanted) > INSTANCES_RELATIVE_TOLERANCE * Math.max(1, wanted)) {
        throw BadInputException.of(
            file.path().toString(),
            "the endowments do not allocate all instances of " + market.tasks().get(i).name(),
            "give endowments that do (solve --endowment)");
      }
    }
    double numbers = people * tasks * Math.max(settings.draws(), settings.freshDraws());
    if (numbers > MAX_NUMBERS) {
      throw BadInputException.of(
          file.path().toString(),
          "there are " + (long) people + " people, and costs of each are drawn many times",
          "use fewer --draws and --fresh, or keep the large-market design");
    }
    for (AgentDesign agent : design.agents()) {
      boolean orthant =
          agent.lottery().stream()
              .allMatch(
                  entry ->
                      !(entry.column().menu() instanceof Menu.Rays some)
                          || Polarisation.holds(some.rays()));
      if (!orthant) {
        throw BadInputException.of(
            designPath.toString(),
            "a menu of agent "
                + agent.agent().id()
                + " is polarised for the costs of its box alone",
            "give a design with --polarisation orthant");
      }
    }
  }

  private static int remedial(DesignFile design) {
    double people = 0;
    for (AgentDesign agent : design.agents()) {
      boolean some =
          agent.lottery().stream()
              .anyMatch(entry -> entry.column().menu() instanceof Menu.Remedial);
      people += some ? agent.agent().population() : 0;
    }
    return (int) people;
  }

  private static double mean(double[] values) {
    return Sum.of(values).getAsDouble() / values.length;
  }

  private static double halfWidth(double[] values) {
    double mean = mean(values);
    Sum squares = Sum.create();
    for (double value : values) {
      squares.add((value - mean) * (value - mean));
    }
    double error = Math.sqrt(squares.getAsDouble() / (values.length - 1) / values.length);
    return NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025) * error;
  }
}
