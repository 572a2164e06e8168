/** Design files and the tables beside them. */
@NullMarked
package io.polaray.app.design;

import org.jspecify.annotations.NullMarked;
