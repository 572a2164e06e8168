package io.polaray.app.command;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.menu.SupportMenus;
import io.polaray.numeric.Vector;
import io.polaray.support.SupportProblem;
import java.util.List;

/** A menu given on the command line, valued instead of searched for. */
final class GivenMenu {
  private static final double SAME_DIRECTION = 1e-9;

  private GivenMenu() {}

  /**
   * The menu of the rays, at full extension.
   *
   * @throws IllegalArgumentException if the rays are not a menu; the message names the option
   */
  static MenuColumn of(SupportProblem problem, List<String> texts, Vector weights) {
    int tasks = problem.tasks();
    double[][] kappas = new double[texts.size()][];
    for (int k = 0; k < kappas.length; k++) {
      kappas[k] = numbers(texts.get(k), tasks);
    }
    List<Ray> rays;
    try {
      rays =
          problem.allowsSupportMenus()
              ? SupportMenus.fullExtension(problem.endowment(), kappas, problem.box())
              : ExactMenus.fullExtension(problem.endowment(), kappas);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the rays given by --ray are not polarised: " + e.getMessage(), e);
    }
    if (rays.size() != kappas.length) {
      throw new IllegalArgumentException(
          "a ray given by --ray is no trade: each must shed a task that the agent has and take one"
              + " on");
    }
    double[] probabilities = new double[rays.size()];
    for (int k = 0; k < probabilities.length; k++) {
      double[] direction = rays.get(k).direction().toArray();
      if (!sameDirection(direction, kappas[k])) {
        throw new IllegalArgumentException(
            "the rays given by --ray are not polarised, or one sheds a task that the agent has not;"
                + " with "
                + rays.get(k).direction()
                + " in place of "
                + texts.get(k)
                + " they would be");
      }
      probabilities[k] = problem.measure().acceptanceProbability(direction);
    }
    return MenuColumn.rays(problem.endowment(), rays, probabilities, weights);
  }

  private static double[] numbers(String text, int tasks) {
    String[] parts = text.split(",", -1);
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] = Double.parseDouble(parts[i].strip());
      } catch (NumberFormatException e) {
        numbers[i] = Double.NaN;
      }
      if (!(Math.abs(numbers[i]) <= 1e30)) {
        throw new IllegalArgumentException(
            "--ray has '" + parts[i] + "'; it must be a finite number, at most 1e30");
      }
    }
    if (parts.length != tasks) {
      throw new IllegalArgumentException(
          "--ray has " + parts.length + " numbers; the market has " + tasks + " tasks");
    }
    return numbers;
  }

  private static boolean sameDirection(double[] one, double[] other) {
    double size = 0;
    double otherSize = 0;
    for (int i = 0; i < one.length; i++) {
      size = Math.max(size, Math.abs(one[i]));
      otherSize = Math.max(otherSize, Math.abs(other[i]));
    }
    for (int i = 0; i < one.length; i++) {
      if (Math.abs(one[i] / size - other[i] / otherSize) > SAME_DIRECTION) {
        return false;
      }
    }
    return true;
  }
}
