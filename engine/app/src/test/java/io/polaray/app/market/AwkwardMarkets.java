package io.polaray.app.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Seeded markets that are sound but unusual: extreme scales, zeros, ties, twins, thin boxes. */
public final class AwkwardMarkets {
  private final SplittableRandom random;
  private final int tasks;
  private final double costScale;
  private final double loadScale;

  private AwkwardMarkets(SplittableRandom random, int maxTasks) {
    this.random = random;
    this.tasks = 2 + random.nextInt(maxTasks - 1);
    this.costScale = power(9);
    this.loadScale = power(6);
  }

  /** The text of a market file. */
  public static String market(SplittableRandom random, int maxTasks) {
    return new AwkwardMarkets(random, maxTasks).market();
  }

  private double power(int range) {
    return random.nextBoolean() ? 1 : Math.pow(10, random.nextInt(2 * range + 1) - range);
  }

  private String market() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      names.add("\"t" + i + "\"");
    }
    int count = 1 + random.nextInt(4);
    List<String> agents = new ArrayList<>();
    for (int j = 0; j < count; j++) {
      boolean twin = j > 0 && random.nextInt(4) == 0;
      agents.add(
          twin ? agents.get(j - 1).replace("\"j" + (j - 1) + "\"", "\"j" + j + "\"") : agent(j));
    }
    return "{\"format\": \"polaray-market/1\", \"tasks\": "
        + names
        + ",\n\"preferences\": "
        + preferences()
        + ",\n\"agents\": [\n"
        + String.join(",\n", agents)
        + "]}\n";
  }

  private String agent(int j) {
    String agent =
        "{\"id\": \"j"
            + j
            + "\", \"socialCost\": "
            + numbers(this::cost)
            + ", \"statusQuo\": "
            + numbers(this::load);
    if (random.nextInt(3) == 0) {
      agent += ", \"population\": " + number(random.nextBoolean() ? 1 + random.nextInt(50) : 0.3);
    }
    if (random.nextInt(3) == 0) {
      agent += ", \"preferences\": " + preferences();
    }
    return agent + "}";
  }

  private double cost() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> costScale;
      case 2 -> -costScale * random.nextDouble();
      case 3 -> costScale * (1 + 1e-12 * random.nextInt(3));
      default -> costScale * random.nextDouble();
    };
  }

  private double load() {
    return switch (random.nextInt(5)) {
      case 0 -> 0;
      case 1 -> loadScale;
      case 2 -> loadScale * 1e-3;
      default -> loadScale * (1 + random.nextInt(20));
    };
  }

  private String preferences() {
    double unit = random.nextInt(4) == 0 ? power(6) : 1;
    if (random.nextInt(3) == 0) {
      int types = 1 + random.nextInt(4);
      List<String> rows = new ArrayList<>();
      for (int m = 0; m < types; m++) {
        rows.add(numbers(() -> unit * (1 + random.nextInt(3))));
      }
      return "{\"kind\": \"types\", \"types\": " + rows + "}";
    }
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      lower[i] = random.nextInt(5) == 0 ? 0 : unit * (0.2 + random.nextDouble());
      upper[i] =
          switch (random.nextInt(5)) {
            case 0 -> Math.max(lower[i], unit * 1e-3);
            case 1 -> lower[i] * (1 + 1e-9) + unit * 1e-9;
            case 2 -> lower[i] + unit * 100;
            default -> lower[i] + unit * random.nextDouble() + unit * 0.01;
          };
    }
    int[] at = {0, 0};
    return "{\"kind\": \"uniform\", \"lower\": "
        + numbers(() -> lower[at[0]++])
        + ", \"upper\": "
        + numbers(() -> upper[at[1]++])
        + "}";
  }

  private String numbers(Supplier<Double> supplier) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      numbers.add(number(supplier.get()));
    }
    return numbers.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%s", value);
  }
}
