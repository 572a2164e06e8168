/** Methods that choose the prices to ask the oracle for. */
@NullMarked
package io.polaray.dual.method;

import org.jspecify.annotations.NullMarked;
