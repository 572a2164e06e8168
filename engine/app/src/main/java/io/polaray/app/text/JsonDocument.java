package io.polaray.app.text;

import io.polaray.numeric.Vector;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one JSON document: UTF-8, line feeds, shortest decimals, so that equal content gives equal
 * bytes on every machine. NaN and infinities, which JSON lacks, are written as null.
 */
public final class JsonDocument implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator json;
  private final JsonLayout layout;

  private JsonDocument(JsonGenerator json, JsonLayout layout) {
    this.json = json;
    this.layout = layout;
  }

  /**
   * A document with an entry a line down to a depth; 0 for a document on one line. Closing the
   * document ends its last line and leaves the stream open.
   */
  public static JsonDocument of(OutputStream out, int brokenDepth) {
    JsonLayout layout = new JsonLayout(brokenDepth);
    ObjectWriteContext context =
        new ObjectWriteContext.Base() {
          @Override
          public PrettyPrinter getPrettyPrinter() {
            return layout;
          }

          @Override
          public boolean hasPrettyPrinter() {
            return true;
          }
        };
    return new JsonDocument(FACTORY.createGenerator(context, out, JsonEncoding.UTF8), layout);
  }

  /** Starts an object as a value of an array or as the document. */
  public JsonDocument object() {
    json.writeStartObject();
    return this;
  }

  /** Starts an object as a field. */
  public JsonDocument object(String name) {
    json.writeName(name);
    json.writeStartObject();
    return this;
  }

  /** Ends the innermost object. */
  public JsonDocument endObject() {
    json.writeEndObject();
    return this;
  }

  /** Starts an array as a field. */
  public JsonDocument array(String name) {
    json.writeName(name);
    json.writeStartArray();
    return this;
  }

  /** Ends the innermost array. */
  public JsonDocument endArray() {
    json.writeEndArray();
    return this;
  }

  /** A string field; null is written as null. */
  public JsonDocument field(String name, @Nullable String value) {
    json.writeName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value);
    }
    return this;
  }

  /** A number field, null when it is not finite. */
  public JsonDocument field(String name, double value) {
    json.writeName(name);
    number(value);
    return this;
  }

  /** A whole-number field. */
  public JsonDocument field(String name, long value) {
    json.writeName(name);
    json.writeNumber(value);
    return this;
  }

  /** A whole-number field. */
  public JsonDocument field(String name, int value) {
    return field(name, (long) value);
  }

  /** A truth field. */
  public JsonDocument field(String name, boolean value) {
    json.writeName(name);
    json.writeBoolean(value);
    return this;
  }

  /** A field whose value is null. */
  public JsonDocument nullField(String name) {
    json.writeName(name);
    json.writeNull();
    return this;
  }

  /** A field with an array of numbers, on one line. */
  public JsonDocument field(String name, Vector numbers) {
    json.writeName(name);
    return numbers(numbers);
  }

  /** An array of numbers as a value of an array, on one line. */
  public JsonDocument numbers(Vector numbers) {
    layout.inline(true);
    json.writeStartArray();
    for (int i = 0; i < numbers.size(); i++) {
      number(numbers.get(i));
    }
    json.writeEndArray();
    layout.inline(false);
    return this;
  }

  /** A field with an array of strings, on one line. */
  public JsonDocument field(String name, List<String> strings) {
    json.writeName(name);
    layout.inline(true);
    json.writeStartArray();
    for (String string : strings) {
      json.writeString(string);
    }
    json.writeEndArray();
    layout.inline(false);
    return this;
  }

  private void number(double value) {
    if (Double.isFinite(value)) {
      json.writeNumber(NumberText.of(value));
    } else {
      json.writeNull();
    }
  }

  @Override
  public void close() {
    json.writeRaw('\n');
    json.close();
  }
}
