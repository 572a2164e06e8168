package io.polaray.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The size of a design's lotteries when identical agents are one group: agents with equal social
 * cost, endowment and preferences that are offered the same lottery, as in a market where a group
 * of people is listed one by one.
 *
 * @param groups number of groups
 * @param menus number of menus over all groups
 * @param proper number of groups with more than one menu
 */
record LotterySize(int groups, long menus, int proper) {
  static LotterySize ofGroups(List<AgentAudit> audits) {
    Set<List<Object>> seen = new HashSet<>();
    long menus = 0;
    int proper = 0;
    for (AgentAudit audit : audits) {
      if (seen.add(key(audit))) {
        int size = audit.design().lottery().size();
        menus += size;
        proper += size > 1 ? 1 : 0;
      }
    }
    return new LotterySize(seen.size(), menus, proper);
  }

  private static List<Object> key(AgentAudit audit) {
    List<Object> key = new ArrayList<>();
    key.add(values(audit.agent().socialCost()));
    key.add(values(audit.agent().endowment()));
    addPreferences(key, audit.agent().preferences());
    for (MenuClaim.LotteryClaim entry : audit.design().lottery()) {
      key.add(entry.probability().value());
      addMenu(key, entry.menu());
    }
    return key;
  }

  private static List<Double> values(ClaimedVector vector) {
    return vector.entries().stream().map(Numeral::value).toList();
  }

  private static void addPreferences(List<Object> key, PreferenceClaim preferences) {
    if (preferences instanceof PreferenceClaim.UniformBox box) {
      key.add(List.of("uniform", values(box.lower()), values(box.upper())));
    } else if (preferences instanceof PreferenceClaim.FiniteTypes types) {
      key.add(types.types().stream().map(LotterySize::values).toList());
      key.add(values(types.weights()));
    } else {
      key.add(preferences);
    }
  }

  private static void addMenu(List<Object> key, MenuClaim menu) {
    if (menu instanceof MenuClaim.Rays rays) {
      for (MenuClaim.RayClaim ray : rays.rays()) {
        key.add(values(ray.direction()));
        key.add(ray.taken());
      }
    } else if (menu instanceof MenuClaim.Remedial remedial) {
      key.add(List.of("remedial", values(remedial.assignment())));
    } else {
      key.add("endowment");
    }
  }
}
