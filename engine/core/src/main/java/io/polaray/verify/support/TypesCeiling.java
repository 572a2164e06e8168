package io.polaray.verify.support;

import java.util.Arrays;

/**
 * Bounds for finitely many types: those on the boundary within rounding count for either side. Not
 * safe for several threads: instances hold scratch space.
 */
public final class TypesCeiling implements AcceptanceCeiling {
  private static final double ROUNDING = 0x1p-46;
  private static final int CLASSES = 50;

  private final double[][] types;
  private final double[] shares;
  private final double[] dearest = new double[CLASSES];
  private final double[] takers = new double[CLASSES];

  private TypesCeiling(double[][] types, double[] shares) {
    this.types = types;
    this.shares = shares;
  }

  /**
   * Bounds for a finite distribution.
   *
   * @param types one row a type, up to 16 tasks
   * @param shares their probabilities, each known to a relative 1e-15
   */
  public static TypesCeiling of(double[][] types, double[] shares) {
    double[][] rows = new double[types.length][];
    for (int m = 0; m < rows.length; m++) {
      rows[m] = types[m].clone();
    }
    return new TypesCeiling(rows, shares.clone());
  }

  @Override
  public double ceiling(double[] kappa) {
    return Math.min(1, count(kappa, 1) * (1 + 1e-12));
  }

  @Override
  public double floor(double[] kappa) {
    return count(kappa, -1) * (1 - 1e-12);
  }

  /** The least cost; 0 where some type does the task for nothing. */
  @Override
  public double levelCost(int task) {
    return Arrays.stream(types).mapToDouble(type -> type[task]).min().orElse(0);
  }

  @Override
  public boolean isCounted() {
    return true;
  }

  /**
   * The posted-price bound. Let {@code u_m} be the largest {@code w . kappa} among the rays of the
   * cell that type m accepts. A ray with {@code w . kappa = t} is accepted only by types with
   * {@code u_m >= t}, so the gain is at most {@code max_t t P(u_m >= t)}, a maximum over the {@code
   * u_m}. Types are put into classes by {@code u_m}, and all of a class count at its largest.
   */
  @Override
  public double gainCeiling(RayCell cell, double[] weights) {
    double least = 0;
    double size = 0;
    for (int i = 0; i < weights.length; i++) {
      least += weights[i] * (cell.sheds(i) ? -cell.high[i] : cell.low[i]);
      size += Math.abs(weights[i]) * cell.high[i];
    }
    least += ROUNDING * size;
    Arrays.fill(dearest, 0);
    Arrays.fill(takers, 0);
    double from = Math.max(0, least);
    double width = Math.max(cell.worth - from, ROUNDING * size) / CLASSES;
    for (int m = 0; m < types.length; m++) {
      double worth = mostAccepted(cell, weights, types[m], least);
      if (worth > 0) {
        int place = (int) Math.min(CLASSES - 1, Math.max(0, (worth - from) / width));
        dearest[place] = Math.max(dearest[place], worth);
        takers[place] += shares[m];
      }
    }
    double accepted = 0;
    double most = 0;
    for (int place = CLASSES - 1; place >= 0; place--) {
      accepted += takers[place];
      most = Math.max(most, dearest[place] * Math.min(1, accepted * (1 + 1e-12)));
    }
    return most * (1 + ROUNDING);
  }

  /**
   * The largest {@code w . kappa} over the rays of a cell that a type accepts, 0 if it accepts none
   * that pays. From the corner that the type likes best, entries with {@code w_i > 0} are raised,
   * those with the largest {@code w_i / c_i} first, until the type is indifferent.
   */
  private static double mostAccepted(
      RayCell cell, double[] weights, double[] type, double atKindest) {
    double room = 0;
    double size = 0;
    for (int i = 0; i < type.length; i++) {
      double term = type[i] * (cell.sheds(i) ? cell.high[i] : -cell.low[i]);
      room += term;
      size += Math.abs(term);
    }
    room += ROUNDING * size;
    if (room < 0) {
      return 0;
    }
    double worth = atKindest;
    int raised = 0;
    while (true) {
      int best = -1;
      for (int i = 0; i < type.length; i++) {
        if ((raised >> i & 1) == 0
            && weights[i] > 0
            && (best < 0 || weights[i] * type[best] > weights[best] * type[i])) {
          best = i;
        }
      }
      if (best < 0) {
        return worth;
      }
      double step = cell.high[best] - cell.low[best];
      if (type[best] * step > room) {
        return worth + weights[best] * (room / type[best]);
      }
      room -= type[best] * step;
      worth += weights[best] * step;
      raised |= 1 << best;
    }
  }

  private double count(double[] kappa, int side) {
    double sum = 0;
    for (int m = 0; m < types.length; m++) {
      double[] type = types[m];
      double burden = 0;
      double size = 0;
      for (int i = 0; i < kappa.length; i++) {
        double term = type[i] * kappa[i];
        burden += term;
        size += Math.abs(term);
      }
      if (burden <= side * ROUNDING * size) {
        sum += shares[m];
      }
    }
    return sum;
  }
}
