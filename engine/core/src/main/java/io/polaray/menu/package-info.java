/** Rays, polarised menus, remedial menus and exact polarisation certificates (paper, section 3). */
@NullMarked
package io.polaray.menu;

import org.jspecify.annotations.NullMarked;
