/** Two classes of tasks: two prices an agent (paper, Remark 1). */
@NullMarked
package io.polaray.app.classify;

import org.jspecify.annotations.NullMarked;
