/**
 * The exact, independent re-check of a design. The package uses no other package of Polaray and
 * nothing outside the JDK, so that an error of the solver cannot hide in it.
 */
@NullMarked
package io.polaray.verify;

import org.jspecify.annotations.NullMarked;
