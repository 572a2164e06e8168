/** Seeded families of artificial markets. */
@NullMarked
package io.polaray.app.generate;

import org.jspecify.annotations.NullMarked;
