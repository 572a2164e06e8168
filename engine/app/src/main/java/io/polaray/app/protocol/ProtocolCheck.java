package io.polaray.app.protocol;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Problem;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether a trading protocol is obviously strategy-proof, for whom not, and why. */
public final class ProtocolCheck {
  private final ProtocolFile file;
  private final List<AgentVerdict> verdicts;

  private ProtocolCheck(ProtocolFile file, List<AgentVerdict> verdicts) {
    this.file = file;
    this.verdicts = verdicts;
  }

  /**
   * Checks the protocol of a file.
   *
   * @throws io.polaray.app.input.BadInputException with every problem of the file
   */
  public static ProtocolCheck of(Path path) {
    ProtocolFile file = ProtocolReader.read(path);
    List<AgentVerdict> verdicts = new ArrayList<>();
    for (int j = 0; j < file.players().size(); j++) {
      verdicts.add(verdict(path, file, j));
    }
    return new ProtocolCheck(file, verdicts);
  }

  /** The linear programs and the exact menu disagree only where sizes exhaust a tolerance. */
  private static AgentVerdict verdict(Path path, ProtocolFile file, int agent) {
    try {
      return AgentVerdict.of(file, agent);
    } catch (IllegalArgumentException e) {
      throw BadInputException.of(
          new Problem(
              path.toString(),
              "agents[" + agent + "]",
              0,
              0,
              "",
              "its amounts lie too far apart for a verdict (relative tolerance 1e-9)",
              "use amounts of similar size"));
    }
  }

  /** Whether every type of every agent has an obviously dominant choice. */
  public boolean obviouslyStrategyProof() {
    return verdicts.stream().allMatch(verdict -> verdict.witness().isEmpty());
  }

  /** Writes the result as a document. */
  public void document(OutputStream out) {
    ProtocolDocument.write(file, verdicts, obviouslyStrategyProof(), out);
  }

  /** Prints the result for a terminal. */
  public void print(PrintWriter out) {
    ProtocolTable.print(file, verdicts, out);
  }
}
