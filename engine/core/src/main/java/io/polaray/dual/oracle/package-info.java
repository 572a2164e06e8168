/**
 * The oracle of the dual: for prices, one point of every agent's OSP-feasible set and bounds on its
 * support value (paper, section 4.2).
 */
@NullMarked
package io.polaray.dual.oracle;

import org.jspecify.annotations.NullMarked;
