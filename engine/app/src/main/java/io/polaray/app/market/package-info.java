/** Market files: reading with every problem named, and writing. */
@NullMarked
package io.polaray.app.market;

import org.jspecify.annotations.NullMarked;
