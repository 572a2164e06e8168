/** JMH benchmarks and comparison runs: one question per class, each with a baseline method. */
@NullMarked
package io.polaray.benchmarks;

import org.jspecify.annotations.NullMarked;
