/** The verbs of the command line and what they print. */
@NullMarked
package io.polaray.app.command;

import org.jspecify.annotations.NullMarked;
