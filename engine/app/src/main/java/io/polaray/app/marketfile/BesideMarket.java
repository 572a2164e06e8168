package io.polaray.app.marketfile;

import java.nio.file.Path;

/** Names of files that stand beside a market file. */
public final class BesideMarket {
  private static final String JSON = ".json";

  private BesideMarket() {}

  /** The market's name without {@code .json}, followed by the ending. */
  public static Path of(Path market, String ending) {
    return market.resolveSibling(stem(market) + ending);
  }

  /** The market's name without {@code .json}. */
  public static String stem(Path market) {
    String name = String.valueOf(market.getFileName());
    return name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : name;
  }
}
