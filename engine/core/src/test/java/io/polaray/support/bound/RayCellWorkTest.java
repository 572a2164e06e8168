package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.numeric.Vector;
import io.polaray.preference.Marginal;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.io.IOException;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much work ray cells need: a bound that became looser or a choice that became worse shows
 * here. Cells and tuples are counted, so the figures do not depend on the machine. A change that
 * needs more is a step back; one that needs less may lower them.
 */
class RayCellWorkTest {
  private static void check(
      SupportProblem problem, Vector w, double lowerValue, double gap, long cells, long pops) {
    BoxForest forest = RayCellBound.forest(problem, 400_000);
    CellSession session =
        new CellSession("cells", problem.endowment(), problem.measure(), forest, 400_000, 0);
    UpperBound bound = session.upperBound(w, lowerValue, gap, WorkBudget.nodes(300_000));
    double value =
        Math.max(lowerValue, session.incumbent().map(c -> c.value(w)).orElse(lowerValue));
    assertThat(bound.value() - value).isLessThanOrEqualTo(gap * bound.value() * (1 + 1e-9));
    assertThat(forest.cellsMade()).isLessThanOrEqualTo(cells);
    assertThat(session.pops()).isLessThanOrEqualTo(pops);
  }

  /** From the certified value, and without any. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.0001, 40, 13, 40",
    "1, 0.0001, 28, 10, 28",
    "2, 0.0001, 29, 11, 29",
    "3, 0.0001, 42, 12, 42",
    "4, 0.0001, 29, 8, 29",
    "5, 0.0001, 37, 11, 37",
    "6, 0.001, 734, 371, 710",
    "6, 0.0001, 892, 576, 878",
    "7, 0.01, 603, 618, 531",
    "7, 0.001, 1105, 1811, 1139",
    "7, 0.0001, 1891, 4244, 1923",
    "8, 0.001, 814, 396, 816",
    "8, 0.0001, 994, 538, 986",
    "9, 0.001, 642, 496, 652",
    "9, 0.0001, 854, 694, 822",
    "10, 0.001, 199, 35, 205",
    "10, 0.0001, 229, 39, 229",
    "11, 0.001, 1699, 1483, 1845",
    "11, 0.0001, 2563, 2246, 2451",
    "12, 0.01, 15200, 3753, 18710",
    "13, 0.01, 7410, 2389, 7444",
    "13, 0.001, 13254, 8072, 13194",
    "14, 0.01, 943, 175, 943",
    "14, 0.001, 1077, 191, 1077",
    "14, 0.0001, 1227, 243, 1279",
    "15, 0.01, 12376, 1713, 13878",
    "17, 0.01, 4467, 778, 4463",
    "17, 0.001, 4929, 831, 4959",
    "17, 0.0001, 5105, 854, 5145"
  })
  void boxes(int number, double gap, long cells, long pops, long uninformed) throws IOException {
    UniformInstance instance = UniformInstance.references().get(number);
    check(instance.problem(), instance.weights(), instance.lowerBound(), gap, cells, pops);
    check(
        instance.problem(),
        instance.weights(),
        Double.NEGATIVE_INFINITY,
        gap,
        uninformed,
        Long.MAX_VALUE);
  }

  private static UniformInstance fromZero(int number) throws IOException {
    UniformInstance instance = UniformInstance.references().get(number);
    double[] lower = instance.problem().preferences().lower().toArray();
    for (int i = number % 2; i < lower.length; i += 2) {
      lower[i] = 0;
    }
    double[] upper = instance.problem().preferences().upper().toArray();
    double[] eta = instance.problem().endowment().toArray();
    return new UniformInstance(
        instance.weights(), UniformInstance.problem(eta, lower, upper), 0, Double.MAX_VALUE);
  }

  /** The same boxes with 0 as every second lower end. */
  @ParameterizedTest
  @CsvSource({
    "0, 13, 3",
    "1, 23, 7",
    "2, 24, 6",
    "3, 13, 3",
    "4, 20, 5",
    "5, 20, 7",
    "6, 118, 62",
    "7, 953, 1335",
    "8, 302, 134",
    "9, 133, 64",
    "10, 428, 325",
    "11, 678, 414",
    "12, 1490, 572",
    "13, 2184, 1080",
    "14, 1312, 637",
    "15, 1822, 1334",
    "17, 7738, 4172"
  })
  void boxesFromZero(int number, long cells, long pops) throws IOException {
    UniformInstance instance = fromZero(number);
    check(instance.problem(), instance.weights(), Double.NEGATIVE_INFINITY, 1e-3, cells, pops);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 36, 12",
    "2, 2, 42, 13",
    "2, 3, 29, 10",
    "2, 4, 44, 14",
    "3, 1, 478, 82",
    "3, 2, 518, 93",
    "3, 3, 3821, 6759",
    "3, 4, 845, 696",
    "4, 1, 18688, 15329",
    "4, 4, 1127, 232"
  })
  void mixtures(int tasks, long seed, long cells, long pops) {
    UniformInstance instance =
        UniformInstance.mixture(RandomSource.XO_RO_SHI_RO_128_PP.create(seed), tasks, 2);
    check(instance.problem(), instance.weights(), Double.NEGATIVE_INFINITY, 1e-3, cells, pops);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 708, 296",
    "2, 660, 256",
    "3, 1021, 1075",
    "4, 349, 119",
    "5, 544, 248",
    "6, 834, 402"
  })
  void products(long seed, long cells, long pops) {
    List<Marginal> costs =
        List.of(
            Marginal.gamma(2, 0.3, 0.2, 2),
            Marginal.beta(2, 3, 0.5, 1.5),
            Marginal.exponential(0.6, 0.3, 2.5));
    SupportProblem problem = UniformInstance.problem(Vector.of(1, 1, 1), costs);
    Vector w = UniformInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(seed), 3).weights();
    check(problem, w, Double.NEGATIVE_INFINITY, 5e-3, cells, pops);
  }

  /** Falling and rising densities from 0 on. */
  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "1, 615, 281",
    "2, 595, 307",
    "3, 589, 135",
    "4, 971, 302",
    "5, 443, 266",
    "6, 709, 289"
  })
  void productsFromZero(long seed, long cells, long pops) {
    List<Marginal> costs =
        List.of(
            Marginal.gamma(2, 0.3, 0, 2),
            Marginal.beta(1, 2, 0, 1.5),
            Marginal.exponential(0.6, 0, 2.5));
    SupportProblem problem = UniformInstance.problem(Vector.of(1, 1, 1), costs);
    Vector w = UniformInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(seed), 3).weights();
    check(problem, w, Double.NEGATIVE_INFINITY, 1e-3, cells, pops);
  }

  /** Work is counted in entries of lists of undecided types there. */
  @ParameterizedTest
  @CsvSource({
    "2, 100, 1, 1.0E-4, 153775, 6",
    "2, 100, 2, 1.0E-4, 127400, 3",
    "2, 100, 3, 1.0E-4, 77950, 5",
    "2, 100, 4, 1.0E-4, 137225, 5",
    "3, 40, 1, 0.001, 2381500, 858",
    "3, 40, 2, 0.001, 773650, 273",
    "3, 40, 3, 0.001, 1749825, 621",
    "3, 40, 4, 0.001, 1313500, 629",
    "3, 200, 1, 0.001, 4665650, 1023",
    "3, 200, 2, 0.001, 1328025, 316",
    "3, 200, 3, 0.001, 1331850, 348",
    "3, 200, 4, 0.001, 2168075, 611",
    "4, 40, 1, 0.001, 20706250, 8333",
    "4, 40, 2, 0.001, 4206050, 2174",
    "4, 40, 3, 0.001, 3596300, 1866",
    "4, 40, 4, 0.001, 5269725, 1242",
    "4, 100, 1, 0.01, 17622650, 4427",
    "4, 100, 2, 0.01, 5375300, 1412",
    "4, 100, 3, 0.01, 11342950, 3682",
    "4, 100, 4, 0.01, 7833075, 1526",
    "5, 40, 2, 0.01, 17887650, 2960"
  })
  void types(int tasks, int types, long seed, double gap, long nanos, long pops) {
    SampleInstance instance =
        SampleInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(seed), tasks, types);
    Vector w = instance.weights();
    CellSession session = (CellSession) TypeListBound.standard().open(instance.problem());
    double bound =
        session.upperBound(w, Double.NEGATIVE_INFINITY, gap, WorkBudget.nodes(300_000)).value();
    double value = session.incumbent().map(c -> c.value(w)).orElseThrow();
    assertThat(bound - value).isLessThanOrEqualTo(gap * bound * (1 + 1e-9));
    assertThat(session.nominalNanos()).isLessThanOrEqualTo(nanos);
    assertThat(session.pops()).isLessThanOrEqualTo(pops);
  }
}
