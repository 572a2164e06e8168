package io.polaray.finite.search;

import io.polaray.menu.Polarisation;
import io.polaray.menu.Ray;
import java.util.ArrayList;
import java.util.List;

/**
 * One menu of rays for every person; an empty menu leaves the endowment alone.
 *
 * @param menus pairwise polarised rays, one list a person
 */
public record MenuProfile(List<List<Ray>> menus) {
  /** Copies the lists and checks polarisation. */
  public MenuProfile {
    List<List<Ray>> copy = new ArrayList<>();
    for (int a = 0; a < menus.size(); a++) {
      List<Ray> rays = List.copyOf(menus.get(a));
      if (!Polarisation.holds(rays)) {
        throw new IllegalArgumentException(
            "menus[" + a + "] has rays that are not polarised: " + rays);
      }
      copy.add(rays);
    }
    menus = List.copyOf(copy);
  }

  /** Everybody keeps the endowment. */
  public static MenuProfile empty(int people) {
    List<List<Ray>> menus = new ArrayList<>();
    for (int a = 0; a < people; a++) {
      menus.add(List.of());
    }
    return new MenuProfile(menus);
  }

  static double[][] directions(List<Ray> rays) {
    double[][] directions = new double[rays.size()][];
    for (int k = 0; k < directions.length; k++) {
      directions[k] = rays.get(k).direction().toArray();
    }
    return directions;
  }
}
