package io.polaray.app.estimate;

import io.polaray.app.folder.AtomicFile;
import io.polaray.app.marketfile.BesideMarket;
import io.polaray.app.marketfile.PreferenceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the {@code --preferences} option asks for; a log of cases does not tell private costs. */
sealed interface PreferenceChoice {
  /** The choice when none is made: independent uniforms on [1, 2]. */
  PreferenceChoice DEFAULT = new Uniform(1, 2);

  /**
   * Reads {@code uniform:LOWER:UPPER}, {@code lognormal:MEAN:SD:CORRELATION:LOWER:UPPER} or the
   * name of a CSV file of types.
   */
  static PreferenceChoice parse(String text) {
    String[] parts = text.split(":", -1);
    String kind = parts[0].toLowerCase(Locale.ROOT);
    if (kind.equals("uniform")) {
      double[] numbers = numbers(text, parts, 2, "uniform:LOWER:UPPER");
      return new Uniform(numbers[0], numbers[1]);
    }
    if (kind.equals("lognormal")) {
      double[] numbers =
          numbers(text, parts, 5, "lognormal:MEAN:SD:CORRELATION:LOWER:UPPER (of log cost)");
      return new Lognormal(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }
    if (kind.endsWith(".csv") || kind.endsWith(".csv.gz")) {
      return new TypesFile(Path.of(text));
    }
    throw new IllegalArgumentException(
        "preferences is '"
            + text
            + "'; write uniform:LOWER:UPPER, lognormal:MEAN:SD:CORRELATION:LOWER:UPPER or the name"
            + " of a .csv file with one type a row");
  }

  /**
   * The {@code preferences} object of the market file; writes the file of types if there is one.
   *
   * @param market the market file, in whose folder a file of types must stand
   */
  String text(List<String> tasks, Path market) throws IOException;

  private static double[] numbers(String text, String[] parts, int count, String form) {
    double[] numbers =
        Arrays.stream(parts)
            .skip(1)
            .mapToDouble(part -> Numbers.parse(part).orElse(Double.NaN))
            .toArray();
    if (numbers.length != count || Arrays.stream(numbers).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("preferences is '" + text + "'; write " + form);
    }
    return numbers;
  }

  private static void requireBox(double lower, double upper) {
    if (!(lower > 0) || !(upper >= lower)) {
      throw new IllegalArgumentException(
          "preferences: bounds are "
              + lower
              + " and "
              + upper
              + "; the lower must be positive and the upper no smaller");
    }
  }

  private static double[] repeat(double value, int count) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  /** Independent uniforms with the same bounds for every task. */
  record Uniform(double lower, double upper) implements PreferenceChoice {
    public Uniform {
      requireBox(lower, upper);
    }

    @Override
    public String text(List<String> tasks, Path market) {
      return PreferenceText.uniform(repeat(lower, tasks.size()), repeat(upper, tasks.size()));
    }
  }

  /** Lognormal with the same marginals for every task and one correlation for every pair. */
  record Lognormal(double mean, double sd, double correlation, double lower, double upper)
      implements PreferenceChoice {
    public Lognormal {
      requireBox(lower, upper);
      if (!(sd > 0)) {
        throw new IllegalArgumentException("preferences: sd is " + sd + "; it must be positive");
      }
      if (!(correlation >= -1 && correlation <= 1)) {
        throw new IllegalArgumentException(
            "preferences: correlation is " + correlation + "; it must lie in [-1, 1]");
      }
    }

    @Override
    public String text(List<String> tasks, Path market) {
      int size = tasks.size();
      double least = -1.0 / (size - 1);
      if (!(correlation > least && correlation < 1)) {
        throw new IllegalArgumentException(
            "preferences: correlation is "
                + correlation
                + "; with "
                + size
                + " tasks it must lie between "
                + least
                + " and 1, both excluded");
      }
      double[][] covariance = new double[size][size];
      for (int i = 0; i < size; i++) {
        Arrays.fill(covariance[i], correlation * sd * sd);
        covariance[i][i] = sd * sd;
      }
      return PreferenceText.lognormal(
          repeat(mean, size), covariance, repeat(lower, size), repeat(upper, size));
    }
  }

  /** Types from a survey or a choice model. */
  record TypesFile(Path source) implements PreferenceChoice {
    @Override
    public String text(List<String> tasks, Path market) throws IOException {
      Path target = BesideMarket.of(market, "-types.csv");
      AtomicFile.write(target, TypesTable.read(source, tasks)::write);
      return PreferenceText.typesFile(String.valueOf(target.getFileName()));
    }
  }
}
