package io.polaray.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * A random market of two or three tasks in whole numbers, and the cost of the best design made of
 * menus that are listed here by brute force: with two tasks and finitely many types all that
 * matter, otherwise many.
 */
record SmallMarket(int tasks, List<Member> agents) {
  private static final int GRID = 60;
  private static final int RANDOM_MENUS = 400;

  /** A group with either a box or a list of equally likely types. */
  static final class Member {
    private final double[] pi;
    private final double[] sigma;
    private final int population;
    private final double[][] types;
    private final boolean box;

    private Member(double[] pi, double[] sigma, int population, double[][] types, boolean box) {
      this.pi = pi;
      this.sigma = sigma;
      this.population = population;
      this.types = types;
      this.box = box;
    }
  }

  static SmallMarket random(SplittableRandom random) {
    int tasks = 2 + random.nextInt(2);
    List<Member> agents = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int j = 0; j < count; j++) {
      boolean box = random.nextInt(3) == 0;
      double[][] types = new double[box ? 2 : 1 + random.nextInt(4)][tasks];
      for (double[] type : types) {
        Arrays.setAll(type, i -> 1 + random.nextInt(4));
      }
      if (box) {
        for (int i = 0; i < tasks; i++) {
          types[1][i] = types[0][i] + 0.5 * (1 + random.nextInt(4));
        }
      }
      double[] pi = new double[tasks];
      double[] sigma = new double[tasks];
      Arrays.setAll(pi, i -> (random.nextInt(21) - 5) / 8.0);
      Arrays.setAll(sigma, i -> random.nextInt(7));
      agents.add(new Member(pi, sigma, 1 + random.nextInt(4), types, box));
    }
    agents.get(0).sigma[0]++;
    return new SmallMarket(tasks, agents);
  }

  /**
   * The same with social costs and loads in other units, and private costs too, which changes no
   * menu: every cost of a design is multiplied by the product of the first two.
   */
  SmallMarket scaled(double costs, double loads, double types) {
    return map(
        a ->
            new Member(
                times(a.pi, costs),
                times(a.sigma, loads),
                a.population,
                Arrays.stream(a.types).map(type -> times(type, types)).toArray(double[][]::new),
                a.box));
  }

  /** With boxes of a relative width of some 1e-6, and types that differ by as little. */
  SmallMarket thin() {
    return map(
        a -> {
          double[][] near = new double[a.types.length][];
          Arrays.setAll(near, m -> times(a.types[0], 1));
          for (int m = 1; m < near.length; m++) {
            for (int i = 0; i < tasks; i++) {
              near[m][i] *= 1 + 1e-6 * (m + i);
            }
          }
          return new Member(a.pi, a.sigma, a.population, near, a.box);
        });
  }

  /** With every agent twice, the second with social costs that differ in the twelfth digit. */
  SmallMarket twins() {
    List<Member> both = new ArrayList<>(agents);
    for (Member a : agents) {
      double[] pi = times(a.pi, 1);
      for (int i = 0; i < tasks; i++) {
        pi[i] *= 1 + 1e-12 * (i - 1);
      }
      both.add(new Member(pi, a.sigma, a.population, a.types, a.box));
    }
    return new SmallMarket(tasks, both);
  }

  /** With ties everywhere: social costs 0 or 1, loads 0 or 1, private costs 1 or 2. */
  SmallMarket tied() {
    return map(
        a ->
            new Member(
                map(a.pi, x -> x > 0.5 ? 1 : 0),
                map(a.sigma, x -> Math.min(x, 1)),
                a.population,
                Arrays.stream(a.types)
                    .map(type -> map(type, x -> x > 2 ? 2 : 1))
                    .toArray(double[][]::new),
                a.box));
  }

  /** Sum over agents and tasks of the largest cost of the task times what is held of it. */
  double size() {
    double sum = 0;
    for (int i = 0; i < tasks; i++) {
      int task = i;
      sum += instances(i) * agents.stream().mapToDouble(a -> Math.abs(a.pi[task])).max().orElse(0);
    }
    return sum;
  }

  private SmallMarket map(UnaryOperator<Member> change) {
    return new SmallMarket(tasks, agents.stream().map(change).toList());
  }

  private static double[] times(double[] vector, double factor) {
    return map(vector, x -> x * factor);
  }

  private static double[] map(double[] vector, DoubleUnaryOperator change) {
    return Arrays.stream(vector).map(change).toArray();
  }

  boolean isFinite() {
    return agents.stream().noneMatch(a -> a.box);
  }

  double instances(int i) {
    return agents.stream().mapToDouble(a -> a.population * a.sigma[i]).sum();
  }

  double grossCost() {
    double sum = 1e-3;
    for (Member agent : agents) {
      for (int i = 0; i < tasks; i++) {
        sum += (1 + Math.abs(agent.pi[i])) * instances(i);
      }
    }
    return sum;
  }

  String json() {
    String names =
        Arrays.stream(new String[] {"a", "b", "c"})
            .limit(tasks)
            .map(name -> '"' + name + '"')
            .collect(Collectors.joining(", "));
    List<String> rows = new ArrayList<>();
    for (Member agent : agents) {
      String preferences =
          agent.box
              ? "\"uniform\", \"lower\": "
                  + Arrays.toString(agent.types[0])
                  + ", \"upper\": "
                  + Arrays.toString(agent.types[1])
              : "\"types\", \"types\": " + Arrays.deepToString(agent.types);
      rows.add(
          "{\"id\": \"j"
              + rows.size()
              + "\", \"socialCost\": "
              + Arrays.toString(agent.pi)
              + ", \"statusQuo\": "
              + Arrays.toString(agent.sigma)
              + ", \"population\": "
              + agent.population
              + ",\n  \"preferences\": {\"kind\": "
              + preferences
              + "}}");
    }
    return "{\"format\": \"polaray-market/1\", \"tasks\": ["
        + names
        + "],\n \"agents\": [\n "
        + String.join(",\n ", rows)
        + "]}\n";
  }

  /**
   * Cost of the cheapest market-clearing mixture of the menus listed; NaN if the linear program
   * says there is none, which is never true: it has the status quo.
   */
  double knownCost() {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    Expression[] clearing = new Expression[tasks];
    for (int i = 0; i < tasks; i++) {
      clearing[i] = model.newExpression("task" + i).level(instances(i));
    }
    for (int j = 0; j < agents.size(); j++) {
      Member agent = agents.get(j);
      Expression one = model.newExpression("agent" + j).level(1);
      int c = 0;
      for (double[] y : columns(agent)) {
        double cost = 0;
        for (int i = 0; i < tasks; i++) {
          cost += agent.population * agent.pi[i] * y[i];
        }
        Variable weight = model.newVariable("w" + j + "_" + c++).lower(0).weight(cost);
        one.set(weight, 1);
        for (int i = 0; i < tasks; i++) {
          clearing[i].set(weight, agent.population * y[i]);
        }
      }
    }
    Optimisation.Result result = model.minimise();
    if (!result.getState().isOptimal()) {
      return Double.NaN;
    }
    double cost = 0;
    int at = 0;
    for (Member agent : agents) {
      for (double[] y : columns(agent)) {
        double weight = result.doubleValue(at++);
        for (int i = 0; i < tasks; i++) {
          cost += weight * agent.population * agent.pi[i] * y[i];
        }
      }
    }
    return cost;
  }

  private List<double[]> columns(Member agent) {
    List<double[]> columns = new ArrayList<>();
    for (int kept = 0; kept < 1 << tasks; kept++) {
      double[] y = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        y[i] = (kept >> i & 1) != 0 ? agent.sigma[i] : 0;
      }
      columns.add(y);
    }
    if (tasks == 2) {
      addPrices(agent, columns);
    } else {
      addRandomMenus(agent, columns);
    }
    return columns;
  }

  private static void addPrices(Member agent, List<double[]> columns) {
    double[] rates = rates(agent);
    for (double p : rates) {
      double[] first = {-agent.sigma[0], p * agent.sigma[0]};
      columns.add(outcome(agent, first));
      double[] second = {agent.sigma[1] / p, -agent.sigma[1]};
      columns.add(outcome(agent, second));
      for (double q : rates) {
        if (q <= p) {
          columns.add(outcome(agent, first, new double[] {agent.sigma[1] / q, second[1]}));
        }
      }
    }
  }

  /** Units of task 1 for one of task 0: the ratios of the types, or a grid. */
  private static double[] rates(Member agent) {
    if (!agent.box) {
      return Arrays.stream(agent.types).mapToDouble(c -> c[0] / c[1]).distinct().toArray();
    }
    double least = agent.types[0][0] / agent.types[1][1];
    double most = agent.types[1][0] / agent.types[0][1];
    double[] rates = new double[GRID];
    Arrays.setAll(rates, k -> least * Math.pow(most / least, k / (GRID - 1.0)));
    return rates;
  }

  /** One or two rays of three tasks that shed different tasks, polarised with some room. */
  private static void addRandomMenus(Member agent, List<double[]> columns) {
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n < RANDOM_MENUS; n++) {
      double[] k = new double[3];
      double[] l = new double[3];
      int first = random.nextInt(3);
      int second = (first + 1 + random.nextInt(2)) % 3;
      for (int i = 0; i < 3; i++) {
        double[] type = agent.types[random.nextInt(agent.types.length)];
        double rate = type[first] / type[i] * (0.7 + 0.6 * random.nextDouble());
        k[i] = i == first ? -agent.sigma[i] : rate * agent.sigma[first] * random.nextInt(2);
        double other = type[second] / type[i] * (0.7 + 0.6 * random.nextDouble());
        l[i] = i == second ? -agent.sigma[i] : other * agent.sigma[second] * random.nextInt(2);
      }
      columns.add(outcome(agent, k));
      if (k[first] * l[second] < 0.999999 * k[second] * l[first]) {
        columns.add(outcome(agent, k, l));
      }
    }
  }

  /** Expected assignment of a menu: eta + sum of probability times ray. */
  private static double[] outcome(Member agent, double[]... rays) {
    double[] y = agent.sigma.clone();
    for (double[] ray : rays) {
      double p = probability(agent, ray);
      for (int i = 0; i < y.length; i++) {
        y[i] += p * ray[i];
      }
    }
    return y;
  }

  private static double probability(Member agent, double[] ray) {
    if (agent.box) {
      return boxProbability(agent, ray);
    }
    double count = 0;
    for (double[] type : agent.types) {
      double dot = 0;
      double size = 0;
      for (int i = 0; i < ray.length; i++) {
        dot += type[i] * ray[i];
        size += Math.abs(type[i] * ray[i]);
      }
      count += dot <= 1e-12 * size ? 1 : 0;
    }
    return count / agent.types.length;
  }

  /** P(c . ray at most 0) on the box, by the signed sum over the vertices. */
  private static double boxProbability(Member agent, double[] ray) {
    int n = ray.length;
    double[] coefficient = new double[n];
    double t = 0;
    int active = 0;
    double divisor = 1;
    for (int i = 0; i < n; i++) {
      double low = agent.types[0][i];
      double width = agent.types[1][i] - low;
      t -= ray[i] > 0 ? ray[i] * low : ray[i] * (low + width);
      double k = Math.abs(ray[i]) * width;
      if (k > 0) {
        coefficient[active++] = k;
        divisor *= k * active;
      }
    }
    if (active == 0) {
      return t >= 0 ? 1 : 0;
    }
    double sum = 0;
    for (int vertex = 0; vertex < 1 << active; vertex++) {
      double rest = t;
      for (int q = 0; q < active; q++) {
        rest -= (vertex >> q & 1) * coefficient[q];
      }
      sum += (Integer.bitCount(vertex) % 2 == 0 ? 1 : -1) * Math.pow(Math.max(0, rest), active);
    }
    return Math.min(1, Math.max(0, sum / divisor));
  }
}
