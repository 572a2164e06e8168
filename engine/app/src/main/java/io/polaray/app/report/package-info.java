/** One page about a design that opens anywhere, without network and without scripts. */
@NullMarked
package io.polaray.app.report;

import org.jspecify.annotations.NullMarked;
