/** Replica economies: the large-market design in markets of any finite size (paper, 4.3). */
@NullMarked
package io.polaray.finite.replica;

import org.jspecify.annotations.NullMarked;
