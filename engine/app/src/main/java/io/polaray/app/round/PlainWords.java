package io.polaray.app.round;

import io.polaray.app.input.PrintableText;
import io.polaray.app.text.Figures;
import io.polaray.market.Task;
import io.polaray.menu.Menu;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;

/** Trades and assignments in plain words. */
final class PlainWords {
  private static final int DIGITS = 4;
  private static final int NAME_LENGTH = 60;

  private final List<String> tasks;

  PlainWords(List<Task> tasks) {
    this.tasks = tasks.stream().map(task -> PrintableText.of(task.name(), NAME_LENGTH)).toList();
  }

  /** A choice of a menu; 0 keeps everything. */
  String choice(Menu menu, int choice) {
    if (choice == 0) {
      return "keep everything as it is";
    }
    if (menu instanceof Menu.Rays rays) {
      Vector direction = rays.rays().get(choice - 1).direction();
      return "give up at most "
          + amounts(direction, -1)
          + " for at most "
          + amounts(direction, 1)
          + ", in proportion";
    }
    return "let any of your tasks be taken away, nothing in exchange";
  }

  /** The positive entries of sign times the vector, with their tasks. */
  private String amounts(Vector vector, int sign) {
    List<String> amounts = new ArrayList<>();
    for (int i = 0; i < vector.size(); i++) {
      if (sign * vector.get(i) > 0) {
        amounts.add(Figures.of(sign * vector.get(i), DIGITS) + " " + tasks.get(i));
      }
    }
    return amounts.isEmpty() ? "nothing" : list(amounts);
  }

  /** Whole numbers of tasks. */
  String bundle(int[] counts) {
    List<String> amounts = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      amounts.add(counts[i] + " " + tasks.get(i));
    }
    return list(amounts);
  }

  /** A number of tasks of each kind. */
  String bundle(Vector counts) {
    List<String> amounts = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      amounts.add(Figures.of(counts.get(i), DIGITS) + " " + tasks.get(i));
    }
    return list(amounts);
  }

  private static String list(List<String> items) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }
}
