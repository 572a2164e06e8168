package io.polaray.app.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.polaray.app.folder.AtomicFile;
import io.polaray.app.generate.Stream.Purpose;
import io.polaray.app.marketfile.BesideMarket;
import io.polaray.app.marketfile.Decimals;
import io.polaray.app.marketfile.MarketStream;
import io.polaray.app.marketfile.PreferenceText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Writes one market of a family, agent by agent.
 *
 * <p>Agent j of a family, size and seed is the same however many agents follow it.
 *
 * @param family its family
 * @param agents J
 * @param tasks I
 * @param marketSeed of costs and the status quo
 * @param typeSeed of private costs
 * @param types number of types to draw from each distribution of private costs; 0 to keep the
 *     distribution itself
 */
public record MarketGenerator(
    Family family, int agents, int tasks, long marketSeed, long typeSeed, int types) {
  private static final int MAX_TASKS = 1000;
  private static final int MAX_AGENTS = 10_000_000;
  private static final int MAX_TYPES = 1_000_000;
  private static final double MAX_NUMBERS = 1e9;

  /** Checks the sizes. */
  public MarketGenerator {
    requireBetween("agents", agents, 1, MAX_AGENTS);
    requireBetween("tasks", tasks, 2, MAX_TASKS);
    requireBetween("types", types, 0, MAX_TYPES);
    double drawn = (double) types * tasks * (family.hasPersonalTastes() ? agents : 1);
    if (drawn > MAX_NUMBERS) {
      throw new IllegalArgumentException(
          "types is " + types + ", which makes " + drawn + " numbers; at most " + MAX_NUMBERS);
    }
  }

  private static void requireBetween(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must lie between " + least + " and " + most);
    }
  }

  /**
   * Writes the market file and, when types are drawn for all agents alike, a file of them beside
   * it.
   */
  public void write(Path market) throws IOException {
    TasteModel tastes = family.tastes(typeSeed, tasks);
    List<String> names = names("t", tasks);
    String common = null;
    if (types > 0 && !tastes.isPersonal()) {
      Path typesFile = BesideMarket.of(market, "-types.csv");
      AtomicFile.write(typesFile, out -> writeTypes(out, names, tastes));
      common = PreferenceText.typesFile(String.valueOf(typesFile.getFileName()));
    } else if (!tastes.isPersonal()) {
      common = tastes.text(Stream.MARKET);
    }
    String preferences = common;
    AtomicFile.write(
        market, out -> writeAgents(new MarketStream(out, name(), names, preferences), tastes));
  }

  private void writeAgents(MarketStream out, TasteModel tastes) throws IOException {
    CostModel costs = family.costs(marketSeed, tasks);
    LoadModel loads = family.loads();
    double[] cost = new double[tasks];
    double[] load = new double[tasks];
    int width = Integer.toString(agents).length();
    for (int j = 0; j < agents; j++) {
      costs.fill(j, Stream.of(marketSeed, Purpose.COST, j), cost);
      loads.fill(Stream.of(marketSeed, Purpose.LOAD, j), load);
      String id = padded("a", j + 1, width);
      if (tastes.isPersonal()) {
        out.agent(id, cost, load, types > 0 ? inlineTypes(tastes, j) : tastes.text(j));
      } else {
        out.agent(id, cost, load);
      }
    }
    out.finish();
  }

  private String name() {
    String size = family.label() + ", " + agents + " agents, " + tasks + " tasks";
    String seeds = ", market seed " + marketSeed + ", type seed " + typeSeed;
    return size + seeds + (types > 0 ? ", " + types + " types" : "");
  }

  private String inlineTypes(TasteModel tastes, long agent) {
    Stream stream = Stream.of(typeSeed, Purpose.TYPES, agent);
    double[][] drawn = new double[types][tasks];
    for (double[] type : drawn) {
      tastes.draw(agent, stream, type);
    }
    return PreferenceText.types(drawn);
  }

  private void writeTypes(OutputStream file, List<String> names, TasteModel tastes)
      throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(file, UTF_8));
    out.append(String.join(",", names)).append('\n');
    Stream stream = Stream.of(typeSeed, Purpose.TYPES, Stream.MARKET);
    double[] type = new double[tasks];
    StringBuilder line = new StringBuilder();
    for (int k = 0; k < types; k++) {
      tastes.draw(Stream.MARKET, stream, type);
      line.setLength(0);
      for (int i = 0; i < tasks; i++) {
        Decimals.append(line.append(i == 0 ? "" : ","), type[i]);
      }
      out.append(line).append('\n');
    }
    out.flush();
  }

  private static List<String> names(String prefix, int count) {
    int width = Integer.toString(count).length();
    return IntStream.rangeClosed(1, count).mapToObj(i -> padded(prefix, i, width)).toList();
  }

  private static String padded(String prefix, int number, int width) {
    return prefix + String.format(Locale.ROOT, "%0" + width + "d", number);
  }
}
