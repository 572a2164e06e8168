package io.polaray.support.frontier;

/**
 * Upper bounds on {@code f(x) = sup p h_p(x)} over acceptance probabilities p in a band within [0,
 * 1/2]: what a ray with {@code kappa >= -x} can be worth when it is accepted with such a
 * probability.
 *
 * <p>The bound is the one of the sublinear extension, {@code max_j sup_k min(last, P(sum x_i c_i >=
 * k c_j)) (k w_j - sum w_i x_i)}, sums over i != j, k of either sign; {@code
 * docs/frontier-bounds.md} has the proofs.
 */
final class BundleValue {
  /*
   * One target: P falls in k and log P is concave in beta = log k for k > 0. Between two points P
   * is below its value at the left one and below the chords of the two points on either side. A
   * log-linear function times k w_j - s2 is largest at an end or at one stationary point. The
   * interval with the largest bound is divided. For k < 0 chords bound P from above. A target whose
   * cost may be 0 is accepted at any k; from some k on P k is constant if it is uniform.
   */
  private static final int MAX_POINTS = 48;
  private static final int NONPOSITIVE_POINTS = 12;
  private static final int PIECES = 8;
  private static final double FIRST_POSITIVE = 1e-3;

  /** How far beyond the last point a ray is taken that shows what endless take-ons are worth. */
  private static final double FAR = 1e6;

  private final ScaledBox box;
  private final TargetProbability probability;
  private final LogLinearWorth piece = new LogLinearWorth();
  private final double[] k = new double[MAX_POINTS + 2];
  private final double[] beta = new double[MAX_POINTS + 2];
  private final double[] high = new double[MAX_POINTS + 2];
  private final double[] low = new double[MAX_POINTS + 2];
  private final double[] logHigh = new double[MAX_POINTS + 2];
  private final double[] logLow = new double[MAX_POINTS + 2];
  private final double[] cellBound = new double[MAX_POINTS + 2];
  private final double[] cellSplit = new double[MAX_POINTS + 2];
  private final double tolerance;
  private int points;
  private double slope;
  private double shift;
  private double bandLow;
  private double bandHigh;
  private double startChance;
  private boolean takesOn;
  private double bestValue;
  private double bestRate;
  private int bestTarget;
  private long evaluations;

  /** A solver whose bounds are within a relative tolerance of the values found. */
  BundleValue(ScaledBox box, double relativeTolerance) {
    this.box = box;
    this.tolerance = relativeTolerance;
    probability = new TargetProbability(box);
  }

  /** A value that some ray of the extension attains, up to errors of probabilities. */
  double bestValue() {
    return bestValue;
  }

  /** The target of that ray, -1 for none. */
  int bestTarget() {
    return bestTarget;
  }

  /** The k of that ray: its entry at the target. */
  double bestRate() {
    return bestRate;
  }

  /** Probabilities evaluated so far. */
  long evaluations() {
    return evaluations;
  }

  /**
   * The bound for lower bounds -x and p in [first, last], last at most 1/2; values below {@code
   * enough} need not be told apart.
   */
  double upper(double[] x, double first, double last, double enough) {
    return upperWithout(x, first, last, enough, -1);
  }

  /** As {@link #upper}, for rays {@code -x + b e_j} with {@code b >= 0} only: f itself. */
  double upperOfRays(double[] x, double first, double last) {
    takesOn = true;
    double bound = upperWithout(x, first, last, 0, -1);
    takesOn = false;
    return bound;
  }

