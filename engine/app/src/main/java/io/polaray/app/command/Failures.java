package io.polaray.app.command;

import io.polaray.app.folder.FolderException;
import io.polaray.app.input.BadInputException;
import io.polaray.app.input.PrintableText;
import io.polaray.app.input.Problem;
import io.polaray.app.text.JsonDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns exceptions into one message and an exit status. A user sees a stack trace with {@code
 * --debug} alone; otherwise an internal error leaves it in a file for a report.
 */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  /** The most problems of bad input that are listed. */
  static final int MAX_LISTED = 50;

  /** The name of the format of errors on standard output. */
  static final String FORMAT = "polaray-error/1";

  /** A handler. */
  public Failures() {}

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    Output output = command.getCommand() instanceof Verb verb ? verb.output() : null;
    boolean json = output != null && output.json();
    boolean debug = output != null && output.debug();
    return handle(exception, command.getOut(), command.getErr(), json, debug);
  }

  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    String message = PrintableText.of(text(exception), 500);
    err.println(message);
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.println(
        "Try '" + command.getCommandSpec().qualifiedName() + " --help' for the whole usage.");
    err.flush();
    if (Arrays.asList(arguments).contains("--json")) {
      printJson(command.getOut(), ExitStatus.USAGE, message, List.of(), 1);
    }
    return ExitStatus.USAGE;
  }

  /** Reports an exception or error and gives the exit status. */
  public static int handle(
      Throwable failure, PrintWriter out, PrintWriter err, boolean json, boolean debug) {
    int status = ExitStatus.INTERNAL;
    List<Problem> problems = List.of();
    int count = 1;
    String message;
    IOException io = cause(failure, IOException.class);
    if (failure instanceof BadInputException bad) {
      status = ExitStatus.BAD_INPUT;
      problems = bad.problems();
      count = bad.count();
      message = bad.listing(MAX_LISTED).stripTrailing();
    } else if (failure instanceof FolderException) {
      status = ExitStatus.BAD_INPUT;
      message = text(failure);
    } else if (cause(failure, OutOfMemoryError.class) != null) {
      message =
          "the memory is not enough (the heap may grow to "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB); allow more, for example with POLARAY_JAVA_OPTS=-Xmx8g";
    } else if (io != null) {
      message = "a file could not be written: " + reason(io);
    } else {
      message = "internal error: " + PrintableText.of(failure.toString(), 300) + crashFile(failure);
    }
    err.println(message);
    if (debug) {
      failure.printStackTrace(err);
    }
    err.flush();
    if (json) {
      printJson(out, status, message, problems, count);
    }
    return status;
  }

  /** What a file operation failed of, safe to print. */
  static String reason(IOException failure) {
    return PrintableText.of(text(failure), 300);
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      at = at.getCause();
    }
    return null;
  }

  private static String crashFile(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    try {
      Path file = Files.createTempFile("polaray-crash-", ".txt");
      Files.writeString(file, trace.toString());
      return "; please report it with the file " + file;
    } catch (IOException e) {
      return "; run again with --debug for the stack trace";
    }
  }

  private static void printJson(
      PrintWriter out, int status, String message, List<Problem> problems, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonDocument json = JsonDocument.of(bytes, 2)) {
      json.object().field("format", FORMAT).field("exitStatus", status).field("message", message);
      json.field("count", count).array("problems");
      for (Problem problem : problems) {
        json.object()
            .field("file", problem.file())
            .field("place", problem.place())
            .field("line", problem.line())
            .field("column", problem.column())
            .field("value", problem.value())
            .field("fault", problem.fault())
            .field("remedy", problem.remedy())
            .endObject();
      }
      json.endArray().endObject();
    }
    out.print(bytes.toString(StandardCharsets.UTF_8));
    out.flush();
  }
}
