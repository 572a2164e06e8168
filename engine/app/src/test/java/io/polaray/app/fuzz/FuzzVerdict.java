package io.polaray.app.fuzz;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is wrong with a run on a damaged file; nothing, if the program kept its promises. */
final class FuzzVerdict {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final List<String> TRACES =
      List.of("Exception", "\tat ", "internal error", "Error:", "[Ljava", "null; ");
  private static final Set<String> WHOLE_FILE =
      Set.of(
          "the file is empty",
          "the file is not UTF-8 text but UTF-16, UTF-32 or binary",
          "is not UTF-8 text",
          "the file holds no JSON value",
          "holds no case",
          "every agent has a thin cell");

  /** After the file a line, or a field or row and what is wrong with it. */
  private static final Pattern PLACE =
      Pattern.compile(
          "[^ ]*(:\\d+(:\\d+)?: .*|: .+: .+; .+|: person \\d+ of agent .+ is missing; .+)");

  private final List<String> faults = new ArrayList<>();
  private final CommandRun run;
  private final List<String> words;

  private FuzzVerdict(CommandRun run, String[] words) {
    this.run = run;
    this.words = Arrays.asList(words);
  }

  static List<String> of(CommandRun run, String[] words, Path folder, Path out) throws IOException {
    FuzzVerdict verdict = new FuzzVerdict(run, words);
    verdict.status();
    verdict.streams();
    if (run.status() == 3) {
      verdict.places(folder);
    }
    verdict.files(folder);
    verdict.files(out);
    return verdict.faults;
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  /** 5 only where a design that can be read is wrong, 2 only where the command names an agent. */
  private void status() {
    boolean allowed =
        switch (run.status()) {
          case 0, 3, 4 -> true;
          case 5 -> words.get(0).equals("verify");
          case 2 -> words.contains("--agent") && run.err().matches("(?s)--(agent|weights) .*");
          default -> false;
        };
    require(allowed, "exit status " + run.status() + ": " + firstLine(run.err()));
  }

  private void streams() {
    for (String trace : TRACES) {
      require(!run.err().contains(trace), "standard error has " + trace.strip());
    }
    require(printable(run.err()), "standard error steers the terminal");
    if (words.contains("--json")) {
      json(run.out(), "standard output");
    } else {
      require(printable(run.out()), "standard output steers the terminal");
      require(run.status() != 3 || run.out().isEmpty(), "bad input, and something on output");
    }
  }

  private void json(String text, String what) {
    try {
      JsonNode document = STRICT.readTree(text);
      require(document.isObject(), what + " is no JSON object");
    } catch (JacksonException e) {
      faults.add(what + " is not JSON: " + firstLine(e.getOriginalMessage()));
    }
  }

  /** Every line of a refusal begins with a file, and says where in it. */
  private void places(Path folder) {
    for (String line : run.err().strip().split("\n", -1)) {
      if (line.matches("and \\d+ more") || line.startsWith("warning: ")) {
        continue;
      }
      require(line.startsWith(folder.toString()), "no file is named: " + line);
      String rest = line.substring(Math.min(line.length(), folder.toString().length()));
      boolean whole = WHOLE_FILE.stream().anyMatch(rest::contains);
      boolean place = PLACE.matcher(rest).matches();
      require(whole || place, "no place is named: " + rest);
      require(rest.contains("; "), "no remedy is named: " + rest);
    }
  }

  private void files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        require(!name.endsWith(".part"), "a temporary file is left: " + name);
        if (folder.getFileName().toString().equals("out")) {
          written(file, name);
        }
      }
    }
  }

  private void written(Path file, String name) throws IOException {
    if (name.equals("checkpoint.bin") || name.equals(".polaray.lock")) {
      return;
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      faults.add(name + " is not UTF-8");
      return;
    }
    if (name.endsWith(".json")) {
      json(text, name);
    } else if (name.endsWith(".html")) {
      for (String markup : List.of("alert(1)</", "<img src=x", "<svg/onload", "<script>alert")) {
        require(!text.contains(markup), name + " lets markup through: " + markup);
      }
    } else if (name.endsWith(".csv")) {
      require(
          text.lines().noneMatch(line -> line.matches("(.*,)?\"?[=@].*")), name + " has a formula");
    }
  }

  private static boolean printable(String text) {
    return text.codePoints()
        .allMatch(
            point ->
                point == '\n'
                    || (Character.getType(point) != Character.CONTROL
                        && Character.getType(point) != Character.LINE_SEPARATOR
                        && Character.getType(point) != Character.SURROGATE
                        && (Character.getType(point) != Character.FORMAT
                            || point == 0x200C
                            || point == 0x200D)));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
