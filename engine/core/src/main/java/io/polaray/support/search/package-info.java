/** The general search for menus of large value at two and more tasks (paper, section 4.2). */
@NullMarked
package io.polaray.support.search;

import org.jspecify.annotations.NullMarked;
