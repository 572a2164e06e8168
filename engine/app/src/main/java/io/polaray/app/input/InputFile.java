package io.polaray.app.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The bytes of a file from outside, checked to be UTF-8 text of a reasonable size. */
public final class InputFile {
  private static final int MAX_BYTES = 1 << 30;

  private final String name;
  private final byte[] bytes;
  private final int start;

  private InputFile(String name, byte[] bytes, int start) {
    this.name = name;
    this.bytes = bytes;
    this.start = start;
  }

  /**
   * Reads a file; when that is not possible the list has one more problem and the result is empty.
   *
   * @param name the file as the user named it
   */
  public static Optional<InputFile> read(Path path, String name, ProblemList problems) {
    byte[] bytes;
    try {
      if (Files.isDirectory(path)) {
        return refuse(name, "this is a folder", "name a file in it", problems);
      }
      if (Files.isRegularFile(path) && Files.size(path) > MAX_BYTES) {
        return refuse(name, "the file is larger than 1 GiB", "split it or shorten it", problems);
      }
      try (InputStream in = Files.newInputStream(path)) {
        bytes = in.readNBytes(MAX_BYTES + 1);
      }
    } catch (NoSuchFileException e) {
      return refuse(name, "there is no such file", "check the name and the folder", problems);
    } catch (AccessDeniedException e) {
      return refuse(name, "the file may not be read", "change its permissions", problems);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return refuse(
          name,
          "the file cannot be read (" + PrintableText.of(reason, 200) + ")",
          "check the disk and the permissions",
          problems);
    }
    if (bytes.length > MAX_BYTES) {
      return refuse(name, "the file is larger than 1 GiB", "split it or shorten it", problems);
    }
    return of(name, bytes, problems);
  }

  /** Checks the encoding of bytes at hand; see {@link #read}. */
  public static Optional<InputFile> of(String name, byte[] bytes, ProblemList problems) {
    if (bytes.length == 0) {
      return refuse(name, "the file is empty", "write the data into it", problems);
    }
    if (bytes.length > 1
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
            || bytes[0] == 0
            || bytes[1] == 0)) {
      return refuse(
          name,
          "the file is not UTF-8 text but UTF-16, UTF-32 or binary",
          "save it as UTF-8",
          problems);
    }
    int start =
        bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF
            ? 3
            : 0;
    int bad = Utf8.firstMalformed(bytes, start);
    if (bad < bytes.length) {
      int line = 1;
      int lineStart = 0;
      for (int i = 0; i < bad; i++) {
        if (bytes[i] == '\n') {
          line++;
          lineStart = i + 1;
        }
      }
      problems.add(
          new Problem(
              name,
              "",
              line,
              bad - lineStart + 1,
              "byte 0x" + HexFormat.of().withUpperCase().toHexDigits(bytes[bad]),
              "the file is not valid UTF-8",
              "save it as UTF-8"));
      return Optional.empty();
    }
    return Optional.of(new InputFile(name, bytes, start));
  }

  private static Optional<InputFile> refuse(
      String name, String fault, String remedy, ProblemList problems) {
    problems.add(new Problem(name, "", 0, 0, "", fault, remedy));
    return Optional.empty();
  }

  /** The file as the user named it. */
  public String name() {
    return name;
  }

  /** SHA-256 of all bytes of the file, in lower-case hexadecimal digits. */
  public String sha256() {
    return HexFormat.of().formatHex(newSha256().digest(bytes));
  }

  /** A new SHA-256 digest. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A new stream over the text, without a byte order mark. */
  public InputStream stream() {
    return new ByteArrayInputStream(bytes, start, bytes.length - start);
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }
}
