package io.polaray.app.generate;

import java.util.Arrays;

/** How the status quo sigma is drawn: whole numbers, ten a task on average. */
enum LoadModel {
  /** Uniform on 5, 6, ..., 15, all independent. */
  EVEN {
    @Override
    void fill(Stream own, double[] load) {
      for (int i = 0; i < load.length; i++) {
        load[i] = LEAST + own.below(SPREAD);
      }
    }
  },
  /**
   * One main task with 80 to 95 percent of the agent's {@code 10 I} units, the others share the
   * rest one unit at a time, so that some have none.
   */
  CONCENTRATED {
    @Override
    void fill(Stream own, double[] load) {
      int total = MEAN * load.length;
      int main = own.below(load.length);
      int kept = (int) (total * own.uniform(0.8, 0.95));
      Arrays.fill(load, 0);
      load[main] = kept;
      for (int unit = kept; unit < total; unit++) {
        int other = own.below(load.length - 1);
        load[other < main ? other : other + 1]++;
      }
    }
  };

  private static final int LEAST = 5;
  private static final int SPREAD = 11;
  private static final int MEAN = 10;

  abstract void fill(Stream own, double[] load);
}
