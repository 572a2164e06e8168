package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.TerminationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code support --ray}: menus that somebody else has found. */
class SupportRayTest {
  @TempDir private Path folder;

  private final Program program = Program.endingWith(TerminationStatus.OPTIMAL);

  private int support(int tasks, String... rays) throws IOException {
    String ones = String.join(",", Collections.nCopies(tasks, "1"));
    String twos = ones.replace('1', '2');
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < tasks; i++) {
      names.append(i == 0 ? "" : ", ").append('"').append("task ").append(i).append('"');
    }
    Path market = folder.resolve("m.json");
    Files.writeString(
        market,
        """
        {"format": "polaray-market/1", "tasks": [NAMES],
         "preferences": {"kind": "uniform", "lower": [ONES], "upper": [TWOS]},
         "agents": [{"id": "x", "socialCost": [ONES], "statusQuo": [ONES]}]}
        """
            .replace("NAMES", names)
            .replace("ONES", ones)
            .replace("TWOS", twos));
    Object[] arguments = new Object[6 + rays.length];
    arguments[0] = market;
    arguments[1] = "--agent=x";
    arguments[2] = "--weights=" + ones;
    arguments[3] = "--certify=0";
    arguments[4] = "--json";
    arguments[5] = "--quiet";
    for (int k = 0; k < rays.length; k++) {
      arguments[6 + k] = "--ray=" + rays[k];
    }
    return program.run("support", arguments);
  }

  /** Volumes of half spaces in the unit cube, worked out by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "3; -1,0.6,0.6; 31; 135",
        "3; -1,-1,2.5; 5; 24",
        "5; 1,1,1,1,-5; 479; 600",
        "3; -1,0.5,0.5; 1; 2",
        "4; -1,-1,1,1; 1; 2"
      })
  void acceptanceProbabilitiesOfTheUnitBox(int tasks, String ray, double share, double of)
      throws IOException {
    assertThat(support(tasks, ray)).as(program.err()).isZero();
    JsonNode root = JsonMapper.shared().readTree(program.out());
    JsonNode given = root.get("menu").get("rays").get(0);
    assertThat(given.get("choiceProbability").asDouble()).isCloseTo(share / of, within(1e-14));
    assertThat(root.get("value").asDouble()).isLessThanOrEqualTo(root.get("upperBound").asDouble());
  }

  @Test
  void aMenuOfTwoRaysIsWorthWhatItsChoicesGive() throws IOException {
    assertThat(support(3, "2.5,-1,-1", "-1,0.4,0.82")).as(program.err()).isZero();
    JsonNode root = JsonMapper.shared().readTree(program.out());
    double value = 3;
    for (JsonNode ray : root.get("menu").get("rays")) {
      double sum = 0;
      for (JsonNode entry : ray.get("direction")) {
        sum += entry.asDouble();
      }
      value += ray.get("choiceProbability").asDouble() * sum;
    }
    assertThat(root.get("value").asDouble()).isCloseTo(value, within(1e-12));
    assertThat(value).isGreaterThan(3.15);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-1,0.6; --ray has 2 numbers",
        "-1,x,1; --ray has 'x'",
        "-1,NaN,1; --ray has 'NaN'",
        "1,1,1; is no trade",
        "-1,-1,-1; is no trade"
      })
  void raysThatAreNoneAreRefused(String ray, String message) throws IOException {
    assertThat(support(3, ray)).isEqualTo(2);
    assertThat(program.err()).contains(message);
  }

  @Test
  void raysThatAreNotPolarisedAreRefused() throws IOException {
    assertThat(support(3, "-1,0.6,0.6", "0.1,-1,0.2")).isEqualTo(2);
    assertThat(program.err()).contains("not polarised");
    assertThat(support(3, "-1,0.6,0.6", "-1,0.7,0.5")).isEqualTo(2);
    assertThat(program.err()).contains("not polarised");
  }
}
