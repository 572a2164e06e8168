package io.polaray.verify;

import java.util.List;

/** A menu of a design file. */
public sealed interface MenuClaim {
  /**
   * A menu of rays.
   *
   * @param rays the rays in file order
   */
  record Rays(List<RayClaim> rays) implements MenuClaim {
    /** Copies the list. */
    public Rays {
      rays = List.copyOf(rays);
    }
  }

  /**
   * The remedial menu.
   *
   * @param assignment the x with {@code 0 <= x <= eta} that the designer selects
   */
  record Remedial(ClaimedVector assignment) implements MenuClaim {}

  /** The endowment alone. */
  record StatusQuo() implements MenuClaim {}

  /**
   * A ray of a menu.
   *
   * @param direction kappa at full extension
   * @param choiceProbability claimed probability that the ray is chosen
   * @param taken whether the designer uses the ray
   */
  record RayClaim(ClaimedVector direction, Numeral choiceProbability, boolean taken) {}

  /**
   * An entry of a lottery over menus.
   *
   * @param probability share of the group that is offered the menu
   * @param menu the menu
   */
  record LotteryClaim(Numeral probability, MenuClaim menu) {}
}
