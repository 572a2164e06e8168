package io.polaray.app.verify;

import io.polaray.app.input.ProblemList;
import io.polaray.verify.ClaimedVector;
import io.polaray.verify.DesignClaim;
import io.polaray.verify.MenuClaim;
import io.polaray.verify.Numeral;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a design file of format {@code polaray-design/1} for verification. */
final class DesignClaimReader {
  private final Path path;
  private final ProblemList problems;

  DesignClaimReader(Path path, ProblemList problems) {
    this.path = path;
    this.problems = problems;
  }

  /**
   * The design, or null after a problem.
   *
   * @param tasks number of tasks of the market, -1 when unknown
   */
  @Nullable DesignClaim read(int tasks) {
    int before = problems.count();
    byte[] bytes = ClaimFile.bytes(path, path.toString(), problems);
    if (bytes == null) {
      return null;
    }
    ClaimNode root = ClaimFile.parse(bytes, path.toString(), problems);
    if (problems.count() > before || !root.isObject()) {
      return null;
    }
    root.field("format").choice("polaray-design/1");
    ClaimNode market = root.field("market");
    String marketName = market.field("name").text();
    String sha256 = market.field("sha256").text();
    String status = root.field("status").text();
    DesignClaim.CostClaim cost = cost(root.field("cost"), tasks);
    String menuClass = root.field("menuClass").choice("orthant", "support");
    DesignClaim.MeasureClaim measure = measure(root.field("measure"));
    ClaimedVector prices = root.field("taskPrices").vector(tasks);
    Numeral residual = root.field("marketClearing").field("maxAbsoluteResidual").numeral();
    Numeral gap = root.field("provenance").field("options").field("gap").optionalNumeral();
    List<DesignClaim.AgentDesignClaim> agents = new ArrayList<>();
    for (ClaimNode node : root.field("agents").items()) {
      DesignClaim.AgentDesignClaim agent = agent(node, tasks);
      if (agent != null) {
        agents.add(agent);
      }
    }
    Map<String, String> typesFiles = typesFiles(market.field("typesFiles"));
    if (problems.count() > before
        || marketName == null
        || sha256 == null
        || status == null
        || cost == null
        || menuClass == null
        || measure == null
        || prices == null
        || residual == null) {
      return null;
    }
    return new DesignClaim(
        marketName,
        sha256,
        typesFiles,
        status,
        cost,
        menuClass,
        measure,
        prices,
        residual,
        gap,
        root.field("finiteMarket").isPresent(),
        agents);
  }

  private static Map<String, String> typesFiles(ClaimNode node) {
    Map<String, String> files = new TreeMap<>();
    if (node.isPresent()) {
      for (ClaimNode item : node.items()) {
        String name = item.field("file").text();
        String sha256 = item.field("sha256").text();
        if (name != null && sha256 != null) {
          files.put(name, sha256);
        }
      }
    }
    return files;
  }

  private static DesignClaim.@Nullable CostClaim cost(ClaimNode node, int tasks) {
    if (!node.isObject()) {
      return null;
    }
    Numeral design = node.field("design").numeral();
    Numeral lowerBound = node.field("lowerBound").numeral();
    String kind = node.field("lowerBoundKind").choice("certified", "relaxed");
    ClaimedVector prices =
        node.field("lowerBoundPrices").isPresent()
            ? node.field("lowerBoundPrices").vector(tasks)
            : null;
    Numeral statusQuo = node.field("statusQuo").numeral();
    Numeral firstBest = node.field("firstBest").numeral();
    Numeral estimate = node.field("dualEstimate").optionalNumeral();
    Numeral nonChoice = node.field("nonChoice").optionalNumeral();
    Numeral relativeGap = node.field("relativeGap").optionalNumeral();
    Numeral gainGap = node.field("gainGap").optionalNumeral();
    Numeral gainShare = node.field("gainShare").optionalNumeral();
    if (design == null
        || lowerBound == null
        || kind == null
        || statusQuo == null
        || firstBest == null) {
      return null;
    }
    return new DesignClaim.CostClaim(
        design,
        lowerBound,
        kind,
        prices,
        estimate,
        statusQuo,
        nonChoice,
        firstBest,
        relativeGap,
        gainGap,
        gainShare);
  }

  private static DesignClaim.@Nullable MeasureClaim measure(ClaimNode node) {
    if (!node.isObject()) {
      return null;
    }
    String kind = node.field("kind").choice("exact", "sample");
    if (kind == null) {
      return null;
    }
    Numeral types =
        kind.equals("sample")
            ? node.field("types").numeral()
            : node.field("types").optionalNumeral();
    if (types != null && (types.value() < 0 || types.value() != Math.rint(types.value()))) {
      node.field("types").report("it must be a whole number, at least 0");
    }
    String digest = node.field("digest").isPresent() ? node.field("digest").text() : null;
    return new DesignClaim.MeasureClaim(kind, types == null ? 0 : (int) types.value(), digest);
  }

  private DesignClaim.@Nullable AgentDesignClaim agent(ClaimNode node, int tasks) {
    int before = problems.count();
    if (!node.isObject()) {
      return null;
    }
    String id = node.field("id").text();
    ClaimedVector assignment = node.field("expectedAssignment").vector(tasks);
    List<MenuClaim.LotteryClaim> lottery = new ArrayList<>();
    List<ClaimNode> items = node.field("lottery").items();
    for (ClaimNode item : items) {
      Numeral probability = item.field("probability").numeral();
      MenuClaim menu = menu(item.field("menu"), tasks);
      if (probability != null && menu != null) {
        lottery.add(new MenuClaim.LotteryClaim(probability, menu));
      }
    }
    if (items.isEmpty()) {
      node.field("lottery").report("it must hold at least one menu");
    }
    return problems.count() > before || id == null || assignment == null
        ? null
        : new DesignClaim.AgentDesignClaim(id, assignment, lottery);
  }

  private static @Nullable MenuClaim menu(ClaimNode node, int tasks) {
    if (!node.isObject()) {
      return null;
    }
    String kind = node.field("kind").choice("rays", "remedial", "statusQuo");
    if (kind == null) {
      return null;
    }
    List<ClaimNode> items = node.field("rays").isPresent() ? node.field("rays").items() : List.of();
    if (!kind.equals("rays")) {
      if (!items.isEmpty()) {
        node.field("rays").report("only a menu of kind rays has rays");
      }
      if (kind.equals("statusQuo")) {
        return new MenuClaim.StatusQuo();
      }
      ClaimedVector assignment = node.field("assignment").vector(tasks);
      return assignment == null ? null : new MenuClaim.Remedial(assignment);
    }
    List<MenuClaim.RayClaim> rays = new ArrayList<>();
    for (ClaimNode item : items) {
      ClaimedVector direction = item.field("direction").vector(tasks);
      Numeral probability = item.field("choiceProbability").numeral();
      Boolean taken = item.field("taken").truth();
      if (direction != null && probability != null && taken != null) {
        rays.add(new MenuClaim.RayClaim(direction, probability, taken));
      }
    }
    if (items.isEmpty()) {
      node.field("rays").report("a menu of kind rays needs at least one");
    }
    return new MenuClaim.Rays(rays);
  }
}
