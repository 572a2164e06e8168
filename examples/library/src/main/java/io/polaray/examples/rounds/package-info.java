/** Somebody else's program: the engine as a library. */
@NullMarked
package io.polaray.examples.rounds;

import org.jspecify.annotations.NullMarked;
