package io.polaray.app.command;

import io.polaray.app.folder.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options on output that every verb has, and where its output goes. */
final class Output {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  private boolean help;

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output and nothing else.")
  private boolean json;

  @Option(
      names = "--quiet",
      description = "Print no log, no progress and no summary; errors and warnings remain.")
  private boolean quiet;

  @Option(names = "--debug", description = "Print the stack trace of an internal error.")
  private boolean debug;

  /** Whether help was asked for; the command line has printed it then. */
  boolean help() {
    return help;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  boolean debug() {
    return debug;
  }

  /** Standard output. */
  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Standard error. */
  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Prints a warning, which never changes the exit status. */
  void warn(String message) {
    err().println("warning: " + message);
    err().flush();
  }

  /** Prints a document that is written to a stream. */
  void print(AtomicFile.Content document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      document.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out().print(bytes.toString(StandardCharsets.UTF_8));
    out().flush();
  }
}
