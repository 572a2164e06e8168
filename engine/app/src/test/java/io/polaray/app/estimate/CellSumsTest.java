package io.polaray.app.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellSumsTest {
  @Test
  void oneCaseHasNoSpread() {
    assertThat(new CellSums(5).cell()).isEqualTo(new Cell(1, 5, 0));
  }

  @Test
  void aLargeCommonLevelCostsNoDigits() {
    CellSums sums = new CellSums(1e9 + 4);
    sums.add(1e9 + 7);
    sums.add(1e9 + 13);
    sums.add(1e9 + 16);

    Cell cell = sums.cell();
    assertThat(cell.mean()).isEqualTo(1e9 + 10);
    assertThat(cell.squares()).isCloseTo(90, within(1e-12));
    assertThat(cell.standardDeviation()).isCloseTo(StrictMath.sqrt(30), within(1e-12));
  }

  @Test
  void theOrderOfTheRowsDoesNotShow() {
    Random random = new Random(3);
    List<Double> outcomes = new ArrayList<>();
    for (int k = 0; k < 1000; k++) {
      outcomes.add(random.nextGaussian() * StrictMath.pow(10, random.nextInt(6)));
    }
    Cell first = cell(outcomes);
    for (int k = 0; k < 10; k++) {
      Collections.shuffle(outcomes, random);
      Cell again = cell(outcomes);
      assertThat(again.mean()).isCloseTo(first.mean(), within(1e-10));
      assertThat(again.squares() / first.squares()).isCloseTo(1, within(1e-14));
    }
  }

  private static Cell cell(List<Double> outcomes) {
    CellSums sums = new CellSums(outcomes.get(0));
    outcomes.subList(1, outcomes.size()).forEach(sums::add);
    return sums.cell();
  }
}
