/** Two tasks: the support function as two independent price problems (paper, Remark 1). */
@NullMarked
package io.polaray.support.price;

import org.jspecify.annotations.NullMarked;
