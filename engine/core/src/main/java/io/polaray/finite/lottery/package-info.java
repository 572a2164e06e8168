/** Lotteries over integer assignments with given expectations. */
@NullMarked
package io.polaray.finite.lottery;

import org.jspecify.annotations.NullMarked;
