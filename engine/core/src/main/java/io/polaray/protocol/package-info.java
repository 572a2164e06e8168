/**
 * Trading protocols in general and whether they are obviously strategy-proof (paper, section 3).
 */
@NullMarked
package io.polaray.protocol;

import org.jspecify.annotations.NullMarked;
