package io.polaray.app.round;

import io.polaray.app.input.InputFile;
import io.polaray.finite.lottery.RandomCoin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The seed of a round and the random numbers derived from it.
 *
 * <p>Offers are drawn from the seed. The nonce, derived from it too, is published as a digest with
 * the offers; the draw of whole numbers uses the digest of market, offers, choices and nonce.
 * Whoever runs the round cannot change the draw once the offers are out, and nobody else can
 * foresee it.
 *
 * @param seed the seed of {@code offers}
 * @param nonce 64 hexadecimal digits
 */
public record Secret(long seed, String nonce) {
  private static final String NONCE = "polaray-nonce/1";
  private static final String OFFERS = "polaray-offers/1";
  private static final String DRAW = "polaray-draw/1";

  /** The secret of a round. */
  public static Secret of(long seed, String marketSha256, String designSha256) {
    return new Secret(seed, digest(NONCE, Long.toString(seed), marketSha256, designSha256));
  }

  /** The digest that is published with the offers. */
  public String nonceSha256() {
    return digest(nonce);
  }

  /** Random numbers for the offers. */
  RandomCoin offersCoin(String marketSha256, String designSha256) {
    return coin(digest(OFFERS, Long.toString(seed), marketSha256, designSha256));
  }

  /** The digest that the draw of whole numbers starts from. */
  String drawSha256(String marketSha256, String offersSha256, String choicesSha256) {
    return digest(DRAW, marketSha256, offersSha256, choicesSha256, nonce);
  }

  /** Random numbers from a digest. */
  static RandomCoin coin(String sha256) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(sha256));
    return RandomCoin.of(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  /** SHA-256 of lines of UTF-8 text, each ended by a line feed, in hexadecimal digits. */
  static String digest(String... lines) {
    MessageDigest digest = InputFile.newSha256();
    for (String line : lines) {
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
