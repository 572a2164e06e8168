package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.Polarisation;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class MenuPolishTest {
  private static final int TASKS = 4;

  /** Counts how often a probability is asked for. */
  private static final class Counting implements RayProbability {
    private final RayProbability probability;
    private int asked;

    Counting(RayProbability probability) {
      this.probability = probability;
    }

    @Override
    public double upper(double[] kappa) {
      return probability.upper(kappa);
    }

    @Override
    public double lower(double[] kappa) {
      asked++;
      return probability.lower(kappa);
    }
  }

  private static UniformInstance instance(int seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    return UniformInstance.random(random, TASKS);
  }

  /** Costs between 1 and 2; the last task is worth most. */
  private static UniformInstance last() {
    double[] ones = {1, 1, 1, 1};
    double[] twos = {2, 2, 2, 2};
    return new UniformInstance(
        Vector.of(0.2, 0.3, 0.25, 1), UniformInstance.problem(ones, ones, twos), 0, 1);
  }

  private static BoxForest forest(UniformInstance instance) {
    BoxForest forest = RayCellBound.forest(instance.problem(), 10_000);
    forest.begin(instance.weights().toArray());
    return forest;
  }

  /** A cell whose best point gains something. */
  private static int paying(BoxForest forest, int support) {
    int cell = forest.root(support);
    while (!(forest.value(cell) > 0)) {
      forest.openAll(new int[] {cell}, 1);
      int first = forest.firstChild(cell);
      int last = forest.lastChild(cell);
      cell = forest.upper(last) > forest.upper(first) ? last : first;
    }
    return cell;
  }

  @Test
  void whatWasOfferedIsNotValuedAgain() {
    BoxForest forest = forest(last());
    Counting probability = new Counting(forest.probability());
    MenuPolish polish = new MenuPolish(forest.endowment, probability);
    polish.begin(forest.weights, 0);
    int cell = paying(forest, 0b0111);
    int[] single = {cell};
    int[] pair = {cell, forest.root(0b1000)};
    double first = polish.offer(forest, single, 1, 0);
    int afterFirst = probability.asked;
    assertThat(afterFirst).isPositive();
    assertThat(polish.offer(forest, single, 1, 0)).isEqualTo(first);
    assertThat(probability.asked).as("the same menu").isEqualTo(afterFirst);
    polish.offer(forest, pair, 2, 0);
    assertThat(probability.asked).as("a menu with a ray more").isGreaterThan(afterFirst);

    polish.begin(forest.weights, 0);
    int before = probability.asked;
    assertThat(polish.offer(forest, single, 1, 0)).isEqualTo(first);
    assertThat(probability.asked).as("a new call").isGreaterThan(before);
  }

  @Test
  void theBestMenuIsPolarisedAndWorthWhatIsSaid() {
    for (int seed = 1; seed <= 20; seed++) {
      UniformInstance instance = instance(seed);
      BoxForest forest = forest(instance);
      MenuPolish polish = new MenuPolish(forest.endowment, forest.probability());
      polish.begin(forest.weights, 0);
      double gain = polish.climbFromExchanges(forest.lowerCost, forest.upperCost, 60);
      Vector endowment = instance.problem().endowment();
      double[][] directions = polish.bestDirections();
      assertThat(gain > 0).isEqualTo(directions.length > 0);
      if (directions.length == 0) {
        continue;
      }
      List<Ray> rays = ExactMenus.fullExtension(endowment, directions);
      assertThat(Polarisation.holds(rays)).as("seed %d", seed).isTrue();
      double sum = 0;
      for (Ray ray : rays) {
        double[] kappa = ray.direction().toArray();
        sum +=
            instance.problem().measure().acceptanceProbability(kappa)
                * Math.max(0, instance.weights().dot(ray.direction()));
      }
      assertThat(sum).as("seed %d", seed).isCloseTo(gain, within(1e-9 * (1 + gain)));
    }
  }

  @Test
  void aMenuThatGainsLessThanWhatIsKnownIsNotKept() {
    BoxForest forest = forest(last());
    MenuPolish polish = new MenuPolish(forest.endowment, forest.probability());
    polish.begin(forest.weights, 1e6);
    assertThat(polish.offer(forest, new int[] {paying(forest, 0b0111)}, 1, 0)).isEqualTo(1e6);
    assertThat(polish.bestDirections()).isEmpty();
  }
}
