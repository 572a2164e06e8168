/**
 * The dual of the large-market program: outer loop over task prices, oracle over all agents, primal
 * recovery (paper, section 4).
 */
@NullMarked
package io.polaray.dual;

import org.jspecify.annotations.NullMarked;
