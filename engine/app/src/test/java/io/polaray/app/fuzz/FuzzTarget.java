package io.polaray.app.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A folder of sound files, the one of them that is damaged, and the commands that read it. In a
 * command {@code @x} is the file x of the folder and {@code %x} the file x of the output folder.
 *
 * @param share how often the target is drawn, against the other targets
 */
record FuzzTarget(Path folder, String file, String sound, int share, List<String> commands) {
  FuzzTarget {
    commands = List.copyOf(commands);
  }

  /** A target in a copy of a folder, so that its other files stay sound. */
  static FuzzTarget of(Path sound, Path copies, String file, int share, String... commands)
      throws IOException {
    Path folder = Files.createDirectories(copies).resolve("t" + count(copies));
    try (Stream<Path> files = Files.walk(sound)) {
      for (Path from : files.toList()) {
        Path to = folder.resolve(sound.relativize(from).toString());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    String text = Files.readString(folder.resolve(file));
    return new FuzzTarget(folder, file, text, share, List.of(commands));
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  /** Puts a damaged copy of the file into the folder. */
  byte[] damage(SplittableRandom random) throws IOException {
    byte[] damaged = FileDamage.of(sound, file, random);
    Files.write(folder.resolve(file), damaged);
    return damaged;
  }

  /** One of the commands as words. */
  String[] command(SplittableRandom random, Path out) {
    List<String> words = new ArrayList<>();
    for (String word : commands.get(random.nextInt(commands.size())).split(" ", -1)) {
      words.add(
          switch (word.charAt(0)) {
            case '@' -> folder.resolve(word.substring(1)).toString();
            case '%' -> out.resolve(word.substring(1)).toString();
            default -> word;
          });
    }
    if (random.nextInt(4) == 0) {
      words.add("--json");
    }
    return words.toArray(String[]::new);
  }
}
