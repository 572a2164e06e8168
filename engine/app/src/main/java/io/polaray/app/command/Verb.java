package io.polaray.app.command;

/** A command that has the options on output. */
interface Verb {
  /** Where its output goes. */
  Output output();
}