  /** As {@link #upper}, with one target left out. */
  double upperWithout(double[] x, double first, double last, double enough, int without) {
    bandLow = first;
    bandHigh = last;
    piece.band(first, last);
    bestValue = 0;
    bestTarget = -1;
    double worth = box.worth(x);
    probability.bundle(x);
    double bound = 0;
    int hint = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < box.tasks; j++) {
      if (box.weights[j] > 0 && j != without) {
        double score = score(x, worth, j);
        if (score > most) {
          most = score;
          hint = j;
        }
      }
    }
    for (int n = -1; n < box.tasks; n++) {
      int j = n < 0 ? hint : n;
      if (j < 0 || n == hint || j == without || !(box.weights[j] > 0)) {
        continue;
      }
      double least = takesOn ? -x[j] : Double.NEGATIVE_INFINITY;
      bound = Math.max(bound, target(worth - box.weights[j] * x[j], j, enough, least));
    }
    return bound + box.slack;
  }

  /** A guess of the value of a target from two moments. */
  private double score(double[] x, double worth, int j) {
    double mean = 0;
    double variance = 0;
    for (int i = 0; i < box.tasks; i++) {
      if (i != j) {
        mean += x[i] * box.mean[i];
        double range = x[i] * box.half[i];
        variance += range * range * box.spread[i];
      }
    }
    double ratio = mean / box.mean[j];
    double own = ratio * box.half[j];
    double rate = ratio - Math.sqrt((variance + own * own * box.spread[j]) / 3) / box.mean[j];
    double s2 = worth - box.weights[j] * x[j];
    return Math.max(ratio * box.weights[j] - s2, 1.5 * (rate * box.weights[j] - s2));
  }

  private double target(double sum, int j, double enough, double least) {
    slope = box.weights[j];
    shift = sum;
    piece.worth(slope, shift);
    probability.target(j);
    double start = probability.median();
    double end = probability.last();
    double far = probability.far();
    if (!(slope * end > shift)) {
      return 0;
    }
    startChance = 0.5;
    double left = Math.min(bandHigh, 0.5) * Math.max(0, start * slope - shift);
    if (least >= end) {
      return 0;
    }
    if (least > start) {
      start = least;
      startChance = Math.min(1, at(start) + probability.error());
      left = 0;
    }
    if (start > 0) {
      return Math.max(left, positive(j, start, far, enough));
    }
    // Rates that are not positive: P <= 1/2 from the median on.
    double zero = at(0);
    record(j, 0, zero - probability.error());
    double top = Math.min(1, zero + probability.error());
    double bound = nonpositive(j, start, Math.min(top, startChance), enough);
    if (end > 0 && top > 0) {
      double first = far * FIRST_POSITIVE;
      bound = Math.max(bound, Math.min(bandHigh, top) * Math.max(0, first * slope - shift));
      bound = Math.max(bound, positive(j, first, far, enough));
    }
    return Math.max(left, bound);
  }

  private double at(double rate) {
    evaluations++;
    return probability.at(rate);
  }

  private void record(int j, double rate, double chance) {
    double value = Math.min(bandHigh, chance) * (rate * slope - shift);
    if (chance >= bandLow && value > bestValue) {
      bestValue = value;
      bestTarget = j;
      bestRate = rate;
    }
  }

  /**
   * Bound over rates from the median to 0. With r = -k the probability of refusing is log-concave
   * in log r: its chords bound P from above, and on short pieces monotonicity does.
   */
  private double nonpositive(int j, double start, double chanceAtZero, double enough) {
    double from = Math.max(start, shift / slope);
    double cap = Math.min(bandHigh, startChance);
    if (!(from < 0)) {
      return cap * Math.max(0, -shift);
    }
    double coarse = cap * -shift;
    if (coarse <= Math.max(enough, bestValue * (1 + tolerance)) || chanceAtZero >= cap) {
      return coarse;
    }
    double bound = 0;
    double nextRate = -from;
    double nextRefusal = 1 - startChance;
    for (int n = 1; n <= NONPOSITIVE_POINTS; n++) {
      double rate = -from * (NONPOSITIVE_POINTS - n) / NONPOSITIVE_POINTS;
      double chance = at(-rate);
      record(j, -rate, chance - probability.error());
      double refusal = Math.max(0, 1 - chance - probability.error());
      bound = Math.max(bound, chord(rate, refusal, nextRate, nextRefusal));
      nextRate = rate;
      nextRefusal = refusal;
    }
    return bound;
  }

  /** Bound over r in [a, b] from lower bounds on the probabilities of refusing at the ends. */
  private double chord(double a, double refusalA, double b, double refusalB) {
    double bound = 0;
    double left = a;
    for (int n = 1; n <= PIECES; n++) {
      double right = n == PIECES ? b : a + (b - a) * n / PIECES;
      double refusal = refusalB;
      if (a > 0 && refusalA > 0 && refusalB > 0 && n < PIECES) {
        double share = StrictMath.log(right / a) / StrictMath.log(b / a);
        refusal =
            StrictMath.exp(
                (1 - share) * StrictMath.log(refusalA) + share * StrictMath.log(refusalB));
        refusal *= 1 - 1e-12;
      }
      if (1 - refusal >= bandLow) {
        bound = Math.max(bound, Math.min(bandHigh, 1 - refusal) * (-left * slope - shift));
      }
      left = right;
    }
    return bound;
  }

  /**
   * Bound over rates from {@code start > 0} on; at {@code end} P is 0 or k P the same from then.
   */
  private double positive(int j, double start, double end, double enough) {
    points = 0;
    evaluate(j, start);
    double step = probability.deviation(start) / box.mean[j];
    double second = start + 0.4 * step < end ? start + 0.4 * step : start + 0.25 * (end - start);
    double third = start + step < end ? start + step : start + 0.6 * (end - start);
    double endless = 0;
    if (probability.isEndless()) {
      double from = Math.max(start, end);
      endless = probability.isFlat() ? endless(j, from) : falling(j, from);
    } else {
      add(end, 0, 0);
    }
    for (int cell = 0; cell + 1 < points; cell++) {
      refresh(cell);
    }
    while (true) {
      int worst = -1;
      double bound = endless;
      for (int cell = 0; cell + 1 < points; cell++) {
        if (cellBound[cell] > bound) {
          bound = cellBound[cell];
          worst = cell;
        }
      }
      double threshold = Math.max(enough, bestValue * (1 + tolerance));
      if (worst < 0 || bound <= threshold || points >= MAX_POINTS) {
        return bound;
      }
      double width = beta[worst + 1] - beta[worst];
      if (width < 1e-7) {
        return bound;
      }
      double split =
          points <= 3
              ? StrictMath.log(points == 2 ? second : third)
              : Math.max(
                  beta[worst] + 0.15 * width,
                  Math.min(beta[worst + 1] - 0.15 * width, cellSplit[worst]));
      for (int cell = points - 1; cell > worst; cell--) {
        cellBound[cell] = cellBound[cell - 1];
        cellSplit[cell] = cellSplit[cell - 1];
      }
      evaluate(j, StrictMath.exp(split));
      // The chords of the two intervals on either side have changed.
      for (int cell = Math.max(0, worst - 1); cell <= Math.min(points - 2, worst + 2); cell++) {
        refresh(cell);
      }
    }
  }

  /** Bound over rates from a point on from which k P is constant. */
  private double endless(int j, double from) {
    if (from > k[points - 1]) {
      evaluate(j, from);
    }
    double chance = high[points - 1];
    double mass = k[points - 1] * chance;
    double value = at(FAR * from);
    record(j, FAR * from, value - probability.error());
    return piece.endless(mass, chance);
  }

  /**
   * Bound over rates from a point on, beyond which log P lies below the chord of the two points
   * before; infinite if that does not fall fast enough.
   */
  private double falling(int j, double from) {
    evaluate(j, from * 0.5 > k[points - 1] ? 0.5 * from : 1.5 * from);
    evaluate(j, 2 * from);
    int n = points - 1;
    double fall = (logHigh[n] - logLow[n - 1]) / (beta[n] - beta[n - 1]);
    return high[n] > 0 ? piece.beyond(beta[n], logHigh[n], fall) : 0;
  }

  private void refresh(int cell) {
    cellBound[cell] = cell(cell);
    cellSplit[cell] = piece.where();
  }

  private void evaluate(int j, double rate) {
    double value = at(rate);
    double error = probability.error();
    add(rate, Math.min(1, value + error), Math.max(0, value - error));
    record(j, rate, value - error);
  }

  private void add(double rate, double chanceHigh, double chanceLow) {
    int n = points;
    while (n > 0 && k[n - 1] > rate) {
      k[n] = k[n - 1];
      beta[n] = beta[n - 1];
      high[n] = high[n - 1];
      low[n] = low[n - 1];
      logHigh[n] = logHigh[n - 1];
      logLow[n] = logLow[n - 1];
      n--;
    }
    k[n] = rate;
    beta[n] = StrictMath.log(rate);
    high[n] = chanceHigh;
    low[n] = chanceLow;
    logHigh[n] = StrictMath.log(chanceHigh);
    logLow[n] = StrictMath.log(chanceLow);
    points++;
  }

  /** Bound on the interval from point {@code n} to the next; sets the place to divide it. */
  private double cell(int n) {
    piece.place(0.5 * (beta[n] + beta[n + 1]));
    if (high[n] < bandLow || !(k[n + 1] * slope > shift) || !(high[n] > 0)) {
      return 0;
    }
    double leftSlope = 0;
    if (n > 0 && low[n - 1] > 0) {
      leftSlope = Math.min(0, (logHigh[n] - logLow[n - 1]) / (beta[n] - beta[n - 1]));
    }
    double rightSlope = 0;
    boolean right = n + 2 < points && low[n + 1] > 0 && high[n + 2] > 0;
    if (right) {
      // Steeper means larger to the left: the chord's slope from below.
      rightSlope = (logLow[n + 2] - logHigh[n + 1]) / (beta[n + 2] - beta[n + 1]);
      right = rightSlope < 0 && rightSlope > Double.NEGATIVE_INFINITY;
    } else if (n + 2 == points && probability.isEndless()) {
      rightSlope = probability.leastSlope();
      right = true;
    }
    double crossing = beta[n + 1];
    if (right) {
      double atEnd = logHigh[n] + leftSlope * (beta[n + 1] - beta[n]) - logHigh[n + 1];
      crossing = leftSlope > rightSlope ? beta[n + 1] - atEnd / (leftSlope - rightSlope) : beta[n];
      crossing = Math.max(beta[n], Math.min(beta[n + 1], crossing));
    }
    double bound = piece.most(beta[n], crossing, beta[n], logHigh[n], leftSlope);
    if (crossing < beta[n + 1]) {
      double place = piece.where();
      double other = piece.most(crossing, beta[n + 1], beta[n + 1], logHigh[n + 1], rightSlope);
      if (other > bound) {
        bound = other;
      } else {
        piece.place(place);
      }
    }
    return bound;
  }
}
