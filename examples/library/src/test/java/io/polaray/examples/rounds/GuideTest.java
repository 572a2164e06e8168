package io.polaray.examples.rounds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Java blocks of the guide stand in the sources of this example, which its tests run. */
class GuideTest {
  private static final Path GUIDE = Path.of("..", "..", "docs", "guide", "library.md");
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

  @Test
  void blocksAreFromTheSources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sources.add(Files.readString(file, UTF_8));
      }
    }
    Matcher block = BLOCK.matcher(Files.readString(GUIDE, UTF_8));
    int blocks = 0;
    while (block.find()) {
      String code = block.group(1);
      blocks++;
      assertThat(sources).as(code).anyMatch(source -> source.contains(code));
    }
    assertThat(blocks).isEqualTo(2);
  }
}
