/** Time to gap: whole solves through the command line, over a fixed suite of markets. */
@NullMarked
package io.polaray.benchmarks.gap;

import org.jspecify.annotations.NullMarked;
