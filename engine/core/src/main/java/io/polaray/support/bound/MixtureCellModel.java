package io.polaray.support.bound;

import io.polaray.preference.MixtureMeasure;
import java.util.Arrays;
import java.util.List;

/**
 * Majorants for a mixture: the weighted sums of those of the components, both in the form of the
 * chord model. The second takes the first of a component that has no chords.
 */
final class MixtureCellModel implements CellModel, RayProbability {
  /*
   * P = sum_g s_g P_g, and what bounds P_g over the cell bounds it for the same deviations e. The
   * plain model p0 (1 + s + k s^2), s = sum g_i e_i, is the quadratic with level p0, slopes p0 g_i
   * and coefficients p0 k g_i^2 and 2 p0 k g_i g_j. Rounding of the sums is far below the slack
   * that GainModel adds for each model.
   */

  private static final double ROUNDING = 1e-15;

  private final int tasks;
  private final double[] shares;
  private final ElasticProbability[] probabilities;
  private final BoxCellModel[] models;
  private final double[] scratch;
  private final double[] kappa;
  private final int chordAt;
  private final int elasticityAt;

  MixtureCellModel(MixtureMeasure measure, List<ElasticProbability> components) {
    tasks = measure.tasks();
    shares = new double[components.size()];
    probabilities = components.toArray(new ElasticProbability[0]);
    models = new BoxCellModel[shares.length];
    for (int g = 0; g < shares.length; g++) {
      shares[g] = measure.share(g);
      models[g] = new BoxCellModel(tasks, probabilities[g]);
    }
    chordAt = BoxCellModel.plainLength(tasks);
    elasticityAt = chordAt + BoxCellModel.chordLength(tasks);
    scratch = new double[elasticityAt + tasks];
    kappa = new double[tasks];
  }

  @Override
  public RayProbability probability() {
    return this;
  }

  @Override
  public double upper(double[] direction) {
    double sum = 0;
    for (int g = 0; g < shares.length; g++) {
      sum += shares[g] * probabilities[g].upper(direction);
    }
    return Math.min(1, sum * (1 + ROUNDING * shares.length));
  }

  @Override
  public double lower(double[] direction) {
    double sum = 0;
    for (int g = 0; g < shares.length; g++) {
      sum += shares[g] * probabilities[g].lower(direction);
    }
    return Math.min(1, sum * (1 - ROUNDING * shares.length));
  }

  @Override
  public int firstLength() {
    return BoxCellModel.chordLength(tasks);
  }

  @Override
  public double first(GainModel gain, double[] c, int from) {
    return gain.chord(c, from);
  }

  @Override
  public double fill(
      double[] c,
      int at,
      double mass,
      RayForest forest,
      int support,
      int steady,
      int chordMask,
      double[] centre,
      double[] out,
      int firstModel,
      int secondModel,
      int elasticities) {
    int length = BoxCellModel.chordLength(tasks);
    Arrays.fill(out, firstModel, firstModel + length, 0);
    Arrays.fill(out, secondModel, secondModel + length, 0);
    Arrays.fill(out, elasticities, elasticities + tasks, 0);
    double total = 0;
    boolean chords = false;
    for (int g = 0; g < shares.length; g++) {
      for (int i = 0; i < tasks; i++) {
        boolean sheds = (support >> i & 1) != 0;
        kappa[i] = sheds ? -c[at + forest.high + i] : c[at + RayForest.LOW + i];
      }
      double largest = probabilities[g].upper(kappa);
      double centreMass =
          shares[g]
              * models[g].fill(
                  c,
                  at,
                  largest,
                  forest,
                  support,
                  steady,
                  chordMask,
                  centre,
                  scratch,
                  0,
                  chordAt,
                  elasticityAt);
      total += centreMass;
      for (int i = 0; i < tasks; i++) {
        out[elasticities + i] += centreMass * scratch[elasticityAt + i];
      }
      addPlain(out, firstModel, shares[g]);
      if (scratch[chordAt] == Double.POSITIVE_INFINITY) {
        addPlain(out, secondModel, shares[g]);
      } else {
        chords = true;
        for (int n = 0; n < length; n++) {
          out[secondModel + n] += shares[g] * scratch[chordAt + n];
        }
      }
    }
    if (!chords) {
      out[secondModel] = Double.POSITIVE_INFINITY;
    }
    for (int i = 0; i < tasks && total > 0; i++) {
      out[elasticities + i] /= total;
    }
    return Math.min(1, total * (1 + ROUNDING * shares.length));
  }

  private void addPlain(double[] out, int to, double share) {
    double level = share * scratch[0];
    double k = scratch[1];
    int products = to + 1 + 2 * tasks;
    out[to] += level;
    for (int i = 0; i < tasks; i++) {
      double g = scratch[2 + i];
      out[to + 1 + i] += level * g;
      out[products + BoxCellModel.pair(i, i)] += level * (k * g * g - scratch[2 + tasks + i]);
      for (int j = 0; j < i; j++) {
        out[products + BoxCellModel.pair(i, j)] += 2 * level * k * g * scratch[2 + j];
      }
    }
  }
}
