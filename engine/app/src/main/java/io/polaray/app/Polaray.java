package io.polaray.app;

import io.polaray.app.command.AllocateCommand;
import io.polaray.app.command.CardsCommand;
import io.polaray.app.command.CiteCommand;
import io.polaray.app.command.ClassifyCommand;
import io.polaray.app.command.CompareCommand;
import io.polaray.app.command.DiagnoseCommand;
import io.polaray.app.command.DoctorCommand;
import io.polaray.app.command.EstimateCommand;
import io.polaray.app.command.ExplainCommand;
import io.polaray.app.command.ExportCommand;
import io.polaray.app.command.Failures;
import io.polaray.app.command.GenerateCommand;
import io.polaray.app.command.ImproveCommand;
import io.polaray.app.command.Interruption;
import io.polaray.app.command.LargeMarketMethod;
import io.polaray.app.command.OffersCommand;
import io.polaray.app.command.ProtocolCommand;
import io.polaray.app.command.ReportCommand;
import io.polaray.app.command.SimulateCommand;
import io.polaray.app.command.SolveCommand;
import io.polaray.app.command.SupportCommand;
import io.polaray.app.command.VerifyCommand;
import io.polaray.app.command.Version;
import io.polaray.app.command.VersionCommand;
import io.polaray.dual.LargeMarketSolver;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code polaray}. */
@Command(
    name = "polaray",
    description = "Obviously strategy-proof allocation of tasks, without money.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 done, 1 internal error, 2 usage, 3 bad input, 4 limit reached,",
      "5 verification failed, 6 numerical trouble, 130 interrupted."
    })
public final class Polaray implements Runnable {
  @Spec private CommandSpec spec;

  private Polaray() {}

  /** Runs the program and ends the process with its exit status. */
  public static void main(String[] arguments) {
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    Interruption interruption = new Interruption();
    int status = run(arguments, LargeMarketSolver.create()::solve, interruption, out, err);
    out.flush();
    err.flush();
    interruption.finish(status);
    System.exit(status);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }

  /**
   * Runs the program inside this process.
   *
   * @return the exit status
   */
  public static int run(
      String[] arguments,
      LargeMarketMethod method,
      Interruption interruption,
      PrintWriter out,
      PrintWriter err) {
    try {
      return commandLine(method, interruption).setOut(out).setErr(err).execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError error) {
      boolean json = Arrays.asList(arguments).contains("--json");
      return Failures.handle(error, out, err, json, false);
    }
  }

  private static CommandLine commandLine(LargeMarketMethod method, Interruption interruption) {
    CommandLine line =
        new CommandLine(new Polaray())
            .addSubcommand(new SolveCommand(method, interruption))
            .addSubcommand(new SupportCommand())
            .addSubcommand(new DiagnoseCommand())
            .addSubcommand(new ClassifyCommand())
            .addSubcommand(new ProtocolCommand())
            .addSubcommand(new VerifyCommand())
            .addSubcommand(new SimulateCommand())
            .addSubcommand(new ImproveCommand(interruption))
            .addSubcommand(new OffersCommand())
            .addSubcommand(new AllocateCommand())
            .addSubcommand(new ExportCommand())
            .addSubcommand(new ReportCommand())
            .addSubcommand(new CompareCommand())
            .addSubcommand(new ExplainCommand())
            .addSubcommand(new CardsCommand())
            .addSubcommand(new EstimateCommand())
            .addSubcommand(new GenerateCommand())
            .addSubcommand(new CiteCommand())
            .addSubcommand(new DoctorCommand())
            .addSubcommand(new VersionCommand());
    Failures failures = new Failures();
    return line.setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setUsageHelpAutoWidth(false)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
