package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * A disk that is full and one that may not be written: exit status 1 or 3 with the reason, and what
 * was there before is still there, whole. The disk is a small tmpfs, which only root may mount.
 */
class FullDiskTest {
  private static final int DISK = 1 << 22;
  private static final int PAGE = 4096;

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);
  private Path disk;
  private Path market;
  private Path design;
  private boolean mounted;

  @BeforeEach
  void mountAndSolve() throws IOException, InterruptedException {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = mount("-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", disk.toString());
    assumeTrue(mounted, "SKIPPED: a tmpfs cannot be mounted here, so full disks are NOT tested");
    market = Files.writeString(folder.resolve("market.json"), market());
    assertThat(program.run("solve", market, "--out", disk.resolve("out"), "--quiet")).isZero();
    design = folder.resolve("design.json");
    Files.copy(disk.resolve("out/design.json"), design);
  }

  /** Forty agents: files of one to about twenty pages. */
  private static String market() {
    List<String> agents =
        IntStream.range(0, 40)
            .mapToObj(
                j ->
                    "{\"id\": \"j%d\", \"socialCost\": [%d, %d], \"statusQuo\": [4, %d]}"
                        .formatted(j, j % 3, (j + 1) % 4, 1 + j % 5))
            .toList();
    return "{\"format\": \"polaray-market/1\", \"tasks\": [\"a\", \"b\"],"
        + " \"preferences\": {\"kind\": \"uniform\", \"lower\": [1, 1], \"upper\": [2, 2]},"
        + " \"agents\": ["
        + String.join(",\n", agents)
        + "]}";
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      assertThat(ran("umount", disk.toString())).isTrue();
    }
  }

  private static boolean mount(String... words) throws IOException, InterruptedException {
    return ran(Stream.concat(Stream.of("mount"), Stream.of(words)).toArray(String[]::new));
  }

  private static boolean ran(String... words) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  /** Fills the disk but for some pages. */
  private void fill(int freePages) throws IOException {
    Path filler = disk.resolve("filler");
    Files.deleteIfExists(filler);
    long free = Files.getFileStore(disk).getUsableSpace() - (long) freePages * PAGE;
    Files.write(filler, new byte[(int) Math.max(0, free)]);
  }

  private static Map<String, String> contents(Path of) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(of)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = of.relativize(file).toString();
        if (!name.equals("filler") && !name.endsWith(".polaray.lock")) {
          contents.put(name, Files.readString(file));
        }
      }
    }
    return contents;
  }

  private List<Object[]> writers() {
    return List.of(
        new Object[] {"solve", market, "--out", disk.resolve("out"), "--force", "--seed", 2},
        new Object[] {"solve", market, "--out", disk.resolve("other")},
        new Object[] {
          "offers", market, design, "--seed", 4026531891234567L, "--out", disk.resolve("round")
        },
        new Object[] {"simulate", market, design, "--draws", 2, "--out", disk.resolve("s")},
        new Object[] {"export", market, design, "--format", "lp", "--out", disk.resolve("m.lp")},
        new Object[] {"report", disk.resolve("out"), "--market", market, "--no-diagnose"},
        new Object[] {"cards", disk.resolve("out"), "--market", market},
        new Object[] {
          "generate",
          "wide-boxes",
          "--agents",
          3,
          "--tasks",
          2,
          "--seed",
          1,
          "--out",
          disk.resolve("g.json")
        });
  }

  private int run(Object[] words) {
    return program.run(words[0].toString(), Stream.of(words).skip(1).toArray());
  }

  @Test
  void aFullDiskIsNamedAndLosesNothing() throws IOException {
    Map<String, String> before = contents(disk);
    fill(0);
    for (Object[] words : writers()) {
      assertThat(run(words)).as(List.of(words) + program.err()).isIn(1, 3);
      assertThat(program.err()).contains("No space left").doesNotContain("Exception");
      assertThat(contents(disk)).as(List.of(words).toString()).isEqualTo(before);
    }
    Files.delete(disk.resolve("filler"));
    for (Object[] words : writers()) {
      assertThat(run(words)).as(List.of(words) + program.err()).isZero();
    }
  }

  /** The disk fills up after some of the files: each is the old one or the new one, and whole. */
  @Test
  void aDiskThatFillsUpHalfWayLeavesWholeFiles() throws IOException {
    int failed = 0;
    for (int pages = 0; pages <= 16; pages += 2) {
      Path out = disk.resolve("out");
      Map<String, String> old = contents(out);
      fill(pages);
      int status = run(new Object[] {"solve", market, "--out", out, "--force", "--seed", pages});
      assertThat(status).as(program.err()).isIn(0, 1);
      failed += status;
      if (status == 1) {
        assertThat(program.err()).contains("No space left").doesNotContain("Exception");
      }
      Map<String, String> now = contents(out);
      assertThat(now.keySet()).isEqualTo(old.keySet());
      JsonMapper.shared().readTree(now.get("design.json"));
      JsonMapper.shared().readTree(now.get("run.json"));
      assertThat(program.run("verify", market, out.resolve("design.json"), "--quiet")).isZero();
    }
    assertThat(failed).isPositive();
  }

  @Test
  void aReadOnlyDiskIsNamedAndLosesNothing() throws IOException, InterruptedException {
    Map<String, String> before = contents(disk);
    assertThat(mount("-o", "remount,ro", disk.toString())).isTrue();
    for (Object[] words : writers()) {
      assertThat(run(words)).as(List.of(words) + program.err()).isIn(1, 3);
      assertThat(program.err())
          .containsAnyOf("Read-only", "may not be written")
          .doesNotContain("Exception");
      assertThat(contents(disk)).as(List.of(words).toString()).isEqualTo(before);
    }
    assertThat(program.run("verify", market, disk.resolve("out/design.json"), "--quiet")).isZero();
  }
}
