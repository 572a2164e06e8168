/** Linear programs as files that other solvers read. */
@NullMarked
package io.polaray.app.export;

import org.jspecify.annotations.NullMarked;
