/** Checkpoints of a solve: written while it runs, read by {@code --resume}. */
@NullMarked
package io.polaray.app.checkpoint;

import org.jspecify.annotations.NullMarked;
