/** Searches and bounds joined: one object per support problem that brackets S(w). */
@NullMarked
package io.polaray.support.bracket;

import org.jspecify.annotations.NullMarked;
