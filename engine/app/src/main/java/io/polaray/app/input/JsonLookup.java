package io.polaray.app.input;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values of a JSON document that this program wrote itself, looked up by path. What is missing or
 * of another type is absent: documents of earlier versions lack fields of later ones.
 */
public final class JsonLookup {
  private static final int MAX_SHOWN = 500;

  private static final double NAN = Double.NaN;

  private final JsonValue root;

  private JsonLookup(JsonValue root) {
    this.root = root;
  }

  /** Lookups in a value. */
  public static JsonLookup in(JsonValue root) {
    return new JsonLookup(root);
  }

  /**
   * Reads a file for lookups.
   *
   * @throws BadInputException if it cannot be read or is not JSON
   */
  public static JsonLookup read(Path path) {
    ProblemList problems = new ProblemList();
    Optional<JsonValue> root =
        InputFile.read(path, path.toString(), problems)
            .flatMap(text -> JsonText.parse(text, problems));
    problems.throwIfAny();
    return new JsonLookup(root.orElseThrow());
  }

  /** The value at a path of field names. */
  public Optional<JsonValue> find(String... path) {
    JsonValue at = root;
    for (String name : path) {
      JsonValue next = at instanceof JsonValue.Members object ? object.members().get(name) : null;
      if (next == null) {
        return Optional.empty();
      }
      at = next;
    }
    return Optional.of(at);
  }

  /** The number at a path, NaN without one. */
  public double number(String... path) {
    return find(path).map(value -> value instanceof JsonValue.Num n ? n.value() : NAN).orElse(NAN);
  }

  /** The string at a path, made safe to be shown; empty without one. */
  public String text(String... path) {
    return find(path).map(value -> value instanceof JsonValue.Text t ? shown(t) : "").orElse("");
  }

  private static String shown(JsonValue.Text text) {
    return PrintableText.of(text.value(), MAX_SHOWN);
  }

  /**
   * The strings, numbers and truth values of the object at a path, as they are written, strings
   * made safe to be shown.
   */
  public Map<String, String> entries(String... path) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (find(path).orElse(null) instanceof JsonValue.Members object) {
      object
          .members()
          .forEach(
              (name, value) -> {
                if (value instanceof JsonValue.Text text) {
                  entries.put(PrintableText.of(name, MAX_SHOWN), shown(text));
                } else if (value instanceof JsonValue.Num || value instanceof JsonValue.Word) {
                  entries.put(PrintableText.of(name, MAX_SHOWN), value.shown());
                }
              });
    }
    return entries;
  }
}
