package io.polaray.app.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private static final List<String> RESULTS = List.of("design.json", "run.json");

  @TempDir private Path folder;

  @Test
  void foldersAreCreatedAndFilesWritten() throws IOException {
    Path deep = folder.resolve("a/b/c");
    try (OutputFolder output = OutputFolder.open(deep, RESULTS, false)) {
      output.write("design.json", out -> out.write('x'));
    }
    assertThat(deep.resolve("design.json")).hasContent("x");
  }

  @Test
  void earlierResultsAreReplacedOnlyOnRequest() throws IOException {
    Files.writeString(folder.resolve("run.json"), "old");
    assertThatThrownBy(() -> OutputFolder.open(folder, RESULTS, false))
        .isInstanceOf(FolderException.class)
        .hasMessageContainingAll("run.json", "--force");
    try (OutputFolder output = OutputFolder.open(folder, RESULTS, true)) {
      output.write("run.json", out -> out.write('n'));
    }
    assertThat(folder.resolve("run.json")).hasContent("n");
  }

  @Test
  void otherFilesDoNotMatterAndStay() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    try (OutputFolder output = OutputFolder.open(folder, RESULTS, false)) {
      output.write("design.json", out -> out.write('x'));
    }
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void aFolderIsUsedByOneRunAtATime() {
    try (OutputFolder first = OutputFolder.open(folder, RESULTS, false)) {
      assertThat(first.path()).isEqualTo(folder);
      assertThatThrownBy(() -> OutputFolder.open(folder, RESULTS, true))
          .isInstanceOf(FolderException.class)
          .hasMessageContaining("in use");
    }
    OutputFolder.open(folder, RESULTS, false).close();
  }

  @Test
  void leftoversOfKilledRunsAreRemoved() throws IOException {
    Path part = Files.writeString(folder.resolve(".design.json.123.part"), "half");
    OutputFolder.open(folder, RESULTS, false).close();
    assertThat(part).doesNotExist();
  }

  @Test
  void aFileInThePlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> OutputFolder.open(file, RESULTS, false))
        .isInstanceOf(FolderException.class);
    assertThatThrownBy(() -> OutputFolder.open(file.resolve("below"), RESULTS, false))
        .isInstanceOf(FolderException.class);
  }
}
