package io.polaray.app.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Damage to a CSV table: cells, rows and columns dropped, doubled, exchanged or made strange. */
final class CsvDamage {
  private static final List<String> CELLS =
      List.of(
          "NaN",
          "Infinity",
          "-Infinity",
          "1e999",
          "-1",
          "0",
          "-0.0",
          "1e308",
          "1e-308",
          "5e-324",
          "1e30",
          "0x10",
          "1,5",
          "1.5.2",
          "1e",
          "\"",
          "\"\"",
          "\"a\nb\"",
          "9999999999",
          "2147483648",
          "1_000",
          "NA",
          "null",
          "2024-13-45",
          "keep",
          "1",
          "2",
          "0.5",
          "٣");

  private final SplittableRandom random;
  private final List<List<String>> rows = new ArrayList<>();

  private CsvDamage(String text, SplittableRandom random) {
    this.random = random;
    for (String line : text.split("\n", -1)) {
      rows.add(new ArrayList<>(Arrays.asList(line.split(",", -1))));
    }
  }

  /** A copy with one change or three. */
  static String of(String text, SplittableRandom random) {
    CsvDamage damage = new CsvDamage(text, random);
    int changes = random.nextInt(3) == 0 ? 3 : 1;
    for (int k = 0; k < changes && !damage.rows.isEmpty(); k++) {
      damage.change();
    }
    return damage.text();
  }

  private String text() {
    String separator =
        switch (random.nextInt(60)) {
          case 0 -> ";";
          case 1 -> "\t";
          default -> ",";
        };
    String end = random.nextInt(20) == 0 ? "\r\n" : "\n";
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(String.join(separator, row)));
    return String.join(end, lines);
  }

  private int row() {
    return random.nextInt(8) == 0 ? 0 : random.nextInt(rows.size());
  }

  private void change() {
    List<String> row = rows.get(row());
    int cell = row.isEmpty() ? -1 : random.nextInt(row.size());
    int kind = random.nextInt(14);
    if (cell < 0 || kind < 6) {
      rows(kind);
      return;
    }
    switch (kind) {
      case 6 -> row.remove(cell);
      case 7 -> row.add(cell, row.get(cell));
      case 8 -> Collections.swap(row, cell, random.nextInt(row.size()));
      case 9 -> row.set(cell, HostileTexts.any(random));
      case 10 -> row.set(cell, '"' + HostileTexts.any(random).replace("\"", "\"\"") + '"');
      case 11 -> row.set(cell, row.get(cell) + "\"");
      default -> row.set(cell, CELLS.get(random.nextInt(CELLS.size())));
    }
  }

  private void rows(int kind) {
    int at = row();
    switch (kind) {
      case 0 -> rows.remove(at);
      case 1 -> rows.add(at, new ArrayList<>(rows.get(at)));
      case 2 -> Collections.swap(rows, at, random.nextInt(rows.size()));
      case 3 -> rows.add(at, new ArrayList<>(List.of("")));
      case 4 -> {
        int column = random.nextInt(4);
        rows.stream().filter(row -> column < row.size()).forEach(row -> row.remove(column));
      }
      default -> {
        List<String> copy = rows.get(at);
        int copies = random.nextInt(200);
        for (int k = 0; k < copies; k++) {
          rows.add(at, new ArrayList<>(copy));
        }
      }
    }
  }
}
