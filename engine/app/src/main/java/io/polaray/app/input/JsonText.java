package io.polaray.app.input;

import io.polaray.app.text.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Parses JSON into located values.
 *
 * <p>Fields that occur twice are problems, not the last one wins. The words NaN, Infinity and
 * -Infinity, which JSON does not have but many programs write, are read as numbers so that they can
 * be reported together with everything else. Depth and the length of strings, names and numbers are
 * limited, so that a hostile file cannot exhaust the memory.
 */
public final class JsonText {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING = 1_000_000;
  private static final int MAX_NAME = 10_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNameLength(MAX_NAME)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private final String file;
  private final ProblemList problems;
  private final JsonParser parser;

  private JsonText(InputFile file, ProblemList problems) {
    this.file = file.name();
    this.problems = problems;
    this.parser =
        FACTORY.createParser(
            ObjectReadContext.empty(),
            file.bytes(),
            file.start(),
            file.bytes().length - file.start());
  }

  /** Parses a file; when that is not possible the list has one more problem. */
  public static Optional<JsonValue> parse(InputFile file, ProblemList problems) {
    JsonText text = new JsonText(file, problems);
    try (JsonParser parser = text.parser) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        problems.add(
            new Problem(
                file.name(), "", 0, 0, "", "the file holds no JSON value", "write an object"));
        return Optional.empty();
      }
      JsonValue root = text.value(first, "");
      long end = text.place();
      if (parser.nextToken() != null) {
        end = text.place();
        problems.add(
            new Problem(
                file.name(),
                "",
                JsonValue.line(end),
                JsonValue.column(end),
                "",
                "there is something after the end of the JSON value",
                "keep one value in the file"));
      }
      return Optional.of(root);
    } catch (JacksonException e) {
      TokenStreamLocation location = e.getLocation();
      String message = e.getOriginalMessage();
      problems.add(
          new Problem(
              file.name(),
              "",
              location == null ? 0 : Math.max(0, location.getLineNr()),
              location == null ? 0 : Math.max(0, location.getColumnNr()),
              "",
              "this is not JSON that can be read: "
                  + PrintableText.of(message == null ? "" : message, 300),
              "correct the text here; what follows was not looked at"));
      return Optional.empty();
    }
  }

  private JsonValue value(JsonToken token, String path) {
    long at = place();
    return switch (token) {
      case START_OBJECT -> object(at, path);
      case START_ARRAY -> array(at, path);
      case VALUE_STRING -> new JsonValue.Text(at, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at);
      case VALUE_TRUE -> new JsonValue.Word(at, "true");
      case VALUE_FALSE -> new JsonValue.Word(at, "false");
      case VALUE_NULL -> new JsonValue.Word(at, "null");
      default -> throw new IllegalStateException("a JSON text has no token " + token);
    };
  }

  private JsonValue.Num number(long at) {
    return new JsonValue.Num(at, parser.getDoubleValue(), parser.getString());
  }

  private JsonValue object(long at, String path) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      String name = parser.currentName();
      long nameAt = place();
      String memberPath = path.isEmpty() ? name : path + "." + name;
      JsonValue value = value(parser.nextToken(), memberPath);
      if (members.putIfAbsent(name, value) != null) {
        problems.add(
            new Problem(
                file,
                memberPath,
                JsonValue.line(nameAt),
                JsonValue.column(nameAt),
                "",
                "the field occurs twice in the same object",
                "keep one of them"));
      }
    }
    return new JsonValue.Members(at, members);
  }

  /** Numbers are gathered in plain arrays until an item that is not a finite number turns up. */
  private JsonValue array(long at, String path) {
    double[] numbers = new double[8];
    long[] places = new long[8];
    int count = 0;
    JsonToken token = parser.nextToken();
    for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      if (!token.isNumeric() || !Double.isFinite(parser.getDoubleValue())) {
        break;
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
        places = Arrays.copyOf(places, 2 * count);
      }
      numbers[count] = parser.getDoubleValue() + 0.0;
      places[count++] = place();
    }
    if (token == JsonToken.END_ARRAY && count > 0) {
      return new JsonValue.Numbers(at, Arrays.copyOf(numbers, count), Arrays.copyOf(places, count));
    }
    List<JsonValue> items = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      items.add(new JsonValue.Num(places[k], numbers[k], NumberText.of(numbers[k])));
    }
    for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(token, path + "[" + items.size() + "]"));
    }
    return new JsonValue.Items(at, items);
  }

  private long place() {
    TokenStreamLocation location = parser.currentTokenLocation();
    return JsonValue.at(location.getLineNr(), location.getColumnNr());
  }
}
