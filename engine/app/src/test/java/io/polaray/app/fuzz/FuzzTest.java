package io.polaray.app.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files of every kind through the real commands. Whatever comes in, the program ends with
 * exit status 0, 3 or 4 (5 for {@code verify}), names file and place where it refuses, and leaves
 * no stack trace, no hanging thread and no partial file.
 *
 * <p>{@code -Dpolaray.fuzz.inputs=100000} runs the nightly size, {@code -Dpolaray.fuzz.seed} other
 * inputs, and {@code -Dpolaray.fuzz.first=K} with one input repeats input K alone.
 */
class FuzzTest {
  private static final int INPUTS = 5_000;
  private static final int FEW = 200;
  private static final long GUARD_SECONDS = 300;
  private static final int SHOWN = 1_500;

  @TempDir private Path root;
  private final ExecutorService runner =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fuzz");
            thread.setDaemon(true);
            return thread;
          });

  @AfterEach
  void stop() {
    runner.shutdownNow();
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    fuzz(7, 0, FEW);
  }

  @Test
  @Tag("slow")
  void manyDamagedFilesAreReadOrRefused() throws IOException {
    fuzz(
        Long.getLong("polaray.fuzz.seed", 1),
        Integer.getInteger("polaray.fuzz.first", 0),
        Integer.getInteger("polaray.fuzz.inputs", INPUTS));
  }

  /** Lines of 100 MB, or of 1 MB without {@code -Dpolaray.fuzz.long=true}. */
  @Test
  @Tag("slow")
  void aVeryLongLineIsReadOrRefused() throws IOException {
    int length = Boolean.getBoolean("polaray.fuzz.long") ? 100_000_000 : 1_000_000;
    Path out = root.resolve("out");
    for (FuzzTarget target : FuzzTargets.all(root)) {
      for (String filling : List.of(" ", "7", "x", "\"", "1,")) {
        delete(out);
        Files.createDirectories(out);
        int at = target.sound().length() / 2;
        try (BufferedWriter writer =
            Files.newBufferedWriter(target.folder().resolve(target.file()))) {
          writer.write(target.sound().substring(0, at));
          for (int k = 0; k < length / filling.length(); k++) {
            writer.write(filling);
          }
          writer.write(target.sound().substring(at));
        }
        String[] words = target.command(new SplittableRandom(1), out);
        CommandRun run = guarded(words, "a line filled with " + filling);
        assertThat(FuzzVerdict.of(run, words, target.folder(), out))
            .as(String.join(" ", words) + ", filled with " + filling)
            .isEmpty();
      }
    }
  }

  private void fuzz(long seed, int first, int inputs) throws IOException {
    List<FuzzTarget> targets = FuzzTargets.all(root);
    int shares = targets.stream().mapToInt(FuzzTarget::share).sum();
    Map<String, List<String>> broken = new LinkedHashMap<>();
    Map<Integer, Integer> ends = new TreeMap<>();
    for (int k = first; k < first + inputs; k++) {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003L + k);
      FuzzTarget target = drawn(targets, random.nextInt(shares));
      byte[] damaged = target.damage(random);
      Path out = root.resolve("out");
      delete(out);
      Files.createDirectories(out);
      String[] words = target.command(random, out);
      CommandRun run = guarded(words, "seed " + seed + ", input " + k);
      ends.merge(run.status(), 1, Integer::sum);
      for (String fault : FuzzVerdict.of(run, words, target.folder(), out)) {
        broken
            .computeIfAbsent(kind(fault), f -> new ArrayList<>())
            .add(fault + "\n" + shown(seed, k, words, run, damaged));
      }
    }
    System.out.println("fuzz: " + inputs + " inputs, exit statuses " + ends);
    assertThat(listing(broken)).as("broken promises").isEmpty();
    if (inputs >= FEW) {
      assertThat(ends.get(3)).as("refused").isGreaterThan(inputs / 4);
      assertThat(ends.get(0)).as("read and done").isGreaterThan(inputs / 20);
    }
  }

  private static String kind(String fault) {
    String plain = fault.replaceAll("[0-9]+", "#");
    return plain.substring(0, Math.min(plain.length(), 70));
  }

  private static FuzzTarget drawn(List<FuzzTarget> targets, int at) {
    int rest = at;
    for (FuzzTarget target : targets) {
      rest -= target.share();
      if (rest < 0) {
        return target;
      }
    }
    throw new IllegalStateException("the shares add up to more");
  }

  /** Runs the program on a thread of its own, so that a hang is reported with its stack. */
  private CommandRun guarded(String[] words, String place) {
    Thread[] thread = new Thread[1];
    Future<CommandRun> future =
        runner.submit(
            () -> {
              thread[0] = Thread.currentThread();
              return CommandRun.of(words);
            });
    try {
      return future.get(GUARD_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      AssertionError hang = new AssertionError(place + " hangs: " + String.join(" ", words), e);
      hang.setStackTrace(thread[0].getStackTrace());
      throw hang;
    } catch (ExecutionException e) {
      throw new AssertionError(place + " threw: " + String.join(" ", words), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shown(long seed, int k, String[] words, CommandRun run, byte[] damaged) {
    String text = new String(damaged, UTF_8);
    return "seed "
        + seed
        + ", input "
        + k
        + ", status "
        + run.status()
        + ": "
        + String.join(" ", words)
        + "\n"
        + cut(run.err())
        + "\n"
        + cut(text);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), SHOWN));
  }

  /** Each kind of fault with how often it came and two examples. */
  private static String listing(Map<String, List<String>> broken) {
    StringBuilder listing = new StringBuilder();
    broken.forEach(
        (fault, places) -> {
          listing.append("\n== ").append(fault).append(": ").append(places.size()).append('\n');
          places.stream().limit(2).forEach(place -> listing.append(place).append('\n'));
        });
    return listing.toString();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
