/** File formats, report and command line: the only room that reads, writes, prints or exits. */
@NullMarked
package io.polaray.app;

import org.jspecify.annotations.NullMarked;
