package io.polaray.app.round;

import io.polaray.app.input.Fields;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.ProblemList;
import java.nio.file.Path;
import java.util.Optional;

/** Opens a JSON file of a round: its fields, its digest, and the check of its format. */
final class RoundFile {
  private final String name;
  private final String sha256;
  private final Fields fields;

  private RoundFile(String name, String sha256, Fields fields) {
    this.name = name;
    this.sha256 = sha256;
    this.fields = fields;
  }

  /** The file; empty after a problem. */
  static Optional<RoundFile> open(Path path, String format, String remedy, ProblemList problems) {
    String name = path.toString();
    Optional<InputFile> input = InputFile.read(path, name, problems);
    Optional<Fields> fields =
        input
            .flatMap(text -> JsonText.parse(text, problems))
            .flatMap(root -> Fields.of(name, "", root, problems));
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Optional<JsonValue> value = fields.get().required("format", "\"format\": \"" + format + "\"");
    Optional<String> found = value.flatMap(v -> fields.get().text("format", v));
    if (found.isPresent() && !found.get().equals(format)) {
      fields.get().report("format", value.get(), "it must be " + format, remedy);
    }
    return Optional.of(new RoundFile(name, input.get().sha256(), fields.get()));
  }

  String name() {
    return name;
  }

  String sha256() {
    return sha256;
  }

  Fields fields() {
    return fields;
  }

  /** A digest in 64 hexadecimal digits; empty after a problem. */
  static Optional<String> digest(Fields fields, String field, String what) {
    Optional<JsonValue> value = fields.required(field, what);
    Optional<String> text = value.flatMap(v -> fields.text(fields.place(field), v));
    if (text.isPresent() && !text.get().matches("[0-9a-f]{64}")) {
      fields.report(
          fields.place(field),
          value.get(),
          "this is not a SHA-256 digest",
          "restore the file; it has 64 hexadecimal digits here");
      return Optional.empty();
    }
    return text;
  }
}
