/** The files of one real round: offers, choices, allocation, and what makes it auditable. */
@NullMarked
package io.polaray.app.round;

import org.jspecify.annotations.NullMarked;
