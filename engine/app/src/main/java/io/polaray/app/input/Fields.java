package io.polaray.app.input;

import io.polaray.app.text.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the fields of one JSON object and reports whatever is missing, of the wrong type, size or
 * range, or unknown. A getter returns empty after it has reported a problem, so that reading goes
 * on to the next field. Fields whose names start with {@code x-} are left to the user and ignored.
 */
public final class Fields {
  /** Any length. */
  public static final int ANY_LENGTH = -1;

  private static final String USER_PREFIX = "x-";
  private static final int MAX_NAME_LENGTH = 200;

  private final String file;
  private final String place;
  private final JsonValue.Members object;
  private final ProblemList problems;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(String file, String place, JsonValue.Members object, ProblemList problems) {
    this.file = file;
    this.place = place;
    this.object = object;
    this.problems = problems;
  }

  /** Fields of a value that must be an object; empty, with a problem, if it is not. */
  public static Optional<Fields> of(
      String file, String place, JsonValue value, ProblemList problems) {
    if (value instanceof JsonValue.Members members) {
      return Optional.of(new Fields(file, place, members, problems));
    }
    problems.add(problem(file, place, value, "it must be an object", "write {...} here"));
    return Optional.empty();
  }

  /** The place of a field of this object. */
  public String place(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  /** Whether the field is there. */
  public boolean has(String name) {
    known.add(name);
    return object.members().containsKey(name);
  }

  /** The raw value of a field, if it is there. */
  public Optional<JsonValue> optional(String name) {
    known.add(name);
    return Optional.ofNullable(object.members().get(name));
  }

  /** The raw value of a field that must be there. */
  public Optional<JsonValue> required(String name, String what) {
    Optional<JsonValue> value = optional(name);
    if (value.isEmpty()) {
      problems.add(
          problem(file, place, object, "", "the field " + name + " is missing", "add it: " + what));
    }
    return value;
  }

  /** A string that must be there. */
  public Optional<String> requiredText(String name, String what) {
    return required(name, what).flatMap(value -> text(place(name), value));
  }

  /** A string that may be missing. */
  public Optional<String> optionalText(String name) {
    return optional(name).flatMap(value -> text(place(name), value));
  }

  /** A name for people and files that must be there; see {@link #name(String, JsonValue)}. */
  public Optional<String> requiredName(String name, String what) {
    return required(name, what).flatMap(value -> name(place(name), value));
  }

  /** A number that may be missing; empty also after a problem. */
  public Optional<Double> optionalNumber(String name, NumberRule rule) {
    return optional(name).flatMap(value -> number(place(name), value, rule));
  }

  /** A number that must be there. */
  public Optional<Double> requiredNumber(String name, NumberRule rule, String what) {
    return required(name, what).flatMap(value -> number(place(name), value, rule));
  }

  /** An array of numbers that must be there. */
  public Optional<double[]> requiredNumbers(String name, int length, NumberRule rule, String what) {
    return required(name, what).flatMap(value -> numbers(place(name), value, length, rule));
  }

  /** An array of numbers that may be missing. */
  public Optional<double[]> optionalNumbers(String name, int length, NumberRule rule) {
    return optional(name).flatMap(value -> numbers(place(name), value, length, rule));
  }

  /** The items of an array. */
  public Optional<List<JsonValue>> items(String place, JsonValue value) {
    if (value instanceof JsonValue.Items items) {
      return Optional.of(items.items());
    }
    if (value instanceof JsonValue.Numbers numbers) {
      List<JsonValue> items = new ArrayList<>();
      for (int k = 0; k < numbers.size(); k++) {
        double number = numbers.value(k);
        items.add(new JsonValue.Num(numbers.at(k), number, NumberText.of(number)));
      }
      return Optional.of(items);
    }
    report(place, value, "it is " + value.kind() + ", not an array", "write [...] here");
    return Optional.empty();
  }

  /** An array of one number a task. */
  public Optional<double[]> numbers(String place, JsonValue value, int length, NumberRule rule) {
    return numbers(place, value, length, rule, "write one number a task, in the order of tasks");
  }

  /**
   * An array of numbers of the given length.
   *
   * @param remedy what to do about another length
   */
  public Optional<double[]> numbers(
      String place, JsonValue value, int length, NumberRule rule, String remedy) {
    int before = problems.count();
    double[] numbers;
    if (value instanceof JsonValue.Numbers plain) {
      numbers = plain.toArray();
      for (int k = 0; k < numbers.length; k++) {
        if (!rule.allows(numbers[k])) {
          checkNumber(
              place + "[" + k + "]", plain.at(k), NumberText.of(numbers[k]), numbers[k], rule);
        }
      }
    } else if (value instanceof JsonValue.Items items) {
      numbers = new double[items.items().size()];
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = number(place + "[" + k + "]", items.items().get(k), rule).orElse(Double.NaN);
      }
    } else {
      report(
          place,
          value,
          "it is " + value.kind() + ", not an array of numbers",
          "write one number a task: [..., ...]");
      return Optional.empty();
    }
    if (length != ANY_LENGTH && numbers.length != length) {
      report(
          place,
          value,
          "it has " + numbers.length + " entries where " + length + " belong",
          remedy);
    }
    return problems.count() == before ? Optional.of(numbers) : Optional.empty();
  }

