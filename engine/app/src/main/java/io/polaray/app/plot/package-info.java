/** Static plots as SVG, drawn from numbers alone, so that equal numbers give equal bytes. */
@NullMarked
package io.polaray.app.plot;

import org.jspecify.annotations.NullMarked;
