package io.polaray.app.classify;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Fields;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.ProblemList;
import io.polaray.choice.TwoClasses;
import io.polaray.market.Market;
import io.polaray.market.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a classification of a market's tasks: {@code {"format": "polaray-classes/1", "classes":
 * [{"name": ..., "tasks": [...]}, {...}]}}, and reports everything that is wrong at once.
 */
public final class ClassesReader {
  /** The name of the format. */
  public static final String FORMAT = "polaray-classes/1";

  private final String file;
  private final List<String> tasks;
  private final int[] classOf;
  private final List<String> names = new ArrayList<>();
  private final ProblemList problems = new ProblemList();

  private ClassesReader(String file, Market market) {
    this.file = file;
    this.tasks = market.tasks().stream().map(Task::name).toList();
    this.classOf = new int[tasks.size()];
    Arrays.fill(classOf, -1);
  }

  /**
   * Reads the classes of a market's tasks.
   *
   * @throws BadInputException with every problem found
   */
  public static TwoClasses read(Path path, Market market) {
    ClassesReader reader = new ClassesReader(path.toString(), market);
    InputFile.read(path, reader.file, reader.problems)
        .flatMap(text -> JsonText.parse(text, reader.problems))
        .flatMap(root -> Fields.of(reader.file, "", root, reader.problems))
        .ifPresent(fields -> reader.classes(fields, market));
    reader.problems.throwIfAny();
    List<Boolean> second = Arrays.stream(reader.classOf).mapToObj(k -> k == 1).toList();
    return new TwoClasses(reader.names, second);
  }

  private void classes(Fields fields, Market market) {
    Optional<JsonValue> format = fields.required("format", "\"format\": \"" + FORMAT + "\"");
    Optional<String> name = format.flatMap(value -> fields.text("format", value));
    if (name.isPresent() && !name.get().equals(FORMAT)) {
      fields.report(
          "format",
          format.orElseThrow(),
          "this program does not read that format",
          "write \"" + FORMAT + "\"");
    }
    Optional<JsonValue> list = fields.required("classes", "two objects, [{...}, {...}]");
    Optional<List<JsonValue>> items = list.flatMap(value -> fields.items("classes", value));
    fields.reportUnknown();
    if (items.isEmpty()) {
      return;
    }
    if (items.get().size() != 2) {
      fields.report(
          "classes",
          list.orElseThrow(),
          "it has " + items.get().size() + " classes",
          "give exactly two");
      return;
    }
    int before = problems.count();
    for (int k = 0; k < 2; k++) {
      int which = k;
      Fields.of(file, "classes[" + k + "]", items.get().get(k), problems)
          .ifPresent(one -> oneClass(one, which));
    }
    if (problems.count() == before) {
      finish(fields, list.orElseThrow(), market);
    }
  }

  private void oneClass(Fields fields, int which) {
    fields.requiredName("name", "what people call the class").ifPresent(names::add);
    Optional<JsonValue> list = fields.required("tasks", "names of tasks, [\"...\", ...]");
    List<JsonValue> items =
        list.flatMap(value -> fields.items(fields.place("tasks"), value)).orElse(List.of());
    fields.reportUnknown();
    for (int n = 0; n < items.size(); n++) {
      String place = fields.place("tasks") + "[" + n + "]";
      JsonValue item = items.get(n);
      Optional<String> task = fields.text(place, item);
      if (task.isEmpty()) {
        continue;
      }
      int at = tasks.indexOf(task.get());
      if (at < 0) {
        fields.report(
            place,
            item,
            "the market has no such task",
            NearestName.of(task.get(), tasks)
                .map(near -> "write " + near + " if that is meant")
                .orElse("give tasks of the market"));
      } else if (classOf[at] >= 0) {
        fields.report(place, item, "the task occurs twice", "put each task in one class");
      } else {
        classOf[at] = which;
      }
    }
  }

  private void finish(Fields fields, JsonValue list, Market market) {
    for (int i = 0; i < classOf.length; i++) {
      if (classOf[i] < 0) {
        fields.report("classes", list, "task " + tasks.get(i) + " is in no class", "put it in one");
      }
    }
    if (names.get(0).equals(names.get(1))) {
      fields.report("classes", list, "both classes have one name", "give two names");
    }
    for (int k = 0; k < 2; k++) {
      boolean some = false;
      for (int i = 0; i < classOf.length; i++) {
        some |= classOf[i] == k && market.instances().get(i) > 0;
      }
      if (!some) {
        fields.report(
            "classes[" + k + "].tasks",
            list,
            "the market has no instances of its tasks",
            "give it a task that somebody does");
      }
    }
  }
}
