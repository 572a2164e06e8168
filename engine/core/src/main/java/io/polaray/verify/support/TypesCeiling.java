package io.polaray.verify.support;

/** Bounds for finitely many types: those on the boundary within rounding count for either side. */
public final class TypesCeiling implements AcceptanceCeiling {
  private static final double ROUNDING = 0x1p-46;

  private final double[][] types;
  private final double[] shares;

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

  @Override
  public boolean isLogConcave() {
    return false;
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
