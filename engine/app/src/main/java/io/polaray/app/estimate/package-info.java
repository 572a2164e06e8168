/** From a log of cases, or a table of cell means, to a market. */
@NullMarked
package io.polaray.app.estimate;

import org.jspecify.annotations.NullMarked;
