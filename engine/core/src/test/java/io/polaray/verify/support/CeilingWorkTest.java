package io.polaray.verify.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much work the search needs on instances whose value is known: a bound that became looser or a
 * choice that became worse shows here. Work is counted, so the figures do not depend on the
 * machine. A change that needs more is a step back; one that needs less changes them.
 */
class CeilingWorkTest {
  private static final long LIMIT = 30_000;

  private static final class Instance {
    final double[] weights;
    final double[] endowment;
    final double[] lower;
    final double[] upper;
    final double value;

    Instance(String line) {
      String[] fields = line.split(";", -1);
      weights = numbers(fields[1]);
      endowment = numbers(fields[2]);
      lower = numbers(fields[3]);
      upper = numbers(fields[4]);
      value = Double.parseDouble(fields[5]);
    }
  }

  private static Instance reference(int number) throws IOException {
    String file = "/io/polaray/support/search/support-uniform-boxes.csv";
    try (InputStream in = CeilingWorkTest.class.getResourceAsStream(file)) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      return new Instance(lines.get(number));
    }
  }

  private static double[] numbers(String field) {
    return Arrays.stream(field.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** The certified value plus a part of it, proved. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.001, 45",
    "0, 0.0001, 66",
    "1, 0.001, 25",
    "1, 0.0001, 32",
    "2, 0.001, 22",
    "2, 0.0001, 31",
    "3, 0.001, 50",
    "3, 0.0001, 63",
    "4, 0.001, 24",
    "4, 0.0001, 33",
    "5, 0.001, 27",
    "5, 0.0001, 36",
    "6, 0.01, 274",
    "6, 0.001, 1586",
    "6, 0.0001, 11049",
    "7, 0.01, 1303",
    "7, 0.001, 6102",
    "8, 0.01, 517",
    "8, 0.001, 1900",
    "9, 0.01, 379",
    "9, 0.001, 1506",
    "9, 0.0001, 3847",
    "10, 0.01, 124",
    "10, 0.001, 182",
    "10, 0.0001, 231",
    "11, 0.01, 2978",
    "11, 0.001, 4541",
    "13, 0.01, 7685",
    "14, 0.01, 732",
    "14, 0.001, 990",
    "14, 0.0001, 1403",
    "15, 0.01, 9763",
    "16, 0.01, 26901",
    "17, 0.01, 3424",
    "17, 0.001, 4213",
    "17, 0.0001, 4833"
  })
  void boxes(int number, double gap, long work) throws IOException {
    Instance instance = reference(number);
    double share = gap * instance.value;
    double target = instance.value + share;
    for (int i = 0; i < instance.weights.length; i++) {
      target -= instance.weights[i] * instance.endowment[i];
    }
    SupportCeiling.Ceiling found =
        SupportCeiling.of(
                BoxCeiling.of(instance.lower, instance.upper), instance.lower, instance.upper)
            .gain(instance.weights, instance.endowment, target, share, LIMIT);
    assertThat(found.reached()).isTrue();
    assertThat(found.gain()).isBetween(target - 1e-9, target + 1e-9);
    assertThat(found.work()).isEqualTo(work);
  }

  /** The same with 0 as every second lower end, and a gain that a menu attains. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.01, 1.374746737, 10",
    "0, 0.001, 1.374746737, 17",
    "1, 0.01, 0.270859014, 20",
    "1, 0.001, 0.270859014, 28",
    "2, 0.01, 0.721481914, 14",
    "2, 0.001, 0.721481914, 23",
    "3, 0.01, 0.924462596, 10",
    "3, 0.001, 0.924462596, 15",
    "4, 0.01, 0.592906080, 14",
    "4, 0.001, 0.592906080, 23",
    "5, 0.01, 0.387781054, 16",
    "5, 0.001, 0.387781054, 20",
    "6, 0.01, 1.506481118, 88",
    "6, 0.001, 1.506481118, 106",
    "7, 0.01, 0.540997315, 1302",
    "7, 0.001, 0.540997315, 6303",
    "8, 0.01, 2.226393402, 135",
    "8, 0.001, 2.226393402, 158",
    "9, 0.01, 1.448313448, 87",
    "9, 0.001, 1.448313448, 108",
    "10, 0.01, 2.264627957, 1083",
    "10, 0.001, 2.264627957, 1677",
    "11, 0.01, 1.687198881, 1151",
    "11, 0.001, 1.687198881, 1454",
    "12, 0.01, 1.510575517, 730",
    "12, 0.001, 1.510575517, 789",
    "13, 0.01, 2.643808108, 938",
    "13, 0.001, 2.643808108, 998",
    "14, 0.01, 3.753893394, 1025",
    "14, 0.001, 3.753893394, 2517",
    "15, 0.01, 2.062129976, 823",
    "15, 0.001, 2.062129976, 862",
    "17, 0.01, 4.804522860, 13152"
  })
  void boxesFromZero(int number, double gap, double attained, long work) throws IOException {
    Instance instance = reference(number);
    double[] lower = instance.lower.clone();
    for (int i = number % 2; i < lower.length; i += 2) {
      lower[i] = 0;
    }
    double value = attained;
    for (int i = 0; i < lower.length; i++) {
      value += instance.weights[i] * instance.endowment[i];
    }
    double share = gap * value;
    SupportCeiling ceiling =
        SupportCeiling.of(BoxCeiling.of(lower, instance.upper), lower, instance.upper);
    SupportCeiling.Ceiling found =
        ceiling.gain(instance.weights, instance.endowment, attained + share, share, LIMIT);
    assertThat(found.reached()).isTrue();
    assertThat(found.work()).isEqualTo(work);
    // A little less than what is attained is never proved.
    assertThat(
            ceiling
                .gain(instance.weights, instance.endowment, attained - share, share, 3_000)
                .gain())
        .isGreaterThanOrEqualTo(attained);
  }

  /** Sixty types of each box: what is proved with little work towards a target out of reach. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.962408", "1, 0.166293", "2, 0.746006", "3, 0.449667", "4, 0.521676", "5, 0.421778",
    "6, 1.034262", "7, 0.697529", "8, 1.419500", "9, 0.728451", "10, 2.875735", "11, 1.236858",
    "12, 0.454769", "13, 1.680388", "14, 3.835691", "15, 0.552510", "16, 1.250848", "17, 5.692293"
  })
  void types(int number, double gain) throws IOException {
    Instance instance = reference(number);
    int tasks = instance.weights.length;
    SplittableRandom random = new SplittableRandom(number);
    double[][] types = new double[60][tasks];
    double[] shares = new double[types.length];
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    Arrays.fill(lower, Double.POSITIVE_INFINITY);
    for (int m = 0; m < types.length; m++) {
      shares[m] = 1.0 / types.length;
      for (int i = 0; i < tasks; i++) {
        double width = instance.upper[i] - instance.lower[i];
        types[m][i] = instance.lower[i] + width * random.nextDouble();
        lower[i] = Math.min(lower[i], types[m][i]);
        upper[i] = Math.max(upper[i], types[m][i]);
      }
    }
    SupportCeiling.Ceiling found =
        SupportCeiling.of(TypesCeiling.of(types, shares), lower, upper)
            .gain(instance.weights, instance.endowment, 0, 0.01 * instance.value, 2_000);
    assertThat(found.reached()).isFalse();
    assertThat(found.gain()).isLessThanOrEqualTo(gain + 1e-6);
  }
}
