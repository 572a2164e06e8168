/** One real round: from everybody's choice to whole tasks for every person. */
@NullMarked
package io.polaray.finite.round;

import org.jspecify.annotations.NullMarked;
