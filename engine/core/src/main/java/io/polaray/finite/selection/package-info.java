/**
 * Ex-post selection: the cheapest market-clearing allocation after everybody has chosen (paper,
 * Corollary 3 and section 4), a linear program with one row a task and one bounded column an agent.
 */
@NullMarked
package io.polaray.finite.selection;

import org.jspecify.annotations.NullMarked;
