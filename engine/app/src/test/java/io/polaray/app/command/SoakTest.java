package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random small markets through solve, verify, simulate, offers, allocate and replay, against all
 * menus of two tasks and many of three. {@code -Dpolaray.soak.minutes=60} runs for an hour in place
 * of a few markets; {@code -Dpolaray.soak.seed} chooses others.
 */
class SoakTest {
  private static final int MARKETS = 16;
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);

  @Test
  @Tag("slow")
  void smallMarketsHoldFromEndToEnd() throws IOException {
    int minutes = Integer.getInteger("polaray.soak.minutes", 0);
    long seed = Long.getLong("polaray.soak.seed", 1);
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    int rounds = 0;
    int tried = 0;
    List<String> broken = new ArrayList<>();
    for (int k = 0; minutes > 0 ? System.nanoTime() < end : k < MARKETS; k++) {
      SmallMarket market = SmallMarket.random(new SplittableRandom(seed * 1_000_003L + k));
      Path file = Files.writeString(folder.resolve("m.json"), market.json());
      String place = "seed " + seed + ", market " + k + ":\n" + market.json() + "\n";
      try {
        solve(place, file, market);
        simulate(place, file);
        rounds += round(place, file, new SplittableRandom(k), market) ? 1 : 0;
      } catch (AssertionError e) {
        broken.add(String.valueOf(e.getMessage()));
      }
      tried++;
    }
    assertThat(broken).as("%d of %d markets broke", broken.size(), tried).isEmpty();
    assertThat(rounds).isPositive();
  }

  private Path designFile() {
    return folder.resolve("out/design.json");
  }

  private void solve(String place, Path file, SmallMarket market) throws IOException {
    int status =
        program.run(
            "solve",
            file,
            "--out",
            folder.resolve("out"),
            "--force",
            "--quiet",
            "--gap",
            market.tasks() == 2 ? "1e-7" : "1e-3",
            "--certify",
            "2");
    assertThat(status).as("%s%s", place, program.err()).isZero();
    assertThat(program.run("verify", file, designFile(), "--quiet", "--bound-seconds", 0.2))
        .as("%s%s", place, program.out())
        .isZero();
    JsonNode design = JSON.readTree(Files.readString(designFile()));
    JsonNode cost = design.get("cost");
    double found = cost.get("design").asDouble();
    double bound = cost.get("lowerBound").asDouble();
    double size = market.grossCost();
    double known = market.knownCost();
    assertThat(known).as("%sreference", place).isNotNaN();
    assertThat(bound).as("%sbound against the menus known", place).isLessThan(known + 1e-9 * size);
    assertThat(found)
        .as("%sabove the status quo", place)
        .isLessThan(cost.get("statusQuo").asDouble() + 1e-9 * size);
    if (market.tasks() == 2) {
      boolean cancels = Math.abs(found) <= 1e-6 * size;
      assertThat(design.get("status").asString())
          .as(place)
          .isIn("OPTIMAL", cancels ? "LOCALLY_SOLVED" : "OPTIMAL");
      assertThat(found)
          .as("%sdesign against all menus", place)
          .isLessThan(known + 2e-7 * Math.abs(found) + 1e-9 * size);
    } else {
      double gain = cost.get("statusQuo").asDouble() - known;
      assertThat(found)
          .as("%sdesign against many menus", place)
          .isLessThan(known + 0.002 * gain + 1e-3 * Math.abs(found) + 1e-9 * size);
    }
    if (market.isFinite() && market.tasks() == 2) {
      assertThat(found).as("%sdesign below the optimum", place).isGreaterThan(known - 1e-9 * size);
    }
  }

  private void simulate(String place, Path file) throws IOException {
    int status =
        program.run("simulate", file, designFile(), "--replicas", "1,3", "--draws", "10", "--json");
    assertThat(status).as("%s%s", place, program.err()).isZero();
    JsonNode simulation = JSON.readTree(program.out());
    assertThat(simulation.get("neverAboveEndowments").asBoolean()).as(place).isTrue();
    for (JsonNode replicas : simulation.get("series").get(0).get("replicas")) {
      assertThat(replicas.get("unsolved").asInt()).as(place).isZero();
    }
  }

  /** One round in which people choose at random; true if anybody trades. */
  private boolean round(String place, Path file, SplittableRandom random, SmallMarket market)
      throws IOException {
    Path folderOfRound = folder.resolve("round");
    int status =
        program.run(
            "offers",
            file,
            designFile(),
            "--seed",
            100_000_000_000_000L + random.nextInt(1 << 30),
            "--out",
            folderOfRound,
            "--force");
    assertThat(status).as("%s%s", place, program.err()).isZero();
    Path choices = folder.resolve("choices.csv");
    boolean trades = choose(folderOfRound, choices, random);
    assertThat(program.run("allocate", file, folderOfRound, "--choices", choices, "--force"))
        .as("%s%s", place, program.err())
        .isZero();
    JsonNode allocation = JSON.readTree(Files.readString(folderOfRound.resolve("allocation.json")));
    long[] totals = new long[market.tasks()];
    for (JsonNode person : allocation.get("people")) {
      for (int i = 0; i < totals.length; i++) {
        int tasks = person.get("assigned").get(i).asInt();
        assertThat(tasks).as(place).isNotNegative();
        totals[i] += tasks;
      }
    }
    for (int i = 0; i < totals.length; i++) {
      assertThat((double) totals[i]).as(place).isEqualTo(market.instances(i));
    }
    JsonNode cost = allocation.get("cost");
    assertThat(cost.get("expected").asDouble())
        .as(place)
        .isLessThan(cost.get("statusQuo").asDouble() + 1e-9 * market.grossCost());
    assertThat(program.run("allocate", file, folderOfRound, "--choices", choices, "--replay"))
        .as("%s%s", place, program.err())
        .isZero();
    return trades;
  }

  private static boolean choose(Path round, Path choices, SplittableRandom random)
      throws IOException {
    Map<String, List<String>> offered = new LinkedHashMap<>();
    List<String> rows = Files.readAllLines(round.resolve("offers.csv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",", 4);
      offered.computeIfAbsent(cells[0] + "," + cells[1], p -> new ArrayList<>()).add(cells[2]);
    }
    List<String> lines = new ArrayList<>(List.of("agent,person,choice"));
    boolean trades = false;
    for (Map.Entry<String, List<String>> person : offered.entrySet()) {
      String choice = person.getValue().get(random.nextInt(person.getValue().size()));
      trades |= !choice.equals("keep");
      lines.add(person.getKey() + "," + choice);
    }
    Files.write(choices, lines);
    return trades;
  }
}
