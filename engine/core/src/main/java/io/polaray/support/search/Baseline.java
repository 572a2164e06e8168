package io.polaray.support.search;

import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;

/** What a search must not fall below: the status quo, the remedial menu, and the columns known. */
final class Baseline {
  private Baseline() {}

  /** Whether some ray might have {@code w . kappa > 0}. */
  static boolean raysCanPay(Vector endowment, Vector weights) {
    boolean wanted = false;
    boolean owned = false;
    for (int i = 0; i < weights.size(); i++) {
      wanted |= weights.get(i) > 0;
      owned |= endowment.get(i) > 0;
    }
    return wanted && owned;
  }

  /** The best of them at the weights; the selection of pool columns is chosen afresh. */
  static MenuColumn best(Vector endowment, Vector weights, List<MenuColumn> pool) {
    MenuColumn best = MenuColumn.statusQuo(endowment);
    MenuColumn remedial = MenuColumn.remedial(endowment, weights);
    if (remedial.value(weights) > best.value(weights)) {
      best = remedial;
    }
    for (MenuColumn column : pool) {
      MenuColumn chosen = reselect(endowment, weights, column);
      if (chosen.value(weights) > best.value(weights)) {
        best = chosen;
      }
    }
    return best;
  }

  /** The same rays with the selection that is best at the weights. */
  static MenuColumn reselect(Vector endowment, Vector weights, MenuColumn column) {
    if (!(column.menu() instanceof Menu.Rays)) {
      return column;
    }
    List<Ray> rays = new ArrayList<>();
    double[] probabilities = new double[column.choices().size()];
    for (RayChoice choice : column.choices()) {
      probabilities[rays.size()] = choice.probability();
      rays.add(choice.ray());
    }
    return MenuColumn.rays(endowment, rays, probabilities, weights);
  }
}
