package io.polaray.dual.oracle;

import io.polaray.menu.Menu;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import java.util.List;
import java.util.Map;

/**
 * Prices and menus of a solve of a neighbouring market, from which a new solve may start. Menus are
 * fitted to the new endowments and valued afresh; nothing else is taken over, and no bound.
 *
 * @param prices lambda to start from
 * @param menus menus of rays by agent id; ids that the new market does not have are ignored
 */
public record WarmStart(Vector prices, Map<String, List<Menu>> menus) {
  /** Copies the map. */
  public WarmStart {
    menus = Map.copyOf(menus);
  }

  /** The directions of the rays of an agent's menus, one list a menu. */
  List<List<Vector>> directions(String agentId) {
    return menus.getOrDefault(agentId, List.of()).stream()
        .filter(Menu.Rays.class::isInstance)
        .map(Menu.Rays.class::cast)
        .map(menu -> menu.rays().stream().map(Ray::direction).toList())
        .toList();
  }
}
