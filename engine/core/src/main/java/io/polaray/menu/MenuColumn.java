package io.polaray.menu;

import io.polaray.numeric.Vector;
import java.util.List;

/**
 * A menu together with a selection, and the expected assignment the two induce: a point of the
 * OSP-feasible set F_j (paper, section 4.1) and a column of the restricted master problem.
 *
 * <p>The assignment does not depend on the weights: {@code x = eta + sum of P_k kappa^k over the
 * taken rays}, so a stored column is re-scored for new weights by one dot product.
 *
 * @param menu the menu
 * @param choices one entry for each ray of a menu of rays, in its order, otherwise empty
 * @param assignment x, nonnegative up to rounding
 */
public record MenuColumn(Menu menu, List<RayChoice> choices, Vector assignment) {
  /** Copies the list. */
  public MenuColumn {
    choices = List.copyOf(choices);
  }

  /** The endowment itself. */
  public static MenuColumn statusQuo(Vector endowment) {
    return new MenuColumn(new Menu.StatusQuo(), List.of(), endowment);
  }

  /**
   * The remedial menu with the best selection at the given weights: keep task i iff w(i) &gt; 0.
   */
  public static MenuColumn remedial(Vector endowment, Vector weights) {
    double[] assignment = endowment.toArray();
    for (int i = 0; i < assignment.length; i++) {
      if (weights.get(i) <= 0) {
        assignment[i] = 0;
      }
    }
    return new MenuColumn(new Menu.Remedial(), List.of(), Vector.of(assignment));
  }

  /**
   * A menu of rays with the given choice probabilities; a ray is taken iff {@code w . kappa > 0}.
   *
   * @param probabilities one for each ray
   */
  public static MenuColumn rays(
      Vector endowment, List<Ray> rays, double[] probabilities, Vector weights) {
    double[] assignment = endowment.toArray();
    java.util.ArrayList<RayChoice> choices = new java.util.ArrayList<>();
    for (int k = 0; k < rays.size(); k++) {
      Vector direction = rays.get(k).direction();
      boolean taken = weights.dot(direction) > 0;
      choices.add(new RayChoice(rays.get(k), probabilities[k], taken));
      if (taken) {
        for (int i = 0; i < assignment.length; i++) {
          assignment[i] += probabilities[k] * direction.get(i);
        }
      }
    }
    for (int i = 0; i < assignment.length; i++) {
      assignment[i] = Math.max(0, assignment[i]);
    }
    return new MenuColumn(new Menu.Rays(rays), choices, Vector.of(assignment));
  }

  /** {@code w . x}, the value of the column at weights w. */
  public double value(Vector weights) {
    return weights.dot(assignment);
  }
}
