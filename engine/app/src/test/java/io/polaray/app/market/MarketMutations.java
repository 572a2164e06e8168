package io.polaray.app.market;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Seeded damage to a market file: some results are malformed, some only strange. */
public final class MarketMutations {
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|[\\[\\]{},:]");
  private static final Pattern NUMBER = Pattern.compile("(?<=[ \\[])-?\\d+(?:\\.\\d+)?(?=[,\\]}])");
  private static final List<String> ODDITIES =
      List.of(
          "NaN",
          "-Infinity",
          "Infinity",
          "1e999",
          "-1e999",
          "1e300",
          "1e30",
          "1e-300",
          "1e-30",
          "5e-324",
          "-1",
          "-0.0",
          "0",
          "1",
          "0.5",
          "1e9",
          "1e-9",
          "123456789012345678901234567890",
          "null",
          "true",
          "false",
          "\"\"",
          "\" \"",
          "\"NaN\"",
          "\"1\"",
          "[]",
          "{}",
          "[[]]",
          "[1, 1]",
          "\"\\u202e\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"=1+1\"",
          "\"../../x\"",
          "\"<b>\"",
          "{\"kind\": \"types\", \"types\": [[1, 1]]}",
          "{\"kind\": \"uniform\"}");

  private MarketMutations() {}

  /** A copy of the text with one to four pieces of damage. */
  public static byte[] damage(String text, SplittableRandom random) {
    String damaged = text;
    int pieces = 1 + random.nextInt(4);
    for (int k = 0; k < pieces; k++) {
      damaged = random.nextInt(4) == 0 ? raw(damaged, random) : token(damaged, random);
    }
    byte[] bytes = damaged.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(20) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    if (random.nextInt(50) == 0) {
      bytes = damaged.getBytes(StandardCharsets.UTF_16);
    }
    return random.nextInt(40) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
  }

  /** A copy of the text with one number five per cent smaller or larger. */
  public static String otherNumber(String text, SplittableRandom random) {
    Matcher matcher = NUMBER.matcher(text);
    List<MatchResult> numbers = matcher.results().toList();
    MatchResult number = numbers.get(random.nextInt(numbers.size()));
    double value = Double.parseDouble(number.group()) * (random.nextBoolean() ? 0.95 : 1.05);
    double other = value == 0 ? 0.05 : value;
    return text.substring(0, number.start()) + other + text.substring(number.end());
  }

  /** Exchanges, drops, doubles or swaps tokens of the JSON text. */
  private static String token(String text, SplittableRandom random) {
    List<int[]> spans = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      spans.add(new int[] {matcher.start(), matcher.end()});
    }
    if (spans.isEmpty()) {
      return text;
    }
    int[] span = spans.get(random.nextInt(spans.size()));
    String token = text.substring(span[0], span[1]);
    int[] other = spans.get(random.nextInt(spans.size()));
    String replacement =
        switch (random.nextInt(6)) {
          case 0 -> "";
          case 1 -> token + ", " + token;
          case 2 -> text.substring(other[0], other[1]);
          default -> ODDITIES.get(random.nextInt(ODDITIES.size()));
        };
    return text.substring(0, span[0]) + replacement + text.substring(span[1]);
  }

  /** Cuts out or repeats a stretch of characters wherever it lies. */
  private static String raw(String text, SplittableRandom random) {
    if (text.isEmpty()) {
      return text;
    }
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + 1 + random.nextInt(12));
    String stretch = text.substring(from, to);
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, from) + text.substring(to);
      case 1 -> text.substring(0, to) + stretch.repeat(1 + random.nextInt(3)) + text.substring(to);
      default -> text.substring(0, from) + "[{".repeat(random.nextInt(200)) + text.substring(from);
    };
  }
}
