/**
 * Writing market files as a stream: one agent after the other, never the whole market in memory.
 */
@NullMarked
package io.polaray.app.marketfile;

import org.jspecify.annotations.NullMarked;
