/** Upper bounds on support values for the verifier, from the JDK alone. */
@NullMarked
package io.polaray.verify.support;

import org.jspecify.annotations.NullMarked;
