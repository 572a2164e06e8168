package io.polaray.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.AgentDesign;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.dual.LotteryEntry;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.StopSignal;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.bracket.SupportSolver;
import io.polaray.support.frontier.SingleRayOptimum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Menus that the engine finds pass the general check of obvious dominance, which knows nothing of
 * polarisation, and fail it when an entry goes past what polarisation allows.
 */
class EngineMenusTest {
  private static Vector vector(UniformRandomProvider random, int size, double low, double high) {
    double[] entries = new double[size];
    for (int i = 0; i < size; i++) {
      entries[i] = low + (high - low) * random.nextDouble();
    }
    return Vector.of(entries);
  }

  private static AgentMenu menu(Vector endowment, List<Vector> kappas) {
    return AgentMenu.of(
        endowment, kappas.stream().map(kappa -> TradingSet.ray(endowment, kappa)).toList());
  }

  /** Checks a menu and everything just past polarisation; the number of the latter. */
  private static int check(Vector endowment, MenuColumn column) {
    if (!(column.menu() instanceof Menu.Rays rays)) {
      return 0;
    }
    List<Vector> kappas = rays.rays().stream().map(Ray::direction).toList();
    TypeSpace orthant = TypeSpace.orthant(endowment.size());
    assertThat(menu(endowment, kappas).witness(orthant)).as("%s", kappas).isEmpty();
    int perturbed = 0;
    for (int k = 0; k < kappas.size(); k++) {
      for (int l = 0; l < kappas.size(); l++) {
        for (int i = 0; i < endowment.size() && l != k; i++) {
          for (int j = 0; j < endowment.size(); j++) {
            double shed = kappas.get(k).get(i);
            double other = kappas.get(l).get(j);
            double back = kappas.get(l).get(i);
            if (shed < 0 && other < 0) {
              double[] worse = kappas.get(k).toArray();
              worse[j] = 0.99 * shed * other / back;
              List<Vector> changed = new ArrayList<>(kappas);
              changed.set(k, Vector.of(worse));
              AgentMenu past = menu(endowment, changed);
              AgentMenu.Witness witness = past.witness(orthant).orElseThrow();
              assertThat(witness.type().dot(witness.best()))
                  .isLessThan(witness.type().dot(witness.worst()));
              for (int set = 0; set < past.sets().size(); set++) {
                assertThat(past.isObviouslyDominant(set, witness.type())).isFalse();
              }
              perturbed++;
            }
          }
        }
      }
    }
    return perturbed;
  }

  private static SupportProblem problem(Vector endowment, PreferenceDistribution preferences) {
    return new SupportProblem(
        endowment,
        preferences,
        preferences.exactMeasure().orElseThrow(),
        preferences.sample(512, 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 3", "3, 4", "4, 5"})
  void menusOfTheSearchAndTheBestSingleRay(long seed, int tasks) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    UniformPreferences costs =
        UniformPreferences.of(vector(random, tasks, 0.2, 0.5), vector(random, tasks, 1, 3));
    int perturbed = 0;
    for (int n = 0; n < 3; n++) {
      Vector endowment = vector(random, tasks, 0.5, 3);
      Vector weights = vector(random, tasks, 0.2, 1.2);
      SupportProblem problem = problem(endowment, costs);
      perturbed +=
          check(
              endowment,
              SupportSolver.of(problem).search(weights, List.of(), SearchEffort.COLD, seed));
      check(endowment, SingleRayOptimum.solve(problem, weights, 1e-2).column());
    }
    assertThat(perturbed).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void menusOfFinitelyManyTypes(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    List<Vector> types = new ArrayList<>();
    for (int m = 0; m < 40; m++) {
      types.add(vector(random, 3, 0.5, 2.5));
    }
    Vector endowment = vector(random, 3, 0.5, 3);
    Vector weights = vector(random, 3, 0.5, 1.2);
    SupportProblem problem = problem(endowment, FinitePreferences.equallyLikely(types));
    MenuColumn column =
        SupportSolver.of(problem).search(weights, List.of(), SearchEffort.COLD, seed);
    assertThat(check(endowment, column)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3"})
  void menusOfWholeDesigns(long seed, int tasks) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    Arrays.fill(lower, 1);
    Arrays.fill(upper, 2);
    PreferenceDistribution costs = UniformPreferences.of(Vector.of(lower), Vector.of(upper));
    List<Task> names = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      names.add(Task.of("t" + i));
    }
    List<Agent> agents = new ArrayList<>();
    for (int j = 0; j < 4; j++) {
      Vector held = vector(random, tasks, 1, 4);
      agents.add(new Agent("a" + j, vector(random, tasks, 0, 1), held, held, 1, 1, costs));
    }
    SolveOptions defaults = SolveOptions.defaults();
    SolveOptions options =
        new SolveOptions(
            defaults.method(),
            1e-3,
            Duration.ZERO,
            defaults.timeLimit(),
            defaults.maxRounds(),
            512,
            seed,
            1);
    LargeMarketDesign design =
        LargeMarketSolver.create()
            .solve(Market.of("m", names, agents), options, report -> {}, StopSignal.NEVER);
    int perturbed = 0;
    for (AgentDesign agent : design.agents()) {
      for (LotteryEntry entry : agent.lottery()) {
        perturbed += check(agent.agent().endowment(), entry.column());
      }
    }
    assertThat(perturbed).isPositive();
  }
}
