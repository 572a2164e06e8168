package io.polaray.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documentation is code: every {@code ./polaray} line in a shell block of the README and the docs
 * runs, a file's lines one after the other in one folder, and every relative link leads somewhere.
 * A line that ends in {@code # exit N} must end with that exit status, every other with 0.
 */
@Tag("slow")
class DocumentationTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final Pattern EXIT = Pattern.compile("# exit (\\d+)\\s*$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  @TempDir private Path folder;

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (String room : List.of("docs", "docs/guide")) {
      try (Stream<Path> docs = Files.list(ROOT.resolve(room))) {
        docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  @TestFactory
  Stream<DynamicTest> commandsRun() throws IOException {
    Map<Path, List<String>> commands = new LinkedHashMap<>();
    for (Path page : pages()) {
      Matcher block = BLOCK.matcher(Files.readString(page, UTF_8));
      List<String> lines = new ArrayList<>();
      while (block.find()) {
        block.group(1).lines().filter(line -> line.startsWith("./polaray")).forEach(lines::add);
      }
      if (!lines.isEmpty()) {
        commands.put(page, lines);
      }
    }
    assertThat(commands).containsKey(ROOT.resolve("README.md"));
    return commands.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    ROOT.relativize(entry.getKey()).toString(),
                    () -> runAll(entry.getKey(), entry.getValue())));
  }

  private void runAll(Path page, List<String> lines) throws IOException, InterruptedException {
    Path work = Files.createDirectories(folder.resolve(ROOT.relativize(page)));
    for (String room : List.of("datasets", "docs")) {
      Files.createSymbolicLink(work.resolve(room), ROOT.resolve(room));
    }
    for (String line : lines) {
      Matcher exit = EXIT.matcher(line);
      int expected = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
      String words = line.replaceFirst("\\s#.*$", "").trim();
      Path output = work.resolve("output.txt");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add("io.polaray.app.Polaray");
      command.addAll(List.of(words.split("\\s+")).subList(1, words.split("\\s+").length));
      Process process =
          new ProcessBuilder(command)
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      process.destroyForcibly();
      assertThat(ended).as("%s ends", line).isTrue();
      assertThat(process.exitValue())
          .as("exit status of %s%n%s", line, Files.readString(output, UTF_8))
          .isEqualTo(expected);
    }
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page, UTF_8));
      while (link.find()) {
        String target = link.group(1);
        if (!target.contains(":") && !Files.exists(page.resolveSibling(target))) {
          broken.add(ROOT.relativize(page) + " -> " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }
}
