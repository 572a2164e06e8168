package io.polaray.support.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that are known from certified searches or from one-dimensional optimisation. */
class MenuSearchReferenceTest {
  private static final int TYPES = 4096;
  private final MenuSearch search = MenuSearch.of();

  private double cold(SupportProblem problem, double... weights) {
    Vector w = Vector.of(weights);
    MenuColumn column = search.search(problem, w, List.of(), SearchEffort.COLD, 1);
    return column.value(w);
  }

  /** The best one-for-one swaps reach 3.1134 only; source: paper notes, section 3.1, I = 3. */
  @Test
  void findsTheRayThatShedsTwoTasks() {
    double[] ones = {1, 1, 1};
    SupportProblem problem = BoxProblem.of(ones, ones, new double[] {2, 2, 2}, TYPES);
    assertThat(cold(problem, 1, 1, 1)).isCloseTo(3.151117080, within(1e-8));
  }

  /** Source: the two sides of a two-task menu priced independently on [1, 2]^2. */
  @ParameterizedTest
  @CsvSource({"1, 1, 2.113400545562", "1.2, 1, 2.345529009115", "2, 1, 3.518058668653"})
  void pricesTwoTasksExactly(double first, double second, double expected) {
    SupportProblem problem =
        BoxProblem.of(new double[] {1, 1}, new double[] {1, 1}, new double[] {2, 2}, TYPES);
    assertThat(cold(problem, first, second)).isCloseTo(expected, within(1e-10));
  }

  record Instance(Vector weights, SupportProblem problem, double lowerBound, double upperBound) {}

  static Stream<Instance> certified() throws IOException {
    try (InputStream in =
        MenuSearchReferenceTest.class.getResourceAsStream("support-uniform-boxes.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(MenuSearchReferenceTest::parse)
              .toList()
              .stream();
    }
  }

  private static Instance parse(String line) {
    String[] fields = line.split(";", -1);
    return new Instance(
        Vector.of(numbers(fields[1])),
        BoxProblem.of(numbers(fields[2]), numbers(fields[3]), numbers(fields[4]), TYPES),
        Double.parseDouble(fields[5]),
        Double.parseDouble(fields[6]));
  }

  private static double[] numbers(String field) {
    return Arrays.stream(field.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  @ParameterizedTest
  @MethodSource("certified")
  void reachesCertifiedValues(Instance instance) {
    double value = cold(instance.problem(), instance.weights().toArray());
    assertThat(value).isGreaterThanOrEqualTo(instance.lowerBound() * (1 - 2e-6));
    assertThat(value).isLessThanOrEqualTo(instance.upperBound() * (1 + 1e-8));
  }
}
