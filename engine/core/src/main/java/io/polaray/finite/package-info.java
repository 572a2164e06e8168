/** Back from the large market to finite ones (paper, section 4.3). */
@NullMarked
package io.polaray.finite;

import org.jspecify.annotations.NullMarked;
