package io.polaray.app.generate;

import io.polaray.app.generate.Stream.Purpose;
import io.polaray.app.marketfile.Decimals;
import io.polaray.app.marketfile.PreferenceText;
import java.util.Arrays;

/** How the distributions of private costs are drawn. */
sealed interface TasteModel {
  /** Whether agents have preferences of their own. */
  default boolean isPersonal() {
    return false;
  }

  /** The {@code preferences} object of the market, or of one agent. */
  String text(long agent);

  /** Draws one type of the market, or of one agent. */
  void draw(long agent, Stream stream, double[] type);

  /** Independent uniforms on [1, 2] for everyone. */
  record UnitBox(int tasks) implements TasteModel {
    @Override
    public String text(long agent) {
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      Arrays.fill(lower, 1);
      Arrays.fill(upper, 2);
      return PreferenceText.uniform(lower, upper);
    }

    @Override
    public void draw(long agent, Stream stream, double[] type) {
      for (int i = 0; i < tasks; i++) {
        type[i] = stream.uniform(1, 2);
      }
    }
  }

  /**
   * A uniform on a box of each agent's own: centres c in [0.5, 1.5], and bounds {@code c / r} and
   * {@code c r} with {@code r^2} drawn from [leastRatio, mostRatio].
   */
  record Boxes(long seed, int tasks, double leastRatio, double mostRatio) implements TasteModel {
    @Override
    public boolean isPersonal() {
      return true;
    }

    @Override
    public String text(long agent) {
      double[][] bounds = bounds(agent);
      return PreferenceText.uniform(bounds[0], bounds[1]);
    }

    @Override
    public void draw(long agent, Stream stream, double[] type) {
      double[][] bounds = bounds(agent);
      for (int i = 0; i < tasks; i++) {
        type[i] = stream.uniform(bounds[0][i], bounds[1][i]);
      }
    }

    private double[][] bounds(long agent) {
      Stream own = Stream.of(seed, Purpose.TASTE, agent);
      double[][] bounds = new double[2][tasks];
      for (int i = 0; i < tasks; i++) {
        double centre = own.uniform(0.5, 1.5);
        double half = StrictMath.sqrt(own.uniform(leastRatio, mostRatio));
        bounds[0][i] = Decimals.round(centre / half);
        bounds[1][i] = Decimals.round(centre * half);
      }
      return bounds;
    }
  }

  /**
   * A lognormal with two common factors for everyone, truncated to [0.25, 4] in every task: the log
   * of a cost is {@code a_i f + b_i g + 0.25 e_i}, f, g and e standard normal, a and b in [-0.5,
   * 0.5].
   */
  record Correlated(long seed, int tasks) implements TasteModel {
    private static final double LOWER = 0.25;
    private static final double UPPER = 4;
    private static final double OWN = 0.25;

    @Override
    public String text(long agent) {
      double[][] loading = loadings();
      double[][] covariance = new double[tasks][tasks];
      for (int i = 0; i < tasks; i++) {
        for (int k = 0; k < tasks; k++) {
          covariance[i][k] = loading[0][i] * loading[0][k] + loading[1][i] * loading[1][k];
        }
        covariance[i][i] += OWN * OWN;
      }
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      Arrays.fill(lower, LOWER);
      Arrays.fill(upper, UPPER);
      return PreferenceText.lognormal(new double[tasks], covariance, lower, upper);
    }

    @Override
    public void draw(long agent, Stream stream, double[] type) {
      double[][] loading = loadings();
      boolean inside;
      do {
        double first = stream.normal();
        double second = stream.normal();
        inside = true;
        for (int i = 0; i < tasks; i++) {
          double log = loading[0][i] * first + loading[1][i] * second + OWN * stream.normal();
          type[i] = StrictMath.exp(log);
          inside &= type[i] >= LOWER && type[i] <= UPPER;
        }
      } while (!inside);
    }

    private double[][] loadings() {
      Stream stream = Stream.of(seed, Purpose.TASTE, Stream.MARKET);
      double[][] loadings = new double[2][tasks];
      for (int i = 0; i < tasks; i++) {
        loadings[0][i] = stream.uniform(-0.5, 0.5);
        loadings[1][i] = stream.uniform(-0.5, 0.5);
      }
      return loadings;
    }
  }
}
