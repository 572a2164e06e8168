/** Is choice worth it: what {@code diagnose} computes and how it says it. */
@NullMarked
package io.polaray.app.diagnose;

import org.jspecify.annotations.NullMarked;
