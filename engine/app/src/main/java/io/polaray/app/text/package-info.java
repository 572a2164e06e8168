/** Writing JSON and CSV that are the same to the byte on every machine. */
@NullMarked
package io.polaray.app.text;

import org.jspecify.annotations.NullMarked;
