/** Menus for the people at hand: a design improved for a market of its actual size. */
@NullMarked
package io.polaray.app.improve;

import org.jspecify.annotations.NullMarked;
