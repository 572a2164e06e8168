/** Where the saving of a design comes from, in tables and words. */
@NullMarked
package io.polaray.app.explain;

import org.jspecify.annotations.NullMarked;
