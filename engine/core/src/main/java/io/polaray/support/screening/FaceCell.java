package io.polaray.support.screening;

/**
 * A box in a face of a box of uniform costs. With {@code U(c) = c . x(c)} the face enters {@code
 * E[w . x(c)]} with {@code w_face mass} times the mean of U over it.
 */
final class FaceCell {
  /** The task whose cost is fixed on the face. */
  final int face;

  /** Density times area; negative on a face where the cost is lowest. */
  final double mass;

  /** Lower ends, one a task; shared by nobody. */
  final double[] low;

  /** Upper ends. */
  final double[] high;

  FaceCell(int face, double mass, double[] low, double[] high) {
    this.face = face;
    this.mass = mass;
    this.low = low;
    this.high = high;
  }

  /** The middle of an interval of doubles, rounded to nearest. */
  double middle(int task) {
    return 0.5 * (low[task] + high[task]);
  }

  /** One of the two parts on either side of the middle of a task's interval. */
  FaceCell half(int task, boolean upper) {
    double[] newLow = low.clone();
    double[] newHigh = high.clone();
    double cut = middle(task);
    double share;
    if (upper) {
      newLow[task] = cut;
      share = (high[task] - cut) / (high[task] - low[task]);
    } else {
      newHigh[task] = cut;
      share = (cut - low[task]) / (high[task] - low[task]);
    }
    return new FaceCell(face, mass * share, newLow, newHigh);
  }

  /** The centre of the cell. */
  double[] centre() {
    double[] centre = new double[low.length];
    for (int i = 0; i < centre.length; i++) {
      centre[i] = middle(i);
    }
    return centre;
  }

  /** Number of corners. */
  int corners() {
    return 1 << (low.length - 1);
  }

  /** Corner {@code number}: bit after bit, over the tasks but the face's, says which end. */
  double[] corner(int number) {
    double[] corner = new double[low.length];
    int bit = 0;
    for (int i = 0; i < corner.length; i++) {
      boolean upper = i != face && (number >> bit++ & 1) == 1;
      corner[i] = upper ? high[i] : low[i];
    }
    return corner;
  }
}
