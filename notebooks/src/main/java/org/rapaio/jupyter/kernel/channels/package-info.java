/** One class that stands in for a class of the kernel of the same name; see docs/decisions/0074. */
@NullMarked
package org.rapaio.jupyter.kernel.channels;

import org.jspecify.annotations.NullMarked;
