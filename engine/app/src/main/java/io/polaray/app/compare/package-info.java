/** Designs side by side. */
@NullMarked
package io.polaray.app.compare;

import org.jspecify.annotations.NullMarked;
