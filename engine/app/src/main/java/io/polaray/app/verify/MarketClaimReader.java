package io.polaray.app.verify;

import io.polaray.app.input.ProblemList;
import io.polaray.verify.ClaimedVector;
import io.polaray.verify.MarketClaim;
import io.polaray.verify.Numeral;
import io.polaray.verify.PreferenceClaim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a market file of format {@code polaray-market/1} for verification. */
final class MarketClaimReader {
  private static final Numeral ONE = Numeral.of(1.0);

  private final Path path;
  private final ProblemList problems;

  MarketClaimReader(Path path, ProblemList problems) {
    this.path = path;
    this.problems = problems;
  }

  /** The market, or null after a problem. */
  @Nullable MarketClaim read() {
    int before = problems.count();
    byte[] bytes = ClaimFile.bytes(path, path.toString(), problems);
    if (bytes == null) {
      return null;
    }
    ClaimNode root = ClaimFile.parse(bytes, path.toString(), problems);
    if (problems.count() > before || !root.isObject()) {
      return null;
    }
    root.field("format").choice("polaray-market/1");
    List<String> tasks = tasks(root.field("tasks"));
    PreferenceClaimReader preferences = new PreferenceClaimReader(path, tasks, problems);
    PreferenceClaim shared =
        root.field("preferences").isPresent() ? preferences.read(root.field("preferences")) : null;
    List<MarketClaim.AgentClaim> agents = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (ClaimNode node : root.field("agents").items()) {
      MarketClaim.AgentClaim agent = agent(node, tasks.size(), shared, preferences);
      if (agent != null) {
        agents.add(agent);
        if (!ids.add(agent.id())) {
          node.field("id").report("it is the id of an earlier agent; ids must differ");
        }
      }
    }
    ClaimedVector instances =
        root.field("instances").isPresent()
            ? root.field("instances").nonnegative(tasks.size())
            : null;
    if (problems.count() > before) {
      return null;
    }
    return new MarketClaim(
        name(root), ClaimFile.sha256(bytes), preferences.typesFiles(), tasks, agents, instances);
  }

  /** The name in the file, by default the file's own name without its ending. */
  private String name(ClaimNode root) {
    ClaimNode node = root.field("name");
    String text = node.isPresent() ? node.text() : null;
    if (text != null) {
      return text;
    }
    Path last = path.getFileName();
    String name = last == null ? "market" : last.toString();
    return name.endsWith(".json") && name.length() > 5
        ? name.substring(0, name.length() - 5)
        : name;
  }

  private static List<String> tasks(ClaimNode node) {
    List<String> tasks = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (ClaimNode item : node.items()) {
      String task = item.text();
      if (task != null) {
        tasks.add(task);
        if (!seen.add(task)) {
          item.report("it is the name of an earlier task; names must differ");
        }
      }
    }
    if (tasks.size() < 2) {
      node.report("it must name at least two tasks");
    }
    return tasks;
  }

  private MarketClaim.@Nullable AgentClaim agent(
      ClaimNode node,
      int tasks,
      @Nullable PreferenceClaim shared,
      PreferenceClaimReader preferences) {
    int before = problems.count();
    if (!node.isObject()) {
      return null;
    }
    String id = node.field("id").text();
    ClaimedVector socialCost = node.field("socialCost").vector(tasks);
    ClaimedVector statusQuo = node.field("statusQuo").nonnegative(tasks);
    ClaimedVector endowment =
        node.field("endowment").isPresent()
            ? node.field("endowment").nonnegative(tasks)
            : statusQuo;
    Numeral population = orOne(node.field("population"));
    if (population != null && !(population.value() > 0)) {
      node.field("population").report("it must be positive");
    }
    Numeral slack = orOne(node.field("slack"));
    if (slack != null && !(slack.value() >= 1)) {
      node.field("slack").report("it must be at least 1");
    }
    PreferenceClaim own = shared;
    if (node.field("preferences").isPresent()) {
      own = preferences.read(node.field("preferences"));
    } else if (own == null && problems.count() == before) {
      node.field("preferences").report("it is needed, because the market has no sound default");
    }
    if (problems.count() > before
        || id == null
        || socialCost == null
        || statusQuo == null
        || endowment == null
        || population == null
        || slack == null
        || own == null) {
      return null;
    }
    return new MarketClaim.AgentClaim(id, socialCost, statusQuo, endowment, population, slack, own);
  }

  private static @Nullable Numeral orOne(ClaimNode node) {
    return node.isPresent() ? node.numeral() : ONE;
  }
}
