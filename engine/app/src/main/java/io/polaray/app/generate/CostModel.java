package io.polaray.app.generate;

import io.polaray.app.generate.Stream.Purpose;

/** How social costs pi are drawn; a task's common level is drawn once, from [1, 2]. */
sealed interface CostModel {
  /**
   * Fills in the costs of one agent.
   *
   * @param own the agent's stream
   * @param cost one entry a task
   */
  void fill(int agent, Stream own, double[] cost);

  private static double[] levels(long seed, int tasks) {
    Stream stream = Stream.of(seed, Purpose.COST, Stream.MARKET);
    double[] levels = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      levels[i] = stream.uniform(1, 2);
    }
    return levels;
  }

  /** {@code level(i) + U[-0.5, 0.5]}, all independent. */
  record Independent(Levels level) implements CostModel {
    Independent(long seed, int tasks) {
      this(new Levels(levels(seed, tasks)));
    }

    @Override
    public void fill(int agent, Stream own, double[] cost) {
      for (int i = 0; i < cost.length; i++) {
        cost[i] = level.of(i) + own.uniform(-0.5, 0.5);
      }
    }
  }

  /**
   * One speciality an agent, the same for every I-th: {@code level(i) + ability_j + U[-0.1, 0.1]}
   * with ability in [-0.2, 0.2], less 0.6 on the speciality.
   */
  record Specialist(Levels level) implements CostModel {
    private static final double ADVANTAGE = 0.6;

    Specialist(long seed, int tasks) {
      this(new Levels(levels(seed, tasks)));
    }

    @Override
    public void fill(int agent, Stream own, double[] cost) {
      double ability = own.uniform(-0.2, 0.2);
      int speciality = agent % cost.length;
      for (int i = 0; i < cost.length; i++) {
        double advantage = i == speciality ? ADVANTAGE : 0;
        cost[i] = level.of(i) + ability + own.uniform(-0.1, 0.1) - advantage;
      }
    }
  }

  /**
   * One ranking of agents and one of tasks: {@code level(i) * q_j * (1 + U[-0.02, 0.02])} with q in
   * [0.5, 1.5].
   */
  record CommonRanking(Levels level) implements CostModel {
    CommonRanking(long seed, int tasks) {
      this(new Levels(levels(seed, tasks)));
    }

    @Override
    public void fill(int agent, Stream own, double[] cost) {
      double quality = own.uniform(0.5, 1.5);
      for (int i = 0; i < cost.length; i++) {
        cost[i] = level.of(i) * quality * (1 + own.uniform(-0.02, 0.02));
      }
    }
  }

  /**
   * Groups of agents that are almost alike: the centre of the group, {@code level(i) + U[-0.5,
   * 0.5]}, plus U[-0.02, 0.02]; agent j belongs to group j modulo the number of groups.
   */
  record Clustered(long seed, Levels level) implements CostModel {
    /** The number of groups, when there are as many agents. */
    static final int GROUPS = 8;

    Clustered(long seed, int tasks) {
      this(seed, new Levels(levels(seed, tasks)));
    }

    @Override
    public void fill(int agent, Stream own, double[] cost) {
      Stream group = Stream.of(seed, Purpose.COST, -2L - agent % GROUPS);
      for (int i = 0; i < cost.length; i++) {
        cost[i] = level.of(i) + group.uniform(-0.5, 0.5) + own.uniform(-0.02, 0.02);
      }
    }
  }
}
