package io.polaray.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.app.market.MarketMutations;
import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One real round: offers, choices, allocation, replay. */
class RoundCommandsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SEED = "402653189123456789";
  private static final String MARKET =
      """
      {"format": "polaray-market/1", "name": "clinics", "tasks": ["a", "b"],
       "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [2, 2]},
       "agents": [{"id": "x", "socialCost": [0, 1], "statusQuo": [4, 4], "population": 5},
                  {"id": "y", "socialCost": [1, 0], "statusQuo": [4, 4], "population": 7},
                  {"id": "=z", "socialCost": [0.4, 0.7], "statusQuo": [3.5, 5.5],
                   "population": 2}]}
      """;

  @TempDir private Path folder;
  private Path market;
  private Path design;
  private Path round;
  private Path choices;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);

  @BeforeEach
  void solveAndOffer() throws IOException {
    market = Files.writeString(folder.resolve("m.json"), MARKET);
    assertThat(program.run("solve", market, "--out", folder.resolve("d"), "--quiet")).isZero();
    design = folder.resolve("d/design.json");
    round = folder.resolve("r");
    assertThat(program.run("offers", market, design, "--seed", SEED, "--out", round)).isZero();
    choices = folder.resolve("choices.csv");
    acceptTrades();
  }

  /** Agent x takes the last trade offered, everybody else the first. */
  private void acceptTrades() throws IOException {
    List<String> offers = Files.readAllLines(round.resolve("offers.csv"));
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(round.resolve("choices.csv"))) {
      String chosen = line;
      for (String trade : line.startsWith("x") ? List.of(",1", ",2") : List.of(",2", ",1")) {
        String taken = line.replace(",keep", trade);
        if (offers.stream().anyMatch(offer -> offer.startsWith(taken + ","))) {
          chosen = taken;
        }
      }
      lines.add(chosen);
    }
    assertThat(lines).hasSize(15);
    Files.write(choices, lines);
  }

  private int allocate(Object... more) {
    Object[] words =
        Stream.concat(Stream.of(market, round, "--choices", choices), Stream.of(more)).toArray();
    return program.run("allocate", words);
  }

  @Test
  void aRoundEndsInWholeTasksWithAllTotals() throws IOException {
    assertThat(program.out()).startsWith("DONE: 14 people are offered a menu");
    assertThat(program.err()).isEmpty();
    assertThat(allocate()).isZero();
    assertThat(program.out())
        .contains("a: 55 of 55", "b: 59 of 59", "DONE: every task is assigned");
    JsonNode allocation = JSON.readTree(Files.readString(round.resolve("allocation.json")));
    int[] totals = new int[2];
    boolean traded = false;
    for (JsonNode person : allocation.get("people")) {
      double expected = 0;
      int assigned = 0;
      for (int i = 0; i < 2; i++) {
        totals[i] += person.get("assigned").get(i).asInt();
        assigned += person.get("assigned").get(i).asInt();
        expected += person.get("expected").get(i).asDouble();
      }
      assertThat(Math.abs(assigned - expected)).isLessThan(1 + 1e-9);
      traded |= person.get("carriedOut").asDouble() > 0;
    }
    assertThat(totals).containsExactly(55, 59);
    assertThat(traded).isTrue();
    JsonNode cost = allocation.get("cost");
    assertThat(cost.get("expected").asDouble()).isLessThan(cost.get("statusQuo").asDouble());
    List<String> people = Files.readAllLines(round.resolve("people.csv"));
    assertThat(people).hasSize(15);
    assertThat(people.get(1)).contains("Does", "before: 4 a and 4 b");
    assertThat(Files.readAllLines(round.resolve("allocation.csv"))).hasSize(29);
  }

  @Test
  void everybodyKeepingIsTheStatusQuoRounded() throws IOException {
    choices = round.resolve("choices.csv");
    assertThat(allocate("--json")).isZero();
    JsonNode people = JSON.readTree(program.out()).get("people");
    for (int a = 0; a < 12; a++) {
      assertThat(people.get(a).get("assigned").toString()).isEqualTo("[4,4]");
    }
    int last = people.get(12).get("assigned").get(0).asInt();
    assertThat(last).isBetween(3, 4);
    assertThat(people.get(13).get("assigned").get(0).asInt()).isEqualTo(7 - last);
  }

  @Test
  void sameInputsSameBytesAndReplay() throws IOException {
    Path again = folder.resolve("again");
    program.run("offers", market, design, "--seed", SEED, "--out", again);
    assertThat(again.resolve("offers.json")).hasSameBinaryContentAs(round.resolve("offers.json"));
    assertThat(Files.readString(round.resolve("offers.json"))).doesNotContain(SEED);
    assertThat(allocate("--replay")).isEqualTo(3);
    assertThat(allocate()).isZero();
    assertThat(allocate()).isEqualTo(3);
    assertThat(program.err()).contains("--force");
    assertThat(allocate("--replay")).isZero();
    assertThat(program.out()).startsWith("REPLAYED");

    List<String> rows = new ArrayList<>(Files.readAllLines(choices));
    rows.add(rows.remove(1));
    Files.write(choices, rows);
    assertThat(allocate("--replay", "--json")).isZero();
    assertThat(JSON.readTree(program.out()).get("allocationFollows").asBoolean()).isTrue();

    Path document = round.resolve("allocation.json");
    Files.writeString(document, Files.readString(document).replaceFirst("\"1\"", "\"3\""));
    assertThat(allocate("--replay")).isEqualTo(5);
    assertThat(program.out()).startsWith("DIFFERENT: the allocation");
  }

  @Test
  void offersThatTheSeedDoesNotDrawAreFound() throws IOException {
    Path offers = round.resolve("offers.json");
    String text = Files.readString(offers);
    JsonNode agents = JSON.readTree(text).get("agents");
    for (JsonNode agent : agents) {
      String before =
          "\"menuOfPerson\": " + agent.get("menuOfPerson").toString().replace(",", ", ");
      if (agent.get("menus").size() == 2) {
        String swapped = before.replace("1", "#").replace("2", "1").replace("#", "2");
        Files.writeString(offers, text.replaceFirst(Pattern.quote(before), swapped));
        acceptNothing();
        assertThat(allocate()).isZero();
        assertThat(allocate("--replay")).isEqualTo(5);
        assertThat(program.out()).startsWith("DIFFERENT: the offers");
        return;
      }
    }
    assertThat(agents).as("some agent has a proper lottery").isNull();
  }

  private void acceptNothing() throws IOException {
    Files.copy(round.resolve("choices.csv"), choices, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aForeignNonceIsRefused() throws IOException {
    Path secret = round.resolve("secret.json");
    String text = Files.readString(secret);
    String nonce = JSON.readTree(text).get("nonce").asString();
    Files.writeString(secret, text.replace(nonce, "0".repeat(64)));
    assertThat(allocate()).isEqualTo(3);
    assertThat(program.err()).contains("nonce", "published");
  }

  @Test
  void everyWrongChoiceIsListed() throws IOException {
    Files.writeString(
        choices,
        """
        person,choice,agent
        1,keep,x
        1,keep,x
        9,keep,x
        2,7,x
        1,keep,w
        3,,y
        """);
    assertThat(allocate()).isEqualTo(3);
    assertThat(program.err())
        .contains("stands in line 2 already")
        .contains("has no such person")
        .contains("7: person 2 of agent x was not offered that")
        .contains("agent is w: no agent of the market has this id")
        .contains("choice is empty")
        .contains("person 1 of agent =z is missing")
        .contains("person 7 of agent y is missing");
    assertThat(program.err().lines()).hasSize(5 + 3 + 6 + 2);
    assertThat(round.resolve("allocation.json")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "'agent,choice', person",
    "'', empty",
    "'x,1,keep', header",
    "'agent;person;choice', semicolons"
  })
  void aFileWithoutHeaderIsRefused(String text, String message) throws IOException {
    Files.writeString(choices, text);
    assertThat(allocate()).isEqualTo(3);
    assertThat(program.err()).startsWith(choices.toString()).contains(message);
  }

  @Test
  void keepMayBeWrittenInCapitals() throws IOException {
    Files.writeString(choices, Files.readString(choices).replaceAll(",[12]\n", ",KEEP\n"));
    assertThat(allocate()).isZero();
    assertThat(Files.readString(round.resolve("people.csv"))).doesNotContain("Asked to give");
  }

  @Test
  void otherRulesCanBePluggedIn() throws IOException {
    assertThat(allocate("--rule", "priority")).isZero();
    Path extents = folder.resolve("extents.csv");
    List<String> lines = new ArrayList<>(List.of("agent,person,extent"));
    for (String line : Files.readAllLines(choices).subList(1, 15)) {
      lines.add(line.substring(0, line.lastIndexOf(',')) + ",0");
    }
    Files.write(extents, lines);
    assertThat(allocate("--rule", extents, "--force")).isZero();
    JsonNode allocation = JSON.readTree(Files.readString(round.resolve("allocation.json")));
    assertThat(allocation.get("rule").asString()).isEqualTo("own");
    lines.set(1, lines.get(1).replace(",0", ",0.5"));
    Files.write(extents, lines);
    assertThat(allocate("--rule", extents, "--force")).isEqualTo(3);
    assertThat(program.err()).contains("extents do not make an allocation");
    lines.set(2, lines.get(2).replace(",0", ",2"));
    Files.write(extents, lines);
    assertThat(allocate("--rule", extents, "--force")).isEqualTo(3);
    assertThat(program.err()).contains("extent is 2");
    assertThat(allocate("--rule", folder.resolve("none.csv"), "--force")).isEqualTo(3);
  }

  @Test
  void totalsMustBeWhole() throws IOException {
    Files.writeString(market, MARKET.replace("[3.5, 5.5]", "[3.25, 5.5]"));
    program.run("solve", market, "--out", folder.resolve("d"), "--quiet", "--force");
    assertThat(program.run("offers", market, design, "--seed", SEED, "--out", round, "--force"))
        .isEqualTo(3);
    assertThat(program.err()).contains("task a is 54.5", "no whole number");
    Files.writeString(market, MARKET.replace("\"population\": 7", "\"population\": 7.5"));
    program.run("solve", market, "--out", folder.resolve("d"), "--quiet", "--force");
    assertThat(program.run("offers", market, design, "--seed", SEED, "--out", folder.resolve("q")))
        .isEqualTo(3);
    assertThat(program.err()).contains("agents[1].population is 7.5");
  }

  @Test
  void offersOfAnotherMarketAreRefused() throws IOException {
    Files.writeString(market, MARKET.replace("clinics", "wards"));
    assertThat(allocate()).isEqualTo(3);
    assertThat(program.err()).contains("another market");
  }

  @Test
  void aGuessableSeedIsWarnedOf() {
    assertThat(program.run("offers", market, design, "--seed", 7, "--out", folder.resolve("q")))
        .isZero();
    assertThat(program.err()).startsWith("warning: the seed can be guessed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "offers M D",
        "offers M D --seed 1",
        "offers M D --out R",
        "offers M D --seed x --out R",
        "allocate M R",
        "allocate M R --choices C --nonsense"
      })
  void wrongCommandLinesAreUsageErrors(String line) {
    String[] words = line.replace("M", "m.json").split(" ");
    assertThat(program.run(words)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43})
  void damagedFilesOfARoundAreUsedOrRefused(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Path> files = List.of(choices, round.resolve("offers.json"), round.resolve("secret.json"));
    int refused = 0;
    for (int k = 0; k < 36; k++) {
      Path file = files.get(k % files.size());
      String sound = Files.readString(file);
      byte[] bytes = MarketMutations.damage(sound, random);
      Files.write(file, bytes);
      int status = allocate("--force", "--quiet");
      assertThat(status)
          .as("seed %d, input %d: %s%n%s", seed, k, program.err(), new String(bytes, UTF_8))
          .isIn(ExitStatus.DONE, ExitStatus.BAD_INPUT);
      if (status == ExitStatus.BAD_INPUT) {
        refused++;
        assertThat(program.err()).doesNotContain("Exception").isNotBlank();
      }
      Files.writeString(file, sound);
    }
    assertThat(refused).isPositive();
  }

  @Test
  void tooManyPeopleAreNamedWithTheirGroup() throws IOException {
    Path large =
        Files.writeString(
            folder.resolve("large.json"),
            MARKET.replace("\"population\": 7", "\"population\": 20000000"));
    Path solved = folder.resolve("large");
    assertThat(program.run("solve", large, "--out", solved, "--quiet")).isZero();
    Path of = solved.resolve("design.json");
    Path out = folder.resolve("large-round");
    assertThat(program.run("offers", large, of, "--seed", SEED, "--out", out))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(out).doesNotExist();
    assertThat(program.err())
        .startsWith(large + ": agents[1].population is 2E7: ")
        .contains("there are 2.0000007E7 people", "at most 1e7");
  }
}
