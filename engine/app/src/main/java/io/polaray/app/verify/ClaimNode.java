package io.polaray.app.verify;

import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import io.polaray.verify.ClaimedVector;
import io.polaray.verify.Numeral;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON value with the place it stands at. A getter that finds something else than it needs adds a
 * problem and gives null, so that reading goes on and every problem is found.
 */
final class ClaimNode {
  private static final int MAX_SCALE = 2000;
  private static final String REMEDY = "see docs/formats.md, or let polaray write the file";

  private final String file;
  private final String place;
  private final @Nullable JsonNode node;
  private final ProblemList problems;

  ClaimNode(String file, String place, @Nullable JsonNode node, ProblemList problems) {
    this.file = file;
    this.place = place;
    this.node = node;
    this.problems = problems;
  }

  /** Adds a problem at this place. */
  void report(String fault) {
    String shown = node == null ? "missing" : node.toString();
    problems.add(
        new Problem(file, place.isEmpty() ? "the file" : place, 0, 0, shown, fault, REMEDY));
  }

  /** Whether there is a value other than null. */
  boolean isPresent() {
    return node != null && !node.isNull();
  }

  /** A field of this object, present or not. */
  ClaimNode field(String name) {
    JsonNode child = node != null && node.isObject() ? node.get(name) : null;
    return new ClaimNode(file, place.isEmpty() ? name : place + "." + name, child, problems);
  }

  /** Names of the fields of this object. */
  List<String> names() {
    return node == null ? List.of() : List.copyOf(node.propertyNames());
  }

  /** Checks that this is an object. */
  boolean isObject() {
    if (node != null && node.isObject()) {
      return true;
    }
    report("it must be an object");
    return false;
  }

  /** The items of this array. */
  List<ClaimNode> items() {
    List<ClaimNode> items = new ArrayList<>();
    if (node == null || !node.isArray()) {
      report("it must be an array");
      return items;
    }
    for (int i = 0; i < node.size(); i++) {
      items.add(new ClaimNode(file, place + "[" + i + "]", node.get(i), problems));
    }
    return items;
  }

  @Nullable String text() {
    if (node != null && node.isString()) {
      return node.stringValue();
    }
    report("it must be a string");
    return null;
  }

  /** A string out of a list. */
  @Nullable String choice(String... allowed) {
    String text = text();
    if (text == null || List.of(allowed).contains(text)) {
      return text;
    }
    report("it must be one of " + String.join(", ", allowed));
    return null;
  }

  @Nullable Boolean truth() {
    if (node != null && node.isBoolean()) {
      return node.booleanValue();
    }
    report("it must be true or false");
    return null;
  }

  @Nullable Numeral numeral() {
    if (node == null || !node.isNumber()) {
      report("it must be a number");
      return null;
    }
    BigDecimal text = node.decimalValue();
    if (Math.abs((long) text.scale()) > MAX_SCALE || !Double.isFinite(text.doubleValue())) {
      report("it must be within the range of double-precision numbers");
      return null;
    }
    return Numeral.of(text);
  }

  /** A number, or null without a problem when it is absent or null. */
  @Nullable Numeral optionalNumeral() {
    return isPresent() ? numeral() : null;
  }

  /** An array of numbers; {@code length} of -1 stands for any. */
  @Nullable ClaimedVector vector(int length) {
    int before = problems.count();
    List<Numeral> entries = new ArrayList<>();
    List<ClaimNode> items = items();
    for (ClaimNode item : items) {
      Numeral entry = item.numeral();
      if (entry != null) {
        entries.add(entry);
      }
    }
    if (problems.count() == before && length >= 0 && items.size() != length) {
      report("it must have " + length + " entries, one a task; it has " + items.size());
    }
    return problems.count() == before ? new ClaimedVector(entries) : null;
  }

  /** A vector of numbers at least 0. */
  @Nullable ClaimedVector nonnegative(int length) {
    ClaimedVector vector = vector(length);
    if (vector != null && vector.entries().stream().anyMatch(entry -> entry.value() < 0)) {
      report("it must not have negative entries");
      return null;
    }
    return vector;
  }
}
