package io.polaray.app.marketfile;

import tools.jackson.core.io.JsonStringEncoder;

/** The {@code preferences} object of a market file, as text on one line. */
public final class PreferenceText {
  private PreferenceText() {}

  /** Independent uniforms on the box {@code [lower, upper]}, one bound a task. */
  public static String uniform(double[] lower, double[] upper) {
    return "{\"kind\": \"uniform\", \"lower\": "
        + vector(lower)
        + ", \"upper\": "
        + vector(upper)
        + "}";
  }

  /**
   * A lognormal truncated to the box {@code [lower, upper]}.
   *
   * @param mean of the log cost
   * @param covariance of the log cost, one row a task
   */
  public static String lognormal(
      double[] mean, double[][] covariance, double[] lower, double[] upper) {
    return "{\"kind\": \"lognormal\", \"mean\": "
        + vector(mean)
        + ", \"covariance\": "
        + rows(covariance)
        + ", \"lower\": "
        + vector(lower)
        + ", \"upper\": "
        + vector(upper)
        + "}";
  }

  /** Finitely many types of the same probability, one row each. */
  public static String types(double[][] types) {
    return "{\"kind\": \"types\", \"types\": " + rows(types) + "}";
  }

  /** Finitely many types, read from a CSV file in the folder of the market file. */
  public static String typesFile(String fileName) {
    return "{\"kind\": \"types\", \"file\": " + quoted(fileName) + "}";
  }

  private static String rows(double[][] matrix) {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < matrix.length; i++) {
      appendVector(out.append(i == 0 ? "" : ", "), matrix[i]);
    }
    return out.append(']').toString();
  }

  private static String vector(double[] values) {
    StringBuilder out = new StringBuilder();
    appendVector(out, values);
    return out.toString();
  }

  static void appendVector(StringBuilder out, double[] values) {
    out.append('[');
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.append(", ");
      }
      Decimals.append(out, values[i]);
    }
    out.append(']');
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    return out.append('"').toString();
  }
}
