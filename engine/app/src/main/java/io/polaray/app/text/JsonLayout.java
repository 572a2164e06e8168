package io.polaray.app.text;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;

/**
 * Where the lines of a JSON document break: containers down to a depth have an entry a line, deeper
 * ones and arrays of numbers stand on one line.
 */
final class JsonLayout implements PrettyPrinter {
  private final int brokenDepth;
  private int depth;
  private boolean inline;

  JsonLayout(int brokenDepth) {
    this.brokenDepth = brokenDepth;
  }

  void inline(boolean inline) {
    this.inline = inline;
  }

  private void space(JsonGenerator json, boolean blank) {
    if (depth > brokenDepth || inline) {
      if (blank) {
        json.writeRaw(' ');
      }
      return;
    }
    json.writeRaw('\n');
    for (int i = 0; i < depth; i++) {
      json.writeRaw("  ");
    }
  }

  private void end(JsonGenerator json, int entries, char bracket) {
    boolean broken = depth <= brokenDepth && !inline;
    depth--;
    if (broken && entries > 0) {
      json.writeRaw('\n');
      for (int i = 0; i < depth; i++) {
        json.writeRaw("  ");
      }
    }
    json.writeRaw(bracket);
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator json) {
    json.writeRaw('\n');
  }

  @Override
  public void writeStartObject(JsonGenerator json) {
    json.writeRaw('{');
    depth++;
  }

  @Override
  public void writeEndObject(JsonGenerator json, int entries) {
    end(json, entries, '}');
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) {
    json.writeRaw(',');
    space(json, true);
  }

  @Override
  public void writeObjectNameValueSeparator(JsonGenerator json) {
    json.writeRaw(": ");
  }

  @Override
  public void writeStartArray(JsonGenerator json) {
    json.writeRaw('[');
    depth++;
  }

  @Override
  public void writeEndArray(JsonGenerator json, int values) {
    end(json, values, ']');
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) {
    json.writeRaw(',');
    space(json, true);
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) {
    space(json, false);
  }

  @Override
  public void beforeObjectEntries(JsonGenerator json) {
    space(json, false);
  }
}
