/** Benchmarks of the kernel of the menu search, which is not public. */
@NullMarked
package io.polaray.support.search;

import org.jspecify.annotations.NullMarked;
