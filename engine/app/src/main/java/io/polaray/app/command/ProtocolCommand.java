package io.polaray.app.command;

import io.polaray.app.folder.OutputFolder;
import io.polaray.app.protocol.ProtocolCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code protocol}: is a trading protocol obviously strategy-proof? */
@Command(
    name = "protocol",
    sortOptions = false,
    description = {
      "Check whether a trading protocol is obviously strategy-proof: a verdict for every agent, a",
      "type and two outcomes where it is not, the polarised rays that dominate it where it is."
    })
public final class ProtocolCommand implements Callable<Integer>, Verb {
  private static final String DOCUMENT = "protocol-check.json";

  @Parameters(paramLabel = "FILE", description = "The protocol (polaray-protocol/1).")
  private Path path;

  @Option(
      names = "--strict",
      description = "End with exit status 5 if the protocol is not obviously strategy-proof.")
  private boolean strict;

  @Option(names = "--out", paramLabel = "DIR", description = "A folder for the document.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replace earlier results in the folder.")
  private boolean force;

  @Mixin private Output output;

  /** A command. */
  public ProtocolCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    ProtocolCheck check;
    if (out == null) {
      check = ProtocolCheck.of(path);
    } else {
      try (OutputFolder folder = OutputFolder.open(out, List.of(DOCUMENT), force)) {
        check = ProtocolCheck.of(path);
        folder.write(DOCUMENT, check::document);
      }
    }
    if (output.json()) {
      output.print(check::document);
    } else if (!output.quiet()) {
      check.print(output.out());
    }
    return strict && !check.obviouslyStrategyProof()
        ? ExitStatus.VERIFICATION_FAILED
        : ExitStatus.DONE;
  }
}
