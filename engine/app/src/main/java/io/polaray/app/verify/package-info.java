/** The verify command: reads market and design on its own, apart from the readers of the solver. */
@NullMarked
package io.polaray.app.verify;

import org.jspecify.annotations.NullMarked;
