package io.polaray.support.search;

import static io.polaray.support.search.MenuLists.BEST_FIRST;

import java.util.ArrayList;
import java.util.List;

/** Random menus, polished: the best of many made for groups of types, and some for nobody. */
final class DrawnMenus {
  private static final double ROUGH_WIDTH = 0.6;
  private static final double FINE_WIDTH = 0.4;
  private static final double SAME = 1e-4;
  private static final long GROUP_STREAM = 0x67726f757073L;

  private final SearchSpace space;
  private final PreparedTypes types;
  private final SearchTeam team;
  private final SearchPlan plan;
  private final int maxRays;

  DrawnMenus(
      SearchSpace space, PreparedTypes types, SearchTeam team, SearchPlan plan, int maxRays) {
    this.space = space;
    this.types = types;
    this.team = team;
    this.plan = plan;
    this.maxRays = maxRays;
  }

  /** Menus of rays that are each made for one group of types. */
  List<WorkingMenu> forGroups(long seed) {
    GroupMenus menus = new GroupMenus(space, types.first(), types.anchors(), seed ^ GROUP_STREAM);
    List<WorkingMenu> drawn = new ArrayList<>();
    for (int n = 0; n < plan.groupDraws(); n++) {
      drawn.add(menus.next(Math.min(4, maxRays)));
    }
    drawn.sort(BEST_FIRST);
    List<WorkingMenu> rough =
        team.map(
            MenuLists.distinct(drawn, plan.groupStarts(), SAME),
            (tools, menu) -> tools.polisher.polish(menu, types.few(), ROUGH_WIDTH, 12, 1e-3, 2));
    rough.sort(BEST_FIRST);
    return team.map(
        MenuLists.distinct(rough, (plan.groupStarts() + 2) / 3, SAME),
        (tools, menu) -> fine(tools.polisher, menu, 30));
  }

  private WorkingMenu fine(Polisher polisher, WorkingMenu menu, int iterations) {
    return polisher.narrowed(
        polisher.polish(menu, types.few(), FINE_WIDTH, iterations, 1e-4, 3), types);
  }

  /** Menus with random owners, at most twenty. */
  List<WorkingMenu> atRandom(long seed) {
    List<WorkingMenu> drawn = new ArrayList<>();
    if (plan.random() > 0 && maxRays > 1) {
      RandomMenus random = new RandomMenus(space, seed);
      for (int n = 0; n < plan.random(); n++) {
        drawn.add(random.next(Math.min(5, maxRays)));
      }
    }
    List<WorkingMenu> found =
        team.map(
            drawn,
            (tools, menu) ->
                fine(
                    tools.polisher,
                    tools.polisher.polish(menu, types.few(), 0.8, 15, 1e-3, 2),
                    25));
    found.sort(BEST_FIRST);
    return found.subList(0, Math.min(found.size(), 20));
  }
}
