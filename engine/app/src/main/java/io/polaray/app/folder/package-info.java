/** Output folders: locked while in use, written whole or not at all. */
@NullMarked
package io.polaray.app.folder;

import org.jspecify.annotations.NullMarked;
