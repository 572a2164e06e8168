/** Somebody else's program: the engine as a library. */
@NullMarked
package org.example.rounds;

import org.jspecify.annotations.NullMarked;
