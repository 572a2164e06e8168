package io.polaray.app.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.polaray.app.market.MarketMutations;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A damaged copy of a sound JSON or CSV file: its structure, its tokens or its bytes. */
final class FileDamage {
  private static final int MANY = 100_000;
  private static final List<Charset> WRONG =
      List.of(UTF_16LE, ISO_8859_1, Charset.forName("UTF-32BE"), Charset.forName("IBM037"));

  private FileDamage() {}

  /**
   * A damaged copy.
   *
   * @param file its name, which tells whether it is CSV, JSON, or JSON in lines
   */
  static byte[] of(String sound, String file, SplittableRandom random) {
    boolean csv = file.endsWith(".csv");
    int kind = random.nextInt(100);
    if (kind < 8) {
      return bytes(sound, random);
    }
    String text = sound;
    if (kind < 16) {
      text = hostileName(sound, random);
    } else if (!csv && kind < 70) {
      text = file.endsWith(".jsonl") ? line(sound, random) : JsonDamage.of(sound, random);
    } else if (csv && kind < 90) {
      text = CsvDamage.of(sound, random);
    } else {
      return MarketMutations.damage(sound, random);
    }
    return text.getBytes(UTF_8);
  }

  /** The same name replaced wherever it stands, so that the file may stay sound. */
  private static String hostileName(String sound, SplittableRandom random) {
    List<String> names =
        Arrays.stream(sound.split("[^A-Za-z0-9_]+", -1))
            .filter(n -> !n.isEmpty())
            .distinct()
            .toList();
    String hostile =
        HostileTexts.any(random)
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\u0000", "\\u0000");
    return names.isEmpty()
        ? sound
        : sound.replace(names.get(random.nextInt(names.size())), hostile);
  }

  private static String line(String sound, SplittableRandom random) {
    String[] lines = sound.strip().split("\n", -1);
    int at = random.nextInt(lines.length);
    lines[at] = JsonDamage.of(lines[at], random);
    return String.join("\n", lines) + "\n";
  }

  private static byte[] bytes(String sound, SplittableRandom random) {
    byte[] bytes = sound.getBytes(UTF_8);
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 1 -> {
        byte[] noise = new byte[random.nextInt(2000)];
        random.nextBytes(noise);
        yield noise;
      }
      case 2 -> {
        for (int k = random.nextInt(8); k >= 0; k--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        yield bytes;
      }
      case 3 -> (sound + "\u00e9\u20ac").getBytes(WRONG.get(random.nextInt(WRONG.size())));
      case 4 -> ("\ufeff" + sound).getBytes(UTF_8);
      case 5 ->
          (random.nextBoolean() ? "[" : "{\"a\":").repeat(random.nextInt(MANY)).getBytes(UTF_8);
      case 6 -> {
        int at = random.nextInt(sound.length());
        String filling = random.nextBoolean() ? " " : "9";
        String text = sound.substring(0, at) + filling.repeat(MANY) + sound.substring(at);
        yield text.getBytes(UTF_8);
      }
      case 7 -> (sound + sound).getBytes(UTF_8);
      default -> " \n".repeat(random.nextInt(3)).getBytes(UTF_8);
    };
  }
}