  /** A number within a rule. */
  public Optional<Double> number(String place, JsonValue value, NumberRule rule) {
    if (value instanceof JsonValue.Num number) {
      return checkNumber(place, number.at(), number.text(), number.value(), rule)
          ? Optional.of(number.value() + 0.0)
          : Optional.empty();
    }
    report(
        place,
        value,
        "it is " + value.kind() + ", not a number",
        "write " + rule.range() + ", without quotes");
    return Optional.empty();
  }

  private boolean checkNumber(String place, long at, String text, double value, NumberRule rule) {
    if (rule.allows(value)) {
      return true;
    }
    problems.add(
        new Problem(
            file,
            place,
            JsonValue.line(at),
            JsonValue.column(at),
            text,
            rule.fault(value),
            "write " + rule.range()));
    return false;
  }

  /** A string. */
  public Optional<String> text(String place, JsonValue value) {
    if (value instanceof JsonValue.Text text) {
      return Optional.of(text.value());
    }
    report(place, value, "it is " + value.kind() + ", not a string", "put it in quotes");
    return Optional.empty();
  }

  /**
   * A string that names something: not blank, at most {@value #MAX_NAME_LENGTH} characters, all of
   * them printable.
   */
  public Optional<String> name(String place, JsonValue value) {
    Optional<String> text = text(place, value);
    if (text.isEmpty()) {
      return text;
    }
    String name = text.get();
    String unprintable = PrintableText.firstUnprintable(name);
    if (name.isBlank()) {
      report(place, value, "it is blank", "give it a name");
    } else if (name.length() > MAX_NAME_LENGTH) {
      report(
          place,
          value,
          "it has " + name.length() + " characters",
          "use at most " + MAX_NAME_LENGTH);
    } else if (!unprintable.isEmpty()) {
      report(
          place,
          value,
          "it holds the character " + unprintable + ", which cannot be shown",
          "leave out control, direction and other invisible characters");
    } else {
      return text;
    }
    return Optional.empty();
  }

  /** Reports a problem with a value of this object. */
  public void report(String place, JsonValue value, String fault, String remedy) {
    problems.add(problem(file, place, value, fault, remedy));
  }

  /** Reports a problem with a whole object. */
  public void reportHere(String fault, String remedy) {
    problems.add(problem(file, place, object, "", fault, remedy));
  }

  /** Reports every field that no getter asked for. Call it last. */
  public void reportUnknown() {
    object
        .members()
        .forEach(
            (name, value) -> {
              if (!known.contains(name) && !name.toLowerCase(Locale.ROOT).startsWith(USER_PREFIX)) {
                String remedy =
                    NearestName.of(name, known)
                        .map(near -> "write " + near + " if that is meant")
                        .orElse("the fields here are " + String.join(", ", known));
                report(place(PrintableText.of(name, 80)), value, "unknown field", remedy);
              }
            });
  }

  private static Problem problem(
      String file, String place, JsonValue value, String fault, String remedy) {
    return problem(file, place, value, value.shown(), fault, remedy);
  }

  private static Problem problem(
      String file, String place, JsonValue value, String shown, String fault, String remedy) {
    return new Problem(
        file,
        place.isEmpty() ? "the file" : place,
        JsonValue.line(value.at()),
        JsonValue.column(value.at()),
        shown,
        fault,
        remedy);
  }
}
