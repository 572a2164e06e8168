package io.polaray.app.marketfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a market file {@code polaray-market/1}, one agent a line, all numbers to six decimals. */
public final class MarketStream {
  private static final int BUFFER = 1 << 16;

  private final Writer out;
  private final int tasks;
  private final StringBuilder line = new StringBuilder();
  private boolean first = true;

  /**
   * Writes everything that stands before the agents.
   *
   * @param preferences of agents without their own, from {@link PreferenceText}; null when every
   *     agent has its own
   */
  public MarketStream(
      OutputStream stream, String name, List<String> tasks, @Nullable String preferences)
      throws IOException {
    this.tasks = tasks.size();
    out = new BufferedWriter(new OutputStreamWriter(stream, UTF_8), BUFFER);
    line.append("{\n  \"format\": \"polaray-market/1\",\n  \"name\": ");
    line.append(PreferenceText.quoted(name)).append(",\n  \"tasks\": [");
    for (int i = 0; i < tasks.size(); i++) {
      line.append(i == 0 ? "" : ", ").append(PreferenceText.quoted(tasks.get(i)));
    }
    line.append("],\n");
    if (preferences != null) {
      line.append("  \"preferences\": ").append(preferences).append(",\n");
    }
    line.append("  \"agents\": [");
    flushLine();
  }

  /** Writes an agent whose preferences are those of the market. */
  public void agent(String id, double[] socialCost, double[] statusQuo) throws IOException {
    agent(id, socialCost, statusQuo, null);
  }

  /**
   * Writes an agent.
   *
   * @param socialCost pi, rounded to six decimals
   * @param statusQuo sigma, rounded to six decimals
   * @param preferences from {@link PreferenceText}, or null for those of the market
   */
  public void agent(
      String id, double[] socialCost, double[] statusQuo, @Nullable String preferences)
      throws IOException {
    if (socialCost.length != tasks || statusQuo.length != tasks) {
      throw new IllegalArgumentException(
          "agent "
              + id
              + " has "
              + socialCost.length
              + " costs and "
              + statusQuo.length
              + " status quo entries; the market has "
              + tasks
              + " tasks");
    }
    line.append(first ? "\n" : ",\n");
    first = false;
    line.append("    {\"id\": ").append(PreferenceText.quoted(id)).append(", \"socialCost\": ");
    PreferenceText.appendVector(line, socialCost);
    line.append(", \"statusQuo\": ");
    PreferenceText.appendVector(line, statusQuo);
    if (preferences != null) {
      line.append(", \"preferences\": ").append(preferences);
    }
    line.append('}');
    flushLine();
  }

  /** Completes the document and passes everything on to the stream, which stays open. */
  public void finish() throws IOException {
    line.append("\n  ]\n}\n");
    flushLine();
    out.flush();
  }

  private void flushLine() throws IOException {
    out.append(line);
    line.setLength(0);
  }
}
