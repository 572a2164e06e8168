/**
 * When choice is worth it: the conditions of Theorem 1, bilateral trades, the limits of mechanisms
 * without choice, and the Bayesian benchmark (paper, section 2).
 */
@NullMarked
package io.polaray.choice;

import org.jspecify.annotations.NullMarked;
