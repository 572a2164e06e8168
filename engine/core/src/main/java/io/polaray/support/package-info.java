/**
 * Support functions of OSP-feasible sets: searches give menus and values, bounds give upper bounds
 * (paper, section 4.2).
 */
@NullMarked
package io.polaray.support;

import org.jspecify.annotations.NullMarked;
