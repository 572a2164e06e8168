package io.polaray.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.app.market.MarketTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every kind of file that the program reads, with the commands that read it. */
final class FuzzTargets {
  private static final Path DATASETS = Path.of("..", "..", "datasets");
  private static final String SOLVE =
      "solve @market.json --out %s --types 32 --time-limit 20 --certify 0.02 --max-rounds 12"
          + " --threads 2 --quiet";
  private static final String TWO =
      """
      {"format": "polaray-market/1", "name": "two", "tasks": ["a", "b"],
       "preferences": {"kind": "uniform", "lower": [1, 0.5], "upper": [2, 3]},
       "agents": [
        {"id": "north", "socialCost": [1, 0.5], "statusQuo": [10, 4]},
        {"id": "east", "socialCost": [0.25, 1.5], "statusQuo": [5, 7], "population": 3},
        {"id": "south", "socialCost": [0, 1], "statusQuo": [6, 6], "endowment": [6, 6],
         "preferences": {"kind": "types", "types": [[1, 2], [2, 1]], "weights": [0.25, 0.75]}}]}
      """;
  private static final String FROM_FILE =
      TWO.replace(
          "\"types\": [[1, 2], [2, 1]], \"weights\": [0.25, 0.75]", "\"file\": \"types.csv\"");
  private static final String THREE =
      """
      {"format": "polaray-market/1", "name": "three", "tasks": ["a", "b", "c"],
       "preferences": {"kind": "types", "types": [[1, 2, 1], [2, 1, 1], [1, 1, 3], [3, 2, 1]]},
       "agents": [
        {"id": "north", "socialCost": [1, 0.5, 0.2], "statusQuo": [10, 4, 5]},
        {"id": "east", "socialCost": [0.25, 1.5, 0.6], "statusQuo": [5, 7, 2], "population": 2}]}
      """;
  private static final String CASES =
      """
      agent,task,outcome,date
      ann,x,1.5,2024-01-31
      ann,x,2,2024-02-01
      ann,y,0.5,2024-02-02
      bob,x,1,2024-02-03
      bob,x,0,2024-03-01
      bob,y,2.25,2024-03-02
      bob,y,1.75,2024-03-03
      cid,y,-1,2024-04-01
      cid,x,3,2024-04-02
      cid,y,1,2024-05-01
      """;

  private final Path root;
  private final List<FuzzTarget> targets = new ArrayList<>();

  private FuzzTargets(Path root) {
    this.root = root;
  }

  static List<FuzzTarget> all(Path root) throws IOException {
    FuzzTargets made = new FuzzTargets(root);
    made.markets();
    made.designs();
    made.rounds();
    made.cases();
    made.protocolsAndClasses();
    return List.copyOf(made.targets);
  }

