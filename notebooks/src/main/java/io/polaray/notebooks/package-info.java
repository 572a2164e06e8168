/** Pictures, tables and a command line for the notebooks. */
@NullMarked
package io.polaray.notebooks;

import org.jspecify.annotations.NullMarked;
