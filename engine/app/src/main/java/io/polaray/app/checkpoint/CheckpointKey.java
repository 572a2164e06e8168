package io.polaray.app.checkpoint;

import io.polaray.app.input.InputFile;
import io.polaray.app.market.MarketFile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a solve is made of: a checkpoint only fits a solve with the same key.
 *
 * @param version version of the program
 * @param market SHA-256 over the digests of the market file and of the files of types it names
 * @param start SHA-256 of the design the solve was started from, empty for none
 * @param options the options that bear on the result, {@code name=value} separated by spaces
 */
public record CheckpointKey(String version, String market, String start, String options) {
  /** The key's entry for a market. */
  public static String marketDigest(MarketFile file) {
    MessageDigest digest = InputFile.newSha256();
    digest.update(file.sha256().getBytes(StandardCharsets.US_ASCII));
    for (MarketFile.TypesFile types : file.typesFiles()) {
      digest.update(types.sha256().getBytes(StandardCharsets.US_ASCII));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(version);
    out.writeUTF(market);
    out.writeUTF(start);
    out.writeUTF(options);
  }

  static CheckpointKey read(DataInputStream in) throws IOException {
    return new CheckpointKey(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
  }

  /** What differs from another key, in words. */
  String difference(CheckpointKey other) {
    if (!version.equals(other.version)) {
      return "it was written by version " + version + ", this is " + other.version;
    }
    if (!market.equals(other.market)) {
      return "the market file or a file of types has changed";
    }
    if (!start.equals(other.start)) {
      return "it was started from another design, or from none";
    }
    return "its options were " + options + "; now they are " + other.options;
  }
}
