package io.polaray.app.fuzz;

import io.polaray.app.Polaray;
import io.polaray.app.command.Interruption;
import io.polaray.dual.LargeMarketSolver;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a run of the program inside this process printed and returned. */
record CommandRun(int status, String out, String err) {
  static CommandRun of(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Interruption interruption = new Interruption();
    int status =
        Polaray.run(
            words,
            LargeMarketSolver.create()::solve,
            interruption,
            new PrintWriter(out),
            new PrintWriter(err));
    interruption.finish(status);
    return new CommandRun(status, out.toString(), err.toString());
  }
}
