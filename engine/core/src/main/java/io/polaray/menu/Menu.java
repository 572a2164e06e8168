package io.polaray.menu;

import java.util.List;

/**
 * What an agent is offered besides the endowment: polarised rays, the remedial set, or nothing
 * (paper, section 3, Theorem 2).
 */
public sealed interface Menu {
  /**
   * A menu of rays; each type takes the ray that helps it, if any.
   *
   * @param rays at least one; pairwise polarised when the menu belongs to a design
   */
  record Rays(List<Ray> rays) implements Menu {
    /** Copies the list. */
    public Rays {
      rays = List.copyOf(rays);
      if (rays.isEmpty()) {
        throw new IllegalArgumentException("a menu of rays needs at least one ray");
      }
    }
  }

  /** The remedial menu {eta}, {x : 0 &lt;= x &lt;= eta}: the designer may take tasks away. */
  record Remedial() implements Menu {}

  /** The endowment alone. */
  record StatusQuo() implements Menu {}
}
