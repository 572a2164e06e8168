/**
 * Reading files from outside: located JSON values, and problems that name the place and the remedy.
 */
@NullMarked
package io.polaray.app.input;

import org.jspecify.annotations.NullMarked;
