package io.polaray.app.design;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Fields;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a solve with its market, for commands that only look.
 *
 * @param market the market the design is for
 * @param design the design
 */
public record SolveFolder(MarketFile market, DesignFile design) {
  private static final String ENDOWED = "endowed-market.json";
  private static final String DESIGN = "design.json";
  private static final String RUN = "run.json";

  /**
   * Reads a folder.
   *
   * @param marketPath the market, or null for the one that the folder itself names
   * @throws BadInputException with every problem found
   */
  public static SolveFolder read(Path folder, @Nullable Path marketPath) {
    MarketFile market = marketPath == null ? named(folder) : MarketReader.read(marketPath);
    return new SolveFolder(market, DesignReader.read(folder.resolve(DESIGN), market));
  }

  /** The market that a folder names; nothing of a file that is no market is shown. */
  private static MarketFile named(Path folder) {
    Path own = folder.resolve(ENDOWED);
    if (Files.exists(own)) {
      return MarketReader.read(own);
    }
    Path path = recordedPath(folder);
    try {
      return MarketReader.read(path);
    } catch (BadInputException e) {
      throw refusal(
          folder.resolve(RUN).toString(),
          path.toString(),
          "the file that is named here is no market that can be read");
    }
  }

  private static Path recordedPath(Path folder) {
    String run = folder.resolve(RUN).toString();
    ProblemList problems = new ProblemList();
    Optional<String> named =
        InputFile.read(folder.resolve(RUN), run, problems)
            .flatMap(text -> JsonText.parse(text, problems))
            .flatMap(root -> Fields.of(run, "", root, problems))
            .flatMap(fields -> fields.requiredText("market", "the path of the market file"));
    problems.throwIfAny();
    String name = named.orElseThrow();
    try {
      Path path = Path.of(name);
      if (Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw refusal(run, name, "this cannot be the name of a file");
    }
    throw refusal(run, name, "there is no such market file");
  }

  private static BadInputException refusal(String run, String name, String fault) {
    return BadInputException.of(
        new Problem(run, "market", 0, 0, name, fault, "give the market file with --market"));
  }
}
