package io.polaray.app.cards;

import io.polaray.app.text.Figures;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;

/** The two sides of a trade in plain words. The text is not escaped. */
public final class TradeWords {
  private static final int DIGITS = 3;
  private static final int EXACT = 12;
  private static final double WHOLE = 1e-9;

  private final List<String> tasks;

  /** Words with the given task names. */
  public TradeWords(List<String> tasks) {
    this.tasks = List.copyOf(tasks);
  }

  /** The task of which most is given up; its first one in a tie. */
  public static int pivot(Vector direction) {
    int pivot = 0;
    for (int i = 0; i < direction.size(); i++) {
      pivot = direction.get(i) < direction.get(pivot) ? i : pivot;
    }
    return pivot;
  }

  /** What is given up, such as {@code 2 intake and 1 imaging}, at a multiple of the ray. */
  public String given(Vector direction, double scale) {
    return amounts(direction, -scale);
  }

  /** What is taken on, at a multiple of the ray. */
  public String taken(Vector direction, double scale) {
    return amounts(direction, scale);
  }

  /** What is given up in whole tasks: the two whole numbers around each amount. */
  public String givenWhole(Vector direction, double scale) {
    return whole(direction, -scale);
  }

  /** What is taken on in whole tasks: the two whole numbers around each amount. */
  public String takenWhole(Vector direction, double scale) {
    return whole(direction, scale);
  }

  private String whole(Vector direction, double scale) {
    List<String> amounts = new ArrayList<>();
    for (int i = 0; i < direction.size(); i++) {
      double amount = scale * direction.get(i);
      if (amount > 0) {
        double low = Math.floor(amount);
        boolean whole = Math.abs(amount - Math.rint(amount)) < WHOLE;
        amounts.add(
            whole
                ? Figures.of(Math.rint(amount), EXACT) + " " + tasks.get(i)
                : Figures.of(low, EXACT)
                    + " or "
                    + Figures.of(low + 1, EXACT)
                    + " "
                    + tasks.get(i)
                    + " ("
                    + Figures.of(amount, DIGITS)
                    + " on average)");
      }
    }
    return join(amounts);
  }

  private static String join(List<String> amounts) {
    int last = amounts.size() - 1;
    return last < 1
        ? String.join("", amounts)
        : String.join(", ", amounts.subList(0, last)) + " and " + amounts.get(last);
  }

  private String amounts(Vector direction, double scale) {
    List<String> amounts = new ArrayList<>();
    for (int i = 0; i < direction.size(); i++) {
      double amount = scale * direction.get(i);
      if (amount > 0) {
        amounts.add(Figures.of(amount, DIGITS) + " " + tasks.get(i));
      }
    }
    return join(amounts);
  }
}
