package io.polaray.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputFileTest {
  private final ProblemList problems = new ProblemList();

  @TempDir private Path folder;

  @Test
  void theDigestIsOfAllBytes() {
    InputFile file = InputFile.of("f", "abc".getBytes(StandardCharsets.UTF_8), problems).get();
    assertThat(file.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void aByteOrderMarkIsSkippedButDigested() throws IOException {
    byte[] bytes = HexFormat.of().parseHex("efbbbf7b7d");
    InputFile file = InputFile.of("f", bytes, problems).get();
    assertThat(file.stream().readAllBytes()).asString().isEqualTo("{}");
    assertThat(file.sha256())
        .isNotEqualTo(
            InputFile.of("f", "{}".getBytes(StandardCharsets.UTF_8), problems).get().sha256());
  }

  /** Sequences from RFC 3629: overlong forms, surrogates, stray and missing continuation bytes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7bc080",
        "7be08080",
        "7bf0808080",
        "7beda080",
        "7bf4908080",
        "7b80",
        "7bc3",
        "7be282",
        "7bff",
        "7bf09f98",
        "7bc328",
        "7be228a1"
      })
  void malformedUtf8IsRefusedWithItsPlace(String hex) {
    Optional<InputFile> file = InputFile.of("f", HexFormat.of().parseHex(hex), problems);
    assertThat(file).isEmpty();
    assertThat(problems.kept().get(0).text()).contains("f:1:2").contains("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ascii", "\u00e4\u20ac\ud83d\ude00", "\ud7ff\ue000\uffff"})
  void wellFormedUtf8IsAccepted(String text) {
    assertThat(InputFile.of("f", text.getBytes(StandardCharsets.UTF_8), problems)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
  void otherEncodingsAreNamed(String charset) {
    assertThat(InputFile.of("f", "{\"a\": 1}".getBytes(Charset.forName(charset)), problems))
        .isEmpty();
    assertThat(problems.kept().get(0).fault()).contains("UTF-16");
  }

  @Test
  void missingFilesFoldersAndEmptyFilesAreProblems() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.json"));
    assertThat(InputFile.read(folder.resolve("none.json"), "none.json", problems)).isEmpty();
    assertThat(InputFile.read(folder, "folder", problems)).isEmpty();
    assertThat(InputFile.read(empty, "empty.json", problems)).isEmpty();
    assertThat(problems.kept())
        .extracting(Problem::fault)
        .containsExactly("there is no such file", "this is a folder", "the file is empty");
  }
}
