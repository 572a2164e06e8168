package io.polaray.notebooks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The directions of private costs of three tasks, drawn as a triangle, with the types that accept
 * each ray of a menu.
 *
 * <p>Only the direction of c matters for choices, so each type is a point of the triangle c1 + c2 +
 * c3 = 1. A corner stands for types who mind one task alone. The types who accept a ray kappa,
 * {@code c . kappa <= 0}, are on one side of a straight line.
 */
public final class Simplex {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 560;
  private static final double SIDE = 500;
  private static final double LEFT = 60;
  private static final double BOTTOM = 490;
  private static final Color NOBODY = new Color(0xF2F2F2);
  private static final Color BOTH = new Color(0x333333);

  private final List<String> tasks;
  private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D canvas = image.createGraphics();
  private boolean overlap;

  private Simplex(String title, List<String> tasks) {
    this.tasks = List.copyOf(tasks);
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, WIDTH, HEIGHT);
    canvas.setColor(Color.BLACK);
    canvas.setFont(Charts.font(Font.BOLD, 15));
    text(title, WIDTH / 2.0, 22);
  }

  /**
   * The acceptance cones of a menu.
   *
   * @param title of the picture
   * @param tasks three names
   * @param rays directions kappa
   * @param names what to call the rays
   */
  public static Simplex cones(
      String title, List<String> tasks, List<double[]> rays, List<String> names) {
    Simplex picture = new Simplex(title, tasks);
    picture.fill(rays);
    picture.frame();
    picture.legend(names);
    return picture;
  }

  /** Draws the outline of the types of a box of costs. */
  public Simplex box(double[] lower, double[] upper) {
    canvas.setColor(Color.BLACK);
    canvas.setStroke(new BasicStroke(1.6f));
    double[][] corners = new double[6][];
    int[][] high = {{0}, {0, 1}, {1}, {1, 2}, {2}, {2, 0}};
    for (int k = 0; k < corners.length; k++) {
      double[] cost = lower.clone();
      for (int i : high[k]) {
        cost[i] = upper[i];
      }
      corners[k] = point(cost);
    }
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0][0], corners[0][1]);
    for (int k = 1; k < corners.length; k++) {
      path.lineTo(corners[k][0], corners[k][1]);
    }
    path.closePath();
    canvas.draw(path);
    return this;
  }

  /** The picture. */
  public BufferedImage image() {
    return image;
  }

  /** The point of a cost vector: its direction in barycentric coordinates. */
  private static double[] point(double[] cost) {
    double sum = cost[0] + cost[1] + cost[2];
    double x = LEFT + SIDE * (cost[1] + cost[2] / 2) / sum;
    double y = BOTTOM - SIDE * Math.sqrt(3) / 2 * cost[2] / sum;
    return new double[] {x, y};
  }

  private void fill(List<double[]> rays) {
    double height = SIDE * Math.sqrt(3) / 2;
    for (int y = 0; y < HEIGHT; y++) {
      double third = (BOTTOM - y) / height;
      for (int x = 0; x < WIDTH; x++) {
        double second = (x - LEFT) / SIDE - third / 2;
        double first = 1 - second - third;
        if (first >= 0 && second >= 0 && third >= 0) {
          image.setRGB(x, y, colour(new double[] {first, second, third}, rays).getRGB());
        }
      }
    }
  }

  private Color colour(double[] cost, List<double[]> rays) {
    int chosen = -1;
    for (int k = 0; k < rays.size(); k++) {
      double[] ray = rays.get(k);
      if (cost[0] * ray[0] + cost[1] * ray[1] + cost[2] * ray[2] < 0) {
        if (chosen >= 0) {
          overlap = true;
          return BOTH;
        }
        chosen = k;
      }
    }
    return chosen < 0 ? NOBODY : pale(Charts.COLOURS.get(chosen));
  }

  private static Color pale(Color colour) {
    return new Color(
        (colour.getRed() + 255) / 2, (colour.getGreen() + 255) / 2, (colour.getBlue() + 255) / 2);
  }

  private void frame() {
    canvas.setColor(Color.DARK_GRAY);
    canvas.setStroke(new BasicStroke(1.2f));
    double[][] corners = {
      point(new double[] {1, 0, 0}), point(new double[] {0, 1, 0}), point(new double[] {0, 0, 1})
    };
    Path2D triangle = new Path2D.Double();
    triangle.moveTo(corners[0][0], corners[0][1]);
    triangle.lineTo(corners[1][0], corners[1][1]);
    triangle.lineTo(corners[2][0], corners[2][1]);
    triangle.closePath();
    canvas.draw(triangle);
    canvas.setFont(Charts.font(Font.PLAIN, 12));
    text("minds only " + tasks.get(0), corners[0][0] + 30, corners[0][1] + 18);
    text("minds only " + tasks.get(1), corners[1][0] - 30, corners[1][1] + 18);
    text("minds only " + tasks.get(2), corners[2][0], corners[2][1] - 7);
  }

  private void legend(List<String> names) {
    canvas.setFont(Charts.font(Font.PLAIN, 12));
    double x = 14;
    for (int k = 0; k < names.size(); k++) {
      x = key(x, pale(Charts.COLOURS.get(k)), names.get(k));
    }
    x = key(x, NOBODY, "keeps the endowment");
    if (overlap) {
      key(x, BOTH, "gains from two rays");
    }
  }

  /** One entry of the legend; returns where the next one starts. */
  private double key(double x, Color colour, String name) {
    canvas.setColor(colour);
    canvas.fillRect((int) x, HEIGHT - 28, 14, 14);
    canvas.setColor(Color.GRAY);
    canvas.drawRect((int) x, HEIGHT - 28, 14, 14);
    canvas.setColor(Color.BLACK);
    canvas.drawString(name, (float) x + 20, HEIGHT - 16);
    return x + 40 + canvas.getFontMetrics().stringWidth(name);
  }

  private void text(String text, double x, double y) {
    FontMetrics metrics = canvas.getFontMetrics();
    canvas.drawString(text, (float) (x - metrics.stringWidth(text) / 2.0), (float) y);
  }
}
