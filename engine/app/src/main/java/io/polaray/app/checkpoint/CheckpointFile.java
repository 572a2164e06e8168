package io.polaray.app.checkpoint;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.InputFile;
import io.polaray.dual.oracle.OracleHistory;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The file of a checkpoint: a line with the format's name, the {@link CheckpointKey}, what the
 * oracle has found ({@link HistoryCodec}), and the SHA-256 of all that. Numbers are binary, so that
 * a resumed solve goes through the very same bits.
 */
public final class CheckpointFile {
  /** The name of the file in a solve folder. */
  public static final String NAME = "checkpoint.bin";

  private static final byte[] FORMAT = "polaray-checkpoint/1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST_LENGTH = 32;
  private static final int BUFFER = 1 << 16;

  private CheckpointFile() {}

  /** Writes a checkpoint; the stream stays open. */
  public static void write(OutputStream out, CheckpointKey key, OracleHistory history)
      throws IOException {
    MessageDigest digest = InputFile.newSha256();
    DataOutputStream data = new DataOutputStream(new DigestOutputStream(out, digest));
    data.write(FORMAT);
    key.write(data);
    HistoryCodec.write(data, history);
    data.flush();
    out.write(digest.digest());
  }

  /**
   * Reads a checkpoint.
   *
   * @param expected what the solve to be resumed is made of
   * @throws BadInputException if the file is damaged or belongs to another solve
   */
  public static OracleHistory read(Path path, CheckpointKey expected) throws IOException {
    long length = Files.size(path);
    if (length < FORMAT.length + DIGEST_LENGTH) {
      throw damaged(path);
    }
    checkDigest(path, length - DIGEST_LENGTH);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        DataInputStream data = new DataInputStream(in)) {
      if (!Arrays.equals(data.readNBytes(FORMAT.length), FORMAT)) {
        throw damaged(path);
      }
      CheckpointKey found = CheckpointKey.read(data);
      if (!found.equals(expected)) {
        throw BadInputException.of(
            path.toString(),
            "is a checkpoint of another solve: " + found.difference(expected),
            "repeat the command of that solve, or start anew without --resume");
      }
      return HistoryCodec.read(data);
    } catch (EOFException | IllegalArgumentException e) {
      throw damaged(path);
    }
  }

  private static void checkDigest(Path path, long length) throws IOException {
    MessageDigest digest = InputFile.newSha256();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      byte[] buffer = new byte[BUFFER];
      long left = length;
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw damaged(path);
        }
        digest.update(buffer, 0, count);
        left -= count;
      }
      if (!Arrays.equals(in.readNBytes(DIGEST_LENGTH), digest.digest())) {
        throw damaged(path);
      }
    }
  }

  private static BadInputException damaged(Path path) {
    return BadInputException.of(
        path.toString(),
        "is not a whole checkpoint of this program",
        "start anew without --resume");
  }
}
