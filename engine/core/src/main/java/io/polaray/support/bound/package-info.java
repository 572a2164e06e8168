/** Upper bounds on support functions with the proof that each is valid (paper, section 4.2). */
@NullMarked
package io.polaray.support.bound;

import org.jspecify.annotations.NullMarked;
