/**
 * The best incentive-compatible mechanism of one agent, whatever its form: the Bayesian benchmark,
 * and upper bounds that hold for every menu.
 */
@NullMarked
package io.polaray.support.screening;

import org.jspecify.annotations.NullMarked;
