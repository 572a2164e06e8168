package io.polaray.app.command;

import io.polaray.app.verify.Claims;
import io.polaray.app.verify.ReportJson;
import io.polaray.app.verify.ReportTable;
import io.polaray.verify.DesignVerifier;
import io.polaray.verify.VerificationReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: exact, independent re-check of a design. */
@Command(
    name = "verify",
    description = {
      "Re-check a design against its market, exactly and apart from the solver.",
      "Exit status 0 if no check fails, 5 if one fails, 3 if a file is malformed."
    })
public final class VerifyCommand implements Callable<Integer>, Verb {
  private static final int MAX_SHOWN = 50;

  @Mixin private Output output;

  @Parameters(index = "0", paramLabel = "MARKET.json", description = "The market file.")
  private Path market;

  @Parameters(index = "1", paramLabel = "DESIGN.json", description = "The design file.")
  private Path design;

  @Option(
      names = "--certificates",
      description = "Also print the number t of every pair of rays: k + t l >= 0.")
  private boolean certificates;

  @Option(
      names = "--bound-seconds",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = {
        "Work on proving the lower bound again where that takes a search (three to six tasks), in",
        "nominal seconds of one core; 0 for none (default: ${DEFAULT-VALUE})."
      })
  private double boundSeconds;

  @Spec private CommandSpec spec;

  /** A command. */
  public VerifyCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() {
    if (!(boundSeconds >= 0) || boundSeconds == Double.POSITIVE_INFINITY) {
      throw new ParameterException(
          spec.commandLine(),
          "--bound-seconds is " + boundSeconds + ": it must be a finite number, at least 0");
    }
    Claims claims = Claims.read(market, design);
    VerificationReport report =
        DesignVerifier.withDefaults()
            .withBoundSeconds(boundSeconds)
            .verify(claims.market(), claims.design());
    if (output.json()) {
      output.out().println(ReportJson.of(report, claims.market(), claims.design()));
    } else {
      ReportTable.print(report, output.out(), output.quiet(), certificates, MAX_SHOWN);
    }
    output.out().flush();
    return report.holds() ? ExitStatus.DONE : ExitStatus.VERIFICATION_FAILED;
  }
}
