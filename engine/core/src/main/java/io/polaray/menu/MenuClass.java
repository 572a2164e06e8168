package io.polaray.menu;

/** For which private costs the rays of a menu are polarised. */
public enum MenuClass {
  /** For every c &gt;= 0 (paper, section 3, Lemma 5): nothing about the types need be known. */
  ORTHANT,
  /**
   * For every c of the box that holds the types: a larger class of menus, which rests on the box.
   */
  SUPPORT
}
