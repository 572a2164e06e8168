package io.polaray.app.verify;

import io.polaray.verify.DesignClaim;
import io.polaray.verify.DesignVerifier;
import io.polaray.verify.MarketClaim;
import io.polaray.verify.VerificationReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code polaray verify MARKET.json DESIGN.json}: exact, independent re-check of a design. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
@Command(
    name = "verify",
    description = "Re-check a design against its market, exactly and apart from the solver.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:every check holds or could not be contradicted",
      "1:internal error",
      "2:wrong usage",
      "3:a file is malformed",
      "5:a check failed"
    })
public final class VerifyCommand implements Callable<Integer> {
  private static final int BAD_INPUT = 3;
  private static final int REJECTED = 5;
  private static final int MAX_SHOWN = 50;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MARKET.json", description = "The market file.")
  private Path market;

  @Parameters(index = "1", paramLabel = "DESIGN.json", description = "The design file.")
  private Path design;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  @Option(names = "--quiet", description = "Print failures only.")
  private boolean quiet;

  @Option(
      names = "--certificates",
      description = "Also print the number t of every pair of rays: k + t l >= 0.")
  private boolean certificates;

  /** A command whose fields picocli sets. */
  public VerifyCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<String> problems = new ArrayList<>();
    MarketClaim marketClaim = new MarketClaimReader(market, problems).read();
    int tasks = marketClaim == null ? -1 : marketClaim.tasks().size();
    DesignClaim designClaim = new DesignClaimReader(design, problems).read(tasks);
    if (marketClaim == null || designClaim == null) {
      problems.stream().limit(MAX_SHOWN).forEach(err::println);
      if (problems.size() > MAX_SHOWN) {
        err.println("and " + (problems.size() - MAX_SHOWN) + " more");
      }
      err.flush();
      if (json) {
        out.println(ReportJson.malformed(problems));
        out.flush();
      }
      return BAD_INPUT;
    }
    VerificationReport report = DesignVerifier.withDefaults().verify(marketClaim, designClaim);
    if (json) {
      out.println(ReportJson.of(report, marketClaim, designClaim));
    } else {
      ReportTable.print(report, out, quiet, certificates, MAX_SHOWN);
    }
    out.flush();
    return report.holds() ? 0 : REJECTED;
  }
}
