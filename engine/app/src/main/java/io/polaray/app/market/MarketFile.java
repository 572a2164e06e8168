package io.polaray.app.market;

import io.polaray.market.Market;
import java.nio.file.Path;
import java.util.List;

/**
 * A market as it was read, with what identifies the reading.
 *
 * @param path the market file
 * @param market the market
 * @param sha256 digest of the market file's bytes, lower-case hexadecimal
 * @param typesFiles the files of types that it names, in the order of first use
 * @param instancesGiven whether the file gives {@code instances} itself, so that nothing is known
 *     about feasibility
 */
public record MarketFile(
    Path path, Market market, String sha256, List<TypesFile> typesFiles, boolean instancesGiven) {
  /** The name of the format. */
  public static final String FORMAT = "polaray-market/1";

  /** Copies the list. */
  public MarketFile {
    typesFiles = List.copyOf(typesFiles);
  }

  /**
   * A file of types that a market names.
   *
   * @param file its name in the market file
   * @param sha256 digest of its bytes, lower-case hexadecimal
   */
  public record TypesFile(String file, String sha256) {}
}
