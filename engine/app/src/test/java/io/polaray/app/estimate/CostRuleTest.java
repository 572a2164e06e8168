package io.polaray.app.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostRuleTest {
  @ParameterizedTest
  @CsvSource({
    "outcome, 4",
    "-outcome, -4",
    "5-outcome, 1",
    "5 - outcome, 1",
    "-1+outcome, 3",
    "0.5*outcome, 2",
    "10-2.5*outcome, 0",
    "1+.25*outcome, 2"
  })
  void costOfAnOutcomeOfFour(String rule, double cost) {
    assertThat(CostRule.parse(rule).of(4)).isEqualTo(cost);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "outcomes",
        "outcome-5",
        "5--outcome",
        "5*-outcome",
        "0*outcome",
        "1e400-outcome"
      })
  void othersAreRejectedByName(String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CostRule.parse(rule))
        .withMessageStartingWith("cost is ");
  }
}
