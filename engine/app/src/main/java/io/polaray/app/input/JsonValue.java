package io.polaray.app.input;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value that knows where it stands in its file. Arrays of finite numbers, the bulk of a
 * market, are kept as plain numbers.
 */
public sealed interface JsonValue {
  /** Where the value starts, packed; see {@link #line} and {@link #column}. */
  long at();

  /** What the value is, in the words of an error message. */
  String kind();

  /** The value as an error message shows it. */
  String shown();

  /** Packs a line and a column. */
  static long at(int line, int column) {
    return ((long) line << 32) | (column & 0xFFFFFFFFL);
  }

  /** The line of a packed place, from 1. */
  static int line(long at) {
    return (int) (at >>> 32);
  }

  /** The column of a packed place, in bytes from 1. */
  static int column(long at) {
    return (int) at;
  }

  /**
   * An object.
   *
   * @param members the fields in the order of the file
   */
  record Members(long at, Map<String, JsonValue> members) implements JsonValue {
    /** Copies the map, keeping its order. */
    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String kind() {
      return "an object";
    }

    @Override
    public String shown() {
      return "{...}";
    }
  }

  /** An array whose items are not all finite numbers. */
  record Items(long at, List<JsonValue> items) implements JsonValue {
    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "an array";
    }

    @Override
    public String shown() {
      return items.isEmpty() ? "[]" : "[...]";
    }
  }

  /** An array of at least one number, all finite. */
  final class Numbers implements JsonValue {
    private final long at;
    private final double[] values;
    private final long[] places;

    /** Takes over both arrays. */
    Numbers(long at, double[] values, long[] places) {
      this.at = at;
      this.values = values;
      this.places = places;
    }

    /** The number of items. */
    public int size() {
      return values.length;
    }

    /** Item k. */
    public double value(int k) {
      return values[k];
    }

    /** Where item k stands. */
    public long at(int k) {
      return places[k];
    }

    /** A new array with the items. */
    public double[] toArray() {
      return values.clone();
    }

    @Override
    public long at() {
      return at;
    }

    @Override
    public String kind() {
      return "an array";
    }

    @Override
    public String shown() {
      return "[...]";
    }
  }

  /**
   * A number.
   *
   * @param value the nearest double, possibly NaN or infinite
   * @param text as written in the file
   */
  record Num(long at, double value, String text) implements JsonValue {
    @Override
    public String kind() {
      return "a number";
    }

    @Override
    public String shown() {
      return text;
    }
  }

  /** A string. */
  record Text(long at, String value) implements JsonValue {
    @Override
    public String kind() {
      return "a string";
    }

    @Override
    public String shown() {
      return '"' + value + '"';
    }
  }

  /** true, false or null. */
  record Word(long at, String word) implements JsonValue {
    @Override
    public String kind() {
      return word;
    }

    @Override
    public String shown() {
      return word;
    }
  }
}
