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
  private static final String SOUND = MarketTexts.ALL_KINDS;

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
