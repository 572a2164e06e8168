/** Trading protocols from files, and whether they are obviously strategy-proof. */
@NullMarked
package io.polaray.app.protocol;

import org.jspecify.annotations.NullMarked;
