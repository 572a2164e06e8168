/** The offers of a design as pages to hand to people. */
@NullMarked
package io.polaray.app.cards;

import org.jspecify.annotations.NullMarked;
