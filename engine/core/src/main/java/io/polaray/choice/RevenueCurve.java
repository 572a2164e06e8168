package io.polaray.choice;

import io.polaray.preference.FinitePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether the types of an agent are regular for one price: the side that sheds one of two tasks and
 * takes on r units of the other for each (paper, Remark 1).
 *
 * <p>With P(r) the share of types that accept, selling a share q of the units at the largest rate
 * that so many accept brings in R(q) = q r(q) units of the other task. Regular means that R is
 * concave, which for a density f = -P' is that the virtual rate r - P(r) / f(r) increases. Then the
 * best price solves r - P(r) / f(r) = w(shed) / w(taken) and moves continuously with the weights.
 * Where R lies below its concave hull, a lottery of the two prices at the ends of the piece beats
 * every single price between them.
 *
 * @param shed the task given away, 0 or 1
 * @param hullGap the largest distance of R below its concave hull, relative to the largest R
 * @param fromRate where the piece of the hull over that place begins
 * @param toRate where it ends
 * @param exact false if P comes from a sample, on which irregularity proves nothing
 */
public record RevenueCurve(
    int shed, double hullGap, double fromRate, double toRate, boolean exact) {
  /** Relative to the largest revenue: gaps below it are rounding. */
  public static final double GAP_RELATIVE_TOLERANCE = 1e-7;

  private static final int RATES = 1024;
  private static final double TAIL = 1e-9;
  private static final int MAX_DOUBLINGS = 200;

  /** Whether the curve is concave as far as it was looked at. */
  public boolean regular() {
    return hullGap <= GAP_RELATIVE_TOLERANCE;
  }

  /**
   * Examines one side of an agent with two tasks. Finite preferences are looked at type by type,
   * others at 1024 rates from the one that nearly all accept to the one that nearly nobody does.
   *
   * @param measure of the preferences
   * @param shed 0 or 1
   */
  public static RevenueCurve of(PreferenceDistribution preferences, TypeMeasure measure, int shed) {
    if (preferences.tasks() != 2 || shed < 0 || shed > 1) {
      throw new IllegalArgumentException(
          "there are "
              + preferences.tasks()
              + " tasks and shed is "
              + shed
              + "; there must be two tasks and shed must be 0 or 1");
    }
    boolean exact = measure.kind() == TypeMeasure.Kind.EXACT;
    List<Point> points =
        preferences instanceof FinitePreferences finite
            ? counted(finite.types(), shed)
            : evaluated(measure, shed);
    return gap(points, shed, exact);
  }

  /** A rate, the share of types that accept it, and the product. */
  private record Point(double rate, double share, double revenue) {}

  private static List<Point> counted(TypeSample sample, int shed) {
    List<Integer> order = new ArrayList<>();
    double[] ratio = new double[sample.types()];
    for (int m = 0; m < ratio.length; m++) {
      ratio[m] = sample.cost(m, shed) / sample.cost(m, 1 - shed);
      order.add(m);
    }
    order.sort(Comparator.comparingDouble(m -> -ratio[m]));
    List<Point> points = new ArrayList<>();
    points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
    double share = 0;
    for (int k = 0; k < order.size(); k++) {
      share += sample.weight(order.get(k));
      double rate = ratio[order.get(k)];
      if (k + 1 == order.size() || ratio[order.get(k + 1)] < rate) {
        points.add(new Point(rate, share, share * rate));
      }
    }
    return points;
  }

  private static List<Point> evaluated(TypeMeasure measure, int shed) {
    double low = 1;
    for (int k = 0; k < MAX_DOUBLINGS && accept(measure, shed, low) < 1 - TAIL; k++) {
      low /= 2;
    }
    double high = 1;
    for (int k = 0; k < MAX_DOUBLINGS && accept(measure, shed, high) > TAIL; k++) {
      high *= 2;
    }
    low = end(measure, shed, low, high, 1 - TAIL);
    high = end(measure, shed, low, high, TAIL);
    List<Point> points = new ArrayList<>();
    points.add(new Point(high, 0, 0));
    double step = StrictMath.log(high / low) / RATES;
    for (int k = RATES - 1; k >= 0; k--) {
      double rate = low * StrictMath.exp(k * step);
      double share = accept(measure, shed, rate);
      if (share > points.get(points.size() - 1).share() + TAIL) {
        points.add(new Point(rate, share, share * rate));
      }
    }
    return points;
  }

  /** The rate at which the share of those who accept falls below a value, by bisection. */
  private static double end(TypeMeasure measure, int shed, double from, double to, double share) {
    double low = from;
    double high = to;
    for (int k = 0; k < 60; k++) {
      double middle = 0.5 * (low + high);
      if (accept(measure, shed, middle) >= share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double accept(TypeMeasure measure, int shed, double rate) {
    double[] kappa = new double[2];
    kappa[shed] = -1;
    kappa[1 - shed] = rate;
    return measure.acceptanceProbability(kappa);
  }

  private static RevenueCurve gap(List<Point> points, int shed, boolean exact) {
    List<Point> hull = new ArrayList<>();
    double most = 0;
    for (Point point : points) {
      while (hull.size() > 1 && !above(hull, point)) {
        hull.remove(hull.size() - 1);
      }
      hull.add(point);
      most = Math.max(most, point.revenue());
    }
    double gap = 0;
    Point from = points.get(0);
    Point to = points.get(0);
    int piece = 0;
    for (Point point : points) {
      while (piece + 2 < hull.size() && hull.get(piece + 1).share() <= point.share()) {
        piece++;
      }
      if (hull.size() < 2) {
        break;
      }
      Point left = hull.get(piece);
      Point right = hull.get(piece + 1);
      double at = (point.share() - left.share()) / (right.share() - left.share());
      double height = left.revenue() + at * (right.revenue() - left.revenue());
      double distance = (height - point.revenue()) / Math.max(most, Double.MIN_NORMAL);
      if (distance > gap) {
        gap = distance;
        from = right;
        to = left;
      }
    }
    return new RevenueCurve(shed, gap, from.rate(), to.rate(), exact);
  }

  /** Whether the last point of the hull lies above the line from the one before to the point. */
  private static boolean above(List<Point> hull, Point point) {
    Point last = hull.get(hull.size() - 1);
    Point before = hull.get(hull.size() - 2);
    return (last.revenue() - before.revenue()) * (point.share() - before.share())
        > (point.revenue() - before.revenue()) * (last.share() - before.share());
  }
}
