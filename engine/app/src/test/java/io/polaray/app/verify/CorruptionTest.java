package io.polaray.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every corruption that changes a checked quantity beyond its tolerance is rejected by name. */
class CorruptionTest {
  private static final int LEADING_DIGITS = 6;

  @TempDir private Path folder;

  /** A number of a design or market: its place, its text and how to replace it. */
  private record Leaf(String place, String text, Consumer<Double> replace) {}

  private static void collect(JsonNode node, String place, List<Leaf> leaves) {
    if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames()) {
        String inner = place.isEmpty() ? name : place + "." + name;
        JsonNode child = object.get(name);
        if (child.isNumber()) {
          leaves.add(new Leaf(inner, child.asString(), value -> object.put(name, value)));
        } else {
          collect(child, inner, leaves);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int k = 0; k < array.size(); k++) {
        int at = k;
        if (array.get(k).isNumber()) {
          leaves.add(
              new Leaf(
                  place + "[]",
                  array.get(k).asString(),
                  value -> array.set(at, array.numberNode(value))));
        } else {
          collect(array.get(k), place + "[]", leaves);
        }
      }
    }
  }

  /** Checks of which at least one must name the change; empty for what no check covers. */
  private static List<String> expected(String place, String fixture) {
    return switch (place) {
      case "cost.design", "cost.statusQuo", "cost.firstBest" -> List.of("costs");
      case "cost.lowerBound" -> List.of("gaps", "lower-bound");
      case "cost.relativeGap", "cost.gainGap", "cost.gainShare" -> List.of("gaps");
      case "agents[].expectedAssignment[]" -> List.of("expected-assignments");
      case "agents[].lottery[].probability" -> List.of("lotteries");
      case "agents[].lottery[].menu.assignment[]" -> List.of("rays", "expected-assignments");
      case "agents[].lottery[].menu.rays[].direction[]" ->
          List.of("rays", "polarisation", "choice-probabilities", "expected-assignments");
      case "agents[].lottery[].menu.rays[].choiceProbability" ->
          fixture.equals("sampled")
              ? List.of("choice-probabilities", "expected-assignments")
              : List.of("choice-probabilities");
      default -> List.of();
    };
  }

  /** Another number: one of the leading digits of a numeral is replaced. */
  private static double oneDigit(String text, SplittableRandom random) {
    while (true) {
      int exponent = Math.max(text.indexOf('E'), text.indexOf('e'));
      int end = exponent < 0 ? text.length() : exponent;
      List<Integer> digits = new ArrayList<>();
      boolean significant = false;
      for (int at = 0; at < end; at++) {
        char digit = text.charAt(at);
        significant |= digit >= '1' && digit <= '9';
        if (Character.isDigit(digit) && digits.size() < LEADING_DIGITS && significant) {
          digits.add(at);
        }
      }
      if (digits.isEmpty()) {
        return random.nextInt(1, 10) / 10.0;
      }
      int at = digits.get(random.nextInt(digits.size()));
      char[] changed = text.toCharArray();
      changed[at] = (char) ('0' + random.nextInt(10));
      double value = Double.parseDouble(new String(changed));
      if (value != Double.parseDouble(text)) {
        return value;
      }
    }
  }

  private Set<String> failing(DesignFixtures.Case fixture) throws IOException {
    fixture.write(folder);
    VerifyCommandTest.Run run = VerifyCommandTest.run(folder, "--json", "--bound-seconds", "0");
    assertThat(run.status()).as(run.err()).isIn(0, 5);
    Set<String> checks = new TreeSet<>();
    for (JsonNode failure : DesignFixtures.MAPPER.readTree(run.out()).get("failures")) {
      checks.add(failure.get("check").stringValue());
    }
    assertThat(checks.isEmpty()).isEqualTo(run.status() == 0);
    return checks;
  }

  private void digits(long seed, int rounds) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int made = 0;
    while (made < rounds) {
      List<DesignFixtures.Case> cases = DesignFixtures.all();
      DesignFixtures.Case fixture = cases.get(random.nextInt(cases.size()));
      List<Leaf> leaves = new ArrayList<>();
      collect(fixture.design(), "", leaves);
      Leaf leaf = leaves.get(random.nextInt(leaves.size()));
      List<String> expected = expected(leaf.place(), fixture.name());
      boolean rounding = Math.abs(Double.parseDouble(leaf.text())) < 1e-9;
      if (expected.isEmpty() || (rounding && leaf.place().startsWith("cost."))) {
        continue;
      }
      double value = oneDigit(leaf.text(), random);
      leaf.replace().accept(value);
      assertThat(failing(fixture))
          .as("%s: %s from %s to %s", fixture.name(), leaf.place(), leaf.text(), value)
          .containsAnyElementsOf(expected);
      made++;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void oneDigitOfANumber(long seed) throws IOException {
    digits(seed, 40);
  }

  @Tag("slow")
  @Test
  void oneDigitOfANumberManyTimes() throws IOException {
    digits(99, 3_000);
  }

  /** The market changes, the design keeps the digest up to date. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void oneDigitOfTheMarket(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < 40; k++) {
      List<DesignFixtures.Case> cases = DesignFixtures.all();
      cases = cases.stream().filter(at -> !at.name().equals("remedialOnly")).toList();
      DesignFixtures.Case fixture = cases.get(random.nextInt(cases.size()));
      List<Leaf> leaves = new ArrayList<>();
      collect(fixture.market(), "", leaves);
      leaves.removeIf(
          leaf -> !Set.of("agents[].socialCost[]", "agents[].statusQuo[]").contains(leaf.place()));
      Leaf leaf = leaves.get(random.nextInt(leaves.size()));
      double value = oneDigit(leaf.text(), random);
      leaf.replace().accept(value);
      assertThat(failing(fixture))
          .as("%s: %s from %s to %s", fixture.name(), leaf.place(), leaf.text(), value)
          .containsAnyOf("costs", "rays", "expected-assignments", "market-clearing");
    }
  }

  @Test
  void taskPricesNoLongerCarryTheBound() throws IOException {
    for (double change : new double[] {-0.5, -0.01, 0.01, 0.5}) {
      for (int i = 0; i < 2; i++) {
        DesignFixtures.Case fixture = DesignFixtures.twoAgents();
        ArrayNode prices = (ArrayNode) fixture.design().get("taskPrices");
        prices.set(i, prices.numberNode(prices.get(i).doubleValue() + change));
        assertThat(failing(fixture)).containsExactly("lower-bound");
      }
    }
  }

  private static ObjectNode agent(ObjectNode design, int j) {
    return (ObjectNode) design.get("agents").get(j);
  }

  private static ObjectNode menu(ObjectNode design, int j) {
    return (ObjectNode) agent(design, j).get("lottery").get(0).get("menu");
  }

  private static Arguments of(
      String what, DesignFixtures.Case fixture, Consumer<ObjectNode> change, String... checks) {
    return Arguments.of(what, fixture, change, Arrays.asList(checks));
  }

  static Stream<Arguments> structural() {
    return Stream.concat(agentsAndRays(), lotteriesAndClaims());
  }

  private static Stream<Arguments> agentsAndRays() {
    return Stream.of(
        of(
            "agents swapped",
            DesignFixtures.twoAgents(),
            design -> {
              agent(design, 0).put("id", "second");
              agent(design, 1).put("id", "first");
            },
            "costs"),
        of(
            "agents with different endowments swapped",
            DesignFixtures.ownPreferences(),
            design -> {
              agent(design, 0).put("id", "b");
              agent(design, 1).put("id", "a");
            },
            "rays"),
        of(
            "agent dropped",
            DesignFixtures.threeTasks(),
            design -> ((ArrayNode) design.get("agents")).remove(1),
            "agents"),
        of(
            "agent twice",
            DesignFixtures.threeTasks(),
            design -> ((ArrayNode) design.get("agents")).add(agent(design, 1).deepCopy()),
            "agents"),
        of(
            "unknown agent",
            DesignFixtures.threeTasks(),
            design -> agent(design, 1).put("id", "nobody"),
            "agents"),
        of(
            "ray twice",
            DesignFixtures.threeTasks(),
            design -> {
              ArrayNode rays = (ArrayNode) menu(design, 0).get("rays");
              rays.add(rays.get(0).deepCopy());
            },
            "polarisation"),
        of(
            "rays of two agents swapped",
            DesignFixtures.twoAgents(),
            design -> {
              JsonNode first = menu(design, 0).get("rays");
              menu(design, 0).set("rays", menu(design, 1).get("rays"));
              menu(design, 1).set("rays", first);
            },
            "expected-assignments"),
        of(
            "ray dropped",
            DesignFixtures.twoAgents(),
            design -> ((ArrayNode) menu(design, 0).get("rays")).remove(0),
            "expected-assignments"),
        of(
            "ray no longer taken",
            DesignFixtures.twoAgents(),
            design -> ((ObjectNode) menu(design, 0).get("rays").get(1)).put("taken", false),
            "expected-assignments"),
        of(
            "ray not at full extension",
            DesignFixtures.ownPreferences(),
            design -> {
              ArrayNode direction = (ArrayNode) menu(design, 0).get("rays").get(0).get("direction");
              for (int i = 0; i < direction.size(); i++) {
                direction.set(i, direction.numberNode(direction.get(i).doubleValue() / 2));
              }
            },
            "rays"));
  }

  private static Stream<Arguments> lotteriesAndClaims() {
    return Stream.of(
        of(
            "lottery weights swapped",
            DesignFixtures.threeTasks(),
            design -> {
              ObjectNode first = (ObjectNode) agent(design, 0).get("lottery").get(0);
              ObjectNode second = (ObjectNode) agent(design, 0).get("lottery").get(1);
              JsonNode kept = first.get("probability");
              first.set("probability", second.get("probability"));
              second.set("probability", kept);
            },
            "expected-assignments"),
        of(
            "menu split in two, too many menus",
            DesignFixtures.twoAgents(),
            design -> {
              for (int j = 0; j < 2; j++) {
                ArrayNode lottery = (ArrayNode) agent(design, j).get("lottery");
                for (int k = 0; k < 3; k++) {
                  lottery.add(lottery.get(0).deepCopy());
                }
                lottery.forEach(entry -> ((ObjectNode) entry).put("probability", 0.25));
              }
            },
            "lotteries"),
        of(
            "remedial menu gives more",
            DesignFixtures.remedialOnly(),
            design -> {
              ArrayNode assignment = (ArrayNode) menu(design, 1).get("assignment");
              assignment.set(1, assignment.numberNode(1e-300));
            },
            "rays"),
        of(
            "another market",
            DesignFixtures.remedialOnly(),
            design -> ((ObjectNode) design.get("market")).put("name", "other"),
            "market-identity"),
        of(
            "status upgraded",
            DesignFixtures.threeTasks(),
            design -> design.put("status", "OPTIMAL"),
            "status"),
        of(
            "relaxed bound called optimal",
            DesignFixtures.finiteTypes(),
            design -> design.put("status", "OPTIMAL"),
            "status"),
        of(
            "unknown status",
            DesignFixtures.twoAgents(),
            design -> design.put("status", "BEST"),
            "status"),
        of(
            "bound above the design",
            DesignFixtures.threeTasks(),
            design -> {
              ObjectNode cost = (ObjectNode) design.get("cost");
              double bound = cost.get("design").doubleValue() * 1.001;
              gaps(cost, bound);
            },
            "lower-bound"),
        of(
            "bound raised and gaps with it",
            DesignFixtures.twoAgents(),
            design -> gaps((ObjectNode) design.get("cost"), 0.988327552),
            "lower-bound"));
  }

  private static void gaps(ObjectNode cost, double bound) {
    double design = cost.get("design").doubleValue();
    double statusQuo = cost.get("statusQuo").doubleValue();
    cost.put("lowerBound", bound);
    cost.put("relativeGap", (design - bound) / Math.max(Math.abs(design), 1e-9));
    cost.put("gainGap", (design - bound) / (statusQuo - bound));
    cost.put("gainShare", (statusQuo - design) / (statusQuo - bound));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("structural")
  void structure(
      String what, DesignFixtures.Case fixture, Consumer<ObjectNode> change, List<String> checks)
      throws IOException {
    assertThat(failing(fixture)).as("before: %s", what).isEmpty();
    change.accept(fixture.design());
    assertThat(failing(fixture)).as(what).containsAll(checks);
  }

  @Test
  void marketFileEditedAfterwards() throws IOException {
    DesignFixtures.twoAgents().write(folder);
    Path market = folder.resolve("market.json");
    Files.writeString(market, Files.readString(market) + "\n");
    VerifyCommandTest.Run run = VerifyCommandTest.run(folder, "--bound-seconds", "0");
    assertThat(run.status()).isEqualTo(5);
    assertThat(run.out()).contains("FAILED market-identity: design: market.sha256");
  }
}
