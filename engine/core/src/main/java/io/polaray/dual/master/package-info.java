/**
 * Master problems over the columns found so far, and the recovery of market-clearing weights
 * (paper, section 4.1).
 */
@NullMarked
package io.polaray.dual.master;

import org.jspecify.annotations.NullMarked;
