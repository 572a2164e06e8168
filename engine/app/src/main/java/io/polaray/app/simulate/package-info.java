/** What {@code simulate} writes: tables, a document and a plot. */
@NullMarked
package io.polaray.app.simulate;

import org.jspecify.annotations.NullMarked;
