/** Vectors, fixed-order sums and adapters to numerical libraries. */
@NullMarked
package io.polaray.numeric;

import org.jspecify.annotations.NullMarked;
