package io.polaray.app.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.app.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged market files are either read or refused with places; nothing else can come out. */
class MarketFuzzTest {
  private static final String SOUND =
      """
      {"format": "polaray-market/1", "name": "clinics", "tasks": ["a", "b", "c"],
       "preferences": {"kind": "uniform", "lower": [1, 1, 0.5], "upper": [2, 2, 3]},
       "agents": [
        {"id": "north", "socialCost": [1, 0.5, -1], "statusQuo": [10, 4, 0]},
        {"id": "south", "socialCost": [0, 1, 2], "statusQuo": [6, 6, 1], "endowment": [6, 6, 1],
         "population": 12, "slack": 1.5, "preferences":
          {"kind": "types", "types": [[1, 2, 1], [2, 1, 1]], "weights": [0.25, 0.75]}},
        {"id": "east", "socialCost": [1, 1, 1], "statusQuo": [1, 1, 1], "preferences":
          {"kind": "independent", "marginals": [
           {"distribution": "gamma", "shape": 2, "scale": 1, "lower": 0.1, "upper": 9},
           {"distribution": "beta", "alpha": 2, "beta": 2, "lower": 1, "upper": 2},
           {"distribution": "lognormal", "mu": 0, "sigma": 1, "lower": 0.5, "upper": 2}]}},
        {"id": "west", "socialCost": [1, 1, 1], "statusQuo": [1, 1, 1], "preferences":
          {"kind": "lognormal", "mean": [0, 0, 0], "lower": [0.5, 0.5, 0.5], "upper": [2, 2, 2],
           "covariance": [[1, 0.1, 0], [0.1, 1, 0], [0, 0, 1]]}},
        {"id": "both", "socialCost": [1, 1, 1], "statusQuo": [1, 1, 1], "preferences":
          {"kind": "mixture", "weights": [0.25, 0.75], "components": [
           {"kind": "uniform", "lower": [1, 1, 1], "upper": [2, 2, 2]},
           {"kind": "uniform", "lower": [2, 1, 0.5], "upper": [3, 1, 1]}]}}]}
      """;

  @TempDir private Path folder;

  private void damageAndRead(long seed, int inputs) throws IOException {
    Path sound = Files.writeString(folder.resolve("sound.json"), SOUND);
    assertThat(MarketReader.read(sound).market().agents()).isNotEmpty();
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int k = 0; k < inputs; k++) {
      byte[] damaged = MarketMutations.damage(SOUND, random);
      Path file = Files.write(folder.resolve("m.json"), damaged);
      try {
        MarketFile market = MarketReader.read(file);
        assertThat(market.market().instances().isFinite()).isTrue();
      } catch (BadInputException e) {
        refused++;
        assertThat(e.count()).isPositive();
        assertThat(e.listing(50)).startsWith(file.toString()).doesNotContain("Exception");
      }
    }
    assertThat(refused).isGreaterThan(inputs / 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void marketsWithOneOtherNumberAreMostlyRead(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int read = 0;
    for (int k = 0; k < 100; k++) {
      String changed = MarketMutations.otherNumber(SOUND, random);
      assertThat(changed).isNotEqualTo(SOUND);
      Path file = Files.writeString(folder.resolve("m.json"), changed);
      try {
        assertThat(MarketReader.read(file).market().agents()).hasSize(5);
        read++;
      } catch (BadInputException e) {
        assertThat(e.count()).isPositive();
      }
    }
    assertThat(read).isGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedMarketsAreReadOrRefused(long seed) throws IOException {
    damageAndRead(seed, 300);
  }

  @Test
  @Tag("slow")
  void manyDamagedMarketsAreReadOrRefused() throws IOException {
    damageAndRead(4, 5_000);
  }
}
