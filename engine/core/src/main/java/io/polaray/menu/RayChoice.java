package io.polaray.menu;

/**
 * How a ray of a menu is used.
 *
 * @param ray the ray
 * @param probability P(c . kappa &lt;= 0), the share of types that choose it
 * @param taken whether the designer moves those who choose it to full extension, or leaves them at
 *     the endowment
 */
public record RayChoice(Ray ray, double probability, boolean taken) {}
