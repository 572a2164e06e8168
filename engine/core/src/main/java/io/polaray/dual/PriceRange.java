package io.polaray.dual;

/**
 * Where one task's price may lie, the other prices held: outside, the dual value with all menus
 * found is below the dual estimate, so no optimal price vector that differs in this price alone
 * lies there. Wide when the price is degenerate: more than one price supports the optimum.
 *
 * @param low lower end, possibly minus infinity
 * @param high upper end, possibly infinity
 */
public record PriceRange(double low, double high) {}