  private void add(Path sound, String file, int share, String... commands) throws IOException {
    targets.add(FuzzTarget.of(sound, root.resolve("targets"), file, share, commands));
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve("sound").resolve(name));
  }

  private static void run(Object... words) {
    CommandRun run = CommandRun.of(Stream.of(words).map(Object::toString).toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isZero();
  }

  private void markets() throws IOException {
    Path all = folder("all");
    Files.writeString(all.resolve("market.json"), MarketTexts.ALL_KINDS);
    add(
        all,
        "market.json",
        12,
        SOLVE,
        "support @market.json --agent north --weights 0.4,0.1,0.9 --types 32 --certify 0.02",
        "diagnose @market.json --types 16 --threads 1",
        "classify @market.json --types 32 --out %c");
    Path file = folder("file");
    Files.writeString(file.resolve("market.json"), FROM_FILE);
    Files.writeString(file.resolve("types.csv"), "weight,a,b\n0.25,1,2\n0.5,2,1\n0.25,1.5,1\n");
    String[] commands = {
      SOLVE,
      "support @market.json --agent south --weights 0.4,0.1 --certify 0.02",
      "diagnose @market.json --types 16 --bayesian-types 4"
    };
    add(file, "types.csv", 8, commands);
    add(file, "market.json", 6, commands);
    Path endowed = folder("endowed");
    Files.writeString(endowed.resolve("market.json"), TWO);
    Files.writeString(
        endowed.resolve("endowment.json"),
        """
        {"format": "polaray-endowment/1", "agents": [
         {"id": "north", "endowment": [9, 4]}, {"id": "south", "endowment": [7, 6]}]}
        """);
    add(endowed, "endowment.json", 5, SOLVE + " --endowment @endowment.json");
  }

  private Path solved(String name, String market) throws IOException {
    Path folder = folder(name);
    Path file = Files.writeString(folder.resolve("market.json"), market);
    Path design = folder.resolve("design");
    run("solve", file, "--out", design, "--types", "64", "--certify", "0.5", "--quiet");
    Path round = folder.resolve("round");
    String seed = "4026531891234567";
    run("offers", file, design.resolve("design.json"), "--seed", seed, "--out", round);
    Files.copy(round.resolve("choices.csv"), folder.resolve("choices.csv"));
    String extents = Files.readString(folder.resolve("choices.csv"));
    Files.writeString(
        folder.resolve("extents.csv"), extents.replace("choice", "extent").replaceAll("keep", "0"));
    return folder;
  }

  private void designs() throws IOException {
    for (String market : List.of(TWO, THREE)) {
      Path folder = solved(market.equals(TWO) ? "two" : "three", market);
      add(
          folder,
          "design/design.json",
          10,
          "verify @market.json @design/design.json",
          "verify @market.json @design/design.json --certificates",
          "simulate @market.json @design/design.json --replicas 1,2 --draws 3 --out %s",
          "offers @market.json @design/design.json --seed 4026531891234567 --out %o",
          "export @market.json @design/design.json --format mps --out %m.mps",
          "export @market.json @design/design.json --format lp --problem selection --out %s.lp",
          "export @market.json @design/design.json --format latex --out %t.tex",
          "report @design --market @market.json --out %r --no-diagnose",
          "explain @design --market @market.json",
          "explain @design --market @market.json --agent north",
          "cards @design --market @market.json --out %c",
          "compare @design --csv %c.csv --latex %c.tex",
          "diagnose @market.json --design @design --types 16",
          SOLVE + " --warm-start @design");
      add(
          folder,
          "market.json",
          5,
          "verify @market.json @design/design.json",
          "simulate @market.json @design/design.json --replicas 1 --draws 2",
          "offers @market.json @design/design.json --seed 4026531891234567 --out %o",
          "report @design --market @market.json --out %r",
          "cards @design --market @market.json --out %c",
          "allocate @market.json @round --choices @choices.csv --force");
      String[] readers = {
        "report @design --market @market.json --out %r --no-diagnose",
        "compare @design",
        "cards @design --market @market.json --out %c"
      };
      add(folder, "design/trace.jsonl", 2, readers);
      add(folder, "design/run.json", 2, readers);
    }
  }

  private void rounds() throws IOException {
    for (String name : List.of("two", "three")) {
      Path folder = folder(name);
      String allocate = "allocate @market.json @round --force --choices @choices.csv";
      add(
          folder,
          "choices.csv",
          12,
          allocate,
          allocate + " --rule priority",
          "export @market.json @design/design.json --format lp --problem selection --round @round"
              + " --choices @choices.csv --out %s.lp");
      add(folder, "extents.csv", 5, allocate + " --rule @extents.csv");
      add(folder, "round/offers.json", 5, allocate);
      add(folder, "round/secret.json", 2, allocate);
    }
  }

  private void cases() throws IOException {
    Path folder = folder("cases");
    Files.writeString(folder.resolve("log.csv"), CASES);
    Files.writeString(
        folder.resolve("costs.csv"), "who,x,y,weight\nann,1,2,0.5\nbob,2,1,0.25\ncid,1,1,0.25\n");
    Files.copy(DATASETS.resolve("asylum").resolve("cells.csv"), folder.resolve("cells.csv"));
    String estimate = "estimate @log.csv --out %m.json";
    add(
        folder,
        "log.csv",
        14,
        estimate,
        estimate + " --cost 5-outcome --drop --min-cases 2",
        estimate + " --since 2024-02-01 --until 2024-04-30",
        estimate + " --preferences lognormal:0:0.5:0.3:0.2:5 --cost 1+2*outcome");
    add(folder, "cells.csv", 12, "estimate @cells.csv --out %m.json --min-cases 3");
    add(folder, "costs.csv", 5, estimate + " --preferences @costs.csv");
  }

  private void protocolsAndClasses() throws IOException {
    Path folder = folder("protocols");
    for (String name : List.of("bilateral-trade", "two-prices", "fixed-prices")) {
      Path file = DATASETS.resolve("protocols").resolve(name + ".json");
      Files.copy(file, folder.resolve(name + ".json"));
      String protocol = "protocol @" + name + ".json";
      add(folder, name + ".json", 6, protocol, protocol + " --out %p");
    }
    Path clinics = folder("clinics");
    Files.copy(DATASETS.resolve("three-clinics/market.json"), clinics.resolve("market.json"));
    Files.copy(DATASETS.resolve("three-clinics/classes.json"), clinics.resolve("classes.json"));
    String classify = "classify @market.json --classes @classes.json --types 64";
    add(clinics, "classes.json", 6, classify, classify + " --out %c");
  }
}
