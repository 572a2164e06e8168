package io.polaray.finite;

import io.polaray.numeric.Vector;
import java.util.List;

/**
 * What the designer does once everybody has chosen a trading set (paper, section 1.1).
 *
 * <p>A mechanism of polarised rays stays obviously strategy-proof whatever the rule is (paper,
 * Corollary 3): nobody need know the rule to choose. Only the social cost depends on it. An
 * implementation must depend on the choices alone, and must give an allocation that respects every
 * chosen set and clears the market; {@link Selection#of} checks that.
 */
@FunctionalInterface
public interface SelectionRule {
  /**
   * Selects an allocation.
   *
   * @param groups who has chosen what
   * @param instances n, what must be done, one number a task
   */
  Selection select(List<ChoiceGroup> groups, Vector instances);
}
