/** Markets and agents, validated on construction (paper, section 1). */
@NullMarked
package io.polaray.market;

import org.jspecify.annotations.NullMarked;
