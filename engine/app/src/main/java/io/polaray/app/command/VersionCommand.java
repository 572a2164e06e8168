package io.polaray.app.command;

import io.polaray.app.text.JsonDocument;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code version}: what is running. */
@Command(name = "version", description = "Print the version.")
public final class VersionCommand implements Callable<Integer>, Verb {
  @Mixin private Output output;

  /** A command. */
  public VersionCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() {
    if (output.json()) {
      output.print(
          out -> {
            try (JsonDocument json = JsonDocument.of(out, 2)) {
              json.object().field("format", "polaray-version/1").field("version", Version.number());
              MachineFacts.write(json);
              json.endObject();
            }
          });
    } else {
      output.out().println("polaray " + Version.number());
      output.out().flush();
    }
    return ExitStatus.DONE;
  }
}
