/** Menus for the finite market itself, improved from a start (paper, section 4.3). */
@NullMarked
package io.polaray.finite.search;

import org.jspecify.annotations.NullMarked;
