package io.polaray.app.market;

import io.polaray.app.input.Fields;
import io.polaray.app.input.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the file of types that a market names. It must lie in the market's folder or below, also
 * after symbolic links are followed, so that a market from elsewhere cannot make the program read
 * other files.
 */
final class TypesFilePath {
  private TypesFilePath() {}

  /** The real path of the file; empty after a problem. */
  static Optional<Path> resolve(Fields fields, String place, JsonValue value, Path market) {
    Optional<String> name = fields.name(place, value);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String rule = "name a file in the market's folder, such as \"types.csv\"";
    try {
      Path relative = Path.of(name.get());
      if (relative.isAbsolute()
          || name.get().startsWith("/")
          || name.get().indexOf('\\') >= 0
          || name.get().indexOf(':') >= 0) {
        fields.report(place, value, "an absolute path is not allowed", rule);
        return Optional.empty();
      }
      for (Path part : relative) {
        if (part.toString().equals("..")) {
          fields.report(place, value, "a path with .. is not allowed", rule);
          return Optional.empty();
        }
      }
      Path parent = market.toAbsolutePath().getParent();
      Path folder = (parent == null ? market.toAbsolutePath() : parent).toRealPath();
      Path file = folder.resolve(relative);
      if (!Files.exists(file)) {
        fields.report(place, value, "there is no such file in the market's folder", rule);
        return Optional.empty();
      }
      Path real = file.toRealPath();
      if (!real.startsWith(folder)) {
        fields.report(place, value, "the file is a link to outside the market's folder", rule);
        return Optional.empty();
      }
      if (!Files.isRegularFile(real)) {
        fields.report(place, value, "this is not a file", rule);
        return Optional.empty();
      }
      return Optional.of(real);
    } catch (InvalidPathException e) {
      fields.report(place, value, "this is not a file name", rule);
    } catch (IOException e) {
      fields.report(place, value, "the file cannot be found", rule);
    }
    return Optional.empty();
  }
}
