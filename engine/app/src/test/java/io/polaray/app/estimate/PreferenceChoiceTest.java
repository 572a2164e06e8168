package io.polaray.app.estimate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.polaray.app.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceChoiceTest {
  private static final List<String> TASKS = List.of("x", "y");

  @TempDir private Path folder;

  @Test
  void uniform() throws IOException {
    assertThat(text("uniform:0.5:2"))
        .isEqualTo("{\"kind\": \"uniform\", \"lower\": [0.5, 0.5], \"upper\": [2, 2]}");
  }

  @Test
  void lognormalHasOneCorrelationForEveryPair() throws IOException {
    assertThat(text("lognormal:0.1:0.5:0.4:0.25:4"))
        .isEqualTo(
            "{\"kind\": \"lognormal\", \"mean\": [0.1, 0.1], \"covariance\": [[0.25, 0.1],"
                + " [0.1, 0.25]], \"lower\": [0.25, 0.25], \"upper\": [4, 4]}");
  }

  @Test
  void typesAreFoundByNameRescaledToMeanOneAndWrittenBesideTheMarket() throws IOException {
    Path survey = folder.resolve("survey.csv");
    Files.writeString(survey, "person,y,x,weight\nMax,30,10,2\n\"Eva\",1,1,0.5\n", UTF_8);

    assertThat(text(survey.toString()))
        .isEqualTo("{\"kind\": \"types\", \"file\": \"market-types.csv\"}");
    assertThat(Files.readString(folder.resolve("market-types.csv"), UTF_8))
        .isEqualTo("x,y,weight\n0.5,1.5,2\n1,1,0.5\n");
  }

  @Test
  void badTypesAreListedWithTheirLines() throws IOException {
    Path survey = folder.resolve("survey.csv");
    Files.writeString(survey, "x,y,weight\n0,1,1\n1,a,1\n1,2,-1\n1e-9,1,1\n1,2\n", UTF_8);

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> text(survey.toString()))
        .satisfies(
            bad ->
                assertThat(bad.problems())
                    .extracting(problem -> problem.line() + " " + problem.place())
                    .containsExactly("2 x", "3 y", "4 weight", "5 x", "6 "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "uniform",
        "uniform:1",
        "uniform:1:2:3",
        "uniform:a:2",
        "uniform:2:1",
        "uniform:0:1",
        "uniform:NaN:1",
        "lognormal:0:0:0:1:2",
        "lognormal:0:1:2:1:2",
        "gamma:1:2",
        "survey.json"
      })
  void othersAreRejectedByName(String choice) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PreferenceChoice.parse(choice))
        .withMessageStartingWith("preferences");
  }

  @Test
  void aCorrelationMustLeaveThePositiveDefiniteRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> text("lognormal:0:1:-1:0.5:2"));
    assertThatIllegalArgumentException().isThrownBy(() -> text("lognormal:0:1:1:0.5:2"));
  }

  private String text(String choice) throws IOException {
    return PreferenceChoice.parse(choice).text(TASKS, folder.resolve("market.json"));
  }
}
