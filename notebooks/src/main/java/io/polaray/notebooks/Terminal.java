package io.polaray.notebooks;

import io.polaray.app.Polaray;
import io.polaray.app.command.Interruption;
import io.polaray.dual.LargeMarketSolver;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The command line {@code polaray} inside a notebook. */
public final class Terminal {
  private Terminal() {}

  /**
   * Runs a command as {@code ./polaray} would.
   *
   * @param line the command without {@code ./polaray}; words are separated by blanks, and quotes
   *     are not understood
   * @return what it prints on standard output
   * @throws IllegalStateException if its exit status is not 0
   */
  public static String polaray(String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Interruption interruption = new Interruption();
    int status =
        Polaray.run(
            line.strip().split("\\s+"),
            LargeMarketSolver.create()::solve,
            interruption,
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    interruption.finish(status);
    if (status != 0) {
      throw new IllegalStateException("polaray " + line + ": exit status " + status + "\n" + err);
    }
    return out.toString();
  }
}
