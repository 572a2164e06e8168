/**
 * Distributions of private costs, samples of types and the measures that value menus (paper,
 * section 1).
 */
@NullMarked
package io.polaray.preference;

import org.jspecify.annotations.NullMarked;
