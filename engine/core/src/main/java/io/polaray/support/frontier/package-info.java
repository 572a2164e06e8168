/** Bounds and best single rays for symmetric log-concave costs and many tasks. */
@NullMarked
package io.polaray.support.frontier;

import org.jspecify.annotations.NullMarked;
