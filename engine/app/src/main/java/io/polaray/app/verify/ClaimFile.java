package io.polaray.app.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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

  /** The bytes, or null after a problem. */
  static byte @Nullable [] bytes(Path path, String name, List<String> problems) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      problems.add(name + ": cannot be read (" + e + "); name a readable file");
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
  static ClaimNode parse(byte[] bytes, String name, List<String> problems) {
    try {
      return new ClaimNode(name, "", MAPPER.readTree(bytes), problems);
    } catch (JacksonException e) {
      problems.add(
          name
              + ": line "
              + (e.getLocation() == null ? "?" : Integer.toString(e.getLocation().getLineNr()))
              + ": not a JSON document: "
              + e.getOriginalMessage());
      return new ClaimNode(name, "", null, problems);
    }
  }
}
