package io.polaray.app.verify;

import io.polaray.app.input.PrintableText;
import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The bytes of a file, its digest and its JSON value with numbers kept as they are written. */
final class ClaimFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private ClaimFile() {}

  private static void report(
      ProblemList problems, String name, int line, String fault, String remedy) {
    problems.add(new Problem(name, "", line, 0, "", PrintableText.of(fault, 300), remedy));
  }

  /** The bytes, or null after a problem. */
  static byte @Nullable [] bytes(Path path, String name, ProblemList problems) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      report(problems, name, 0, "it cannot be read (" + e + ")", "name a readable file");
      return null;
    }
  }

  /** SHA-256 in lower-case hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The JSON value; absent, with a problem, when the bytes are not one JSON document. */
  static ClaimNode parse(byte[] bytes, String name, ProblemList problems) {
    try {
      return new ClaimNode(name, "", MAPPER.readTree(bytes), problems);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String reason = e.getOriginalMessage();
      report(
          problems,
          name,
          line,
          "not one JSON document: " + (reason == null ? "unreadable" : reason),
          "let polaray write the file");
      return new ClaimNode(name, "", null, problems);
    }
  }
}
