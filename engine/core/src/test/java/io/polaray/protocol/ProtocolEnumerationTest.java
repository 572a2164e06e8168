package io.polaray.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random protocols of two agents against the definition of obvious dominance, read off the
 * selection table for one type in every cell into which ties between assignments cut the types.
 */
class ProtocolEnumerationTest {
  private static final int HELD = 2;

  /** Cells of types with small whole-number ties are wider than this. */
  private static final double THINNEST = 1e-7;

  @ParameterizedTest
  @CsvSource({"1, 2, 1500", "2, 2, 1500", "3, 3, 1000", "4, 3, 1000", "5, 3, 1000"})
  void linearProgramsAgreeWithEnumeration(long seed, int tasks, int protocols) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    int proof = 0;
    for (int n = 0; n < protocols; n++) {
      int[] choices = {2 + random.nextInt(2), 2 + random.nextInt(2)};
      TradingProtocol protocol = random(random, tasks, choices);
      boolean all = true;
      for (int agent = 0; agent < 2; agent++) {
        Optional<AgentMenu.Witness> witness =
            protocol.essentialReduction(agent).witness(TypeSpace.orthant(tasks));
        boolean covered = covered(protocol, choices, agent, tasks);
        assertThat(witness.isEmpty())
            .as("protocol %d, agent %d: %s", n, agent, protocol.essentialReduction(agent).sets())
            .isEqualTo(covered);
        if (witness.isPresent()) {
          assertThat(hasDominantChoice(protocol, choices, agent, witness.get().type())).isFalse();
        }
        all &= covered;
      }
      assertThat(protocol.witness(TypeSpace.orthant(tasks)).isEmpty()).isEqualTo(all);
      proof += all ? 1 : 0;
    }
    assertThat(proof).isBetween(protocols / 50, protocols - protocols / 50);
  }

  /** Choice 0 stays; a profile of two others may move a few whole tasks between the two. */
  private static TradingProtocol random(UniformRandomProvider random, int tasks, int[] choices) {
    double[] held = new double[tasks];
    Arrays.fill(held, HELD);
    Vector eta = Vector.of(held);
    List<List<Vector>> selections = new ArrayList<>();
    for (int p = 0; p < choices[0] * choices[1]; p++) {
      double[] move = new double[tasks];
      boolean moves = p % choices[0] > 0 && p / choices[0] > 0 && random.nextInt(3) > 0;
      for (int i = 0; i < tasks && moves; i++) {
        move[i] = random.nextInt(2 * HELD + 1) - HELD;
      }
      Vector gamma = Vector.of(move);
      selections.add(List.of(eta.plus(1, gamma), eta.plus(-1, gamma)));
    }
    return TradingProtocol.of(List.of(eta, eta), List.of(choices[0], choices[1]), selections);
  }

  private static boolean hasDominantChoice(
      TradingProtocol protocol, int[] choices, int agent, Vector type) {
    int others = choices[1 - agent];
    double[] worst = new double[choices[agent]];
    double[] best = new double[choices[agent]];
    Arrays.fill(worst, Double.NEGATIVE_INFINITY);
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    for (int k = 0; k < choices[agent]; k++) {
      for (int l = 0; l < others; l++) {
        int profile = agent == 0 ? k + choices[0] * l : l + choices[0] * k;
        double burden = type.dot(protocol.selection(profile).get(agent));
        worst[k] = Math.max(worst[k], burden);
        best[k] = Math.min(best[k], burden);
      }
    }
    for (int k = 0; k < worst.length; k++) {
      boolean dominant = true;
      for (int l = 0; l < worst.length; l++) {
        dominant &= l == k || worst[k] <= best[l];
      }
      if (dominant) {
        return true;
      }
    }
    return false;
  }

  private static boolean covered(TradingProtocol protocol, int[] choices, int agent, int tasks) {
    List<Vector> ties = new ArrayList<>();
    for (int p = 0; p < choices[0] * choices[1]; p++) {
      for (int q = 0; q < p; q++) {
        Vector tie = protocol.selection(p).get(agent).minus(protocol.selection(q).get(agent));
        if (tie.maxAbsolute() > 0 && !ties.contains(tie)) {
          ties.add(tie);
        }
      }
    }
    for (Vector type : tasks == 2 ? cellsOfTwo(ties) : cellsOfThree(ties)) {
      if (!hasDominantChoice(protocol, choices, agent, type)) {
        return false;
      }
    }
    return true;
  }

  /** One type (t, 1 - t) between any two ties. */
  private static List<Vector> cellsOfTwo(List<Vector> ties) {
    TreeSet<Double> breaks = new TreeSet<>(List.of(0.0, 1.0));
    for (Vector d : ties) {
      addInside(breaks, -d.get(1) / (d.get(0) - d.get(1)), 1);
    }
    return middles(breaks).stream().map(t -> Vector.of(t, 1 - t)).toList();
  }

  /**
   * Types (a, b, 1 - a - b). Between two values of a at which ties cross each other or the border,
   * the ties keep their order along b, so one b between any two of them meets every cell.
   */
  private static List<Vector> cellsOfThree(List<Vector> ties) {
    List<Vector> lines = new ArrayList<>(ties);
    lines.add(Vector.of(0, 1, 0));
    lines.add(Vector.of(0, 0, 1));
    TreeSet<Double> corners = new TreeSet<>(List.of(0.0, 1.0));
    for (int k = 0; k < lines.size(); k++) {
      for (int l = 0; l < k; l++) {
        Vector d = lines.get(k);
        Vector e = lines.get(l);
        double x = d.get(1) * e.get(2) - d.get(2) * e.get(1);
        double y = d.get(2) * e.get(0) - d.get(0) * e.get(2);
        double z = d.get(0) * e.get(1) - d.get(1) * e.get(0);
        addInside(corners, x / (x + y + z), 1);
      }
    }
    for (Vector d : lines) {
      if (d.get(1) == d.get(2)) {
        addInside(corners, -d.get(2) / (d.get(0) - d.get(2)), 1);
      }
    }
    List<Vector> types = new ArrayList<>();
    for (double a : middles(corners)) {
      TreeSet<Double> breaks = new TreeSet<>(List.of(0.0, 1 - a));
      for (Vector d : ties) {
        addInside(breaks, -(d.get(0) * a + d.get(2) * (1 - a)) / (d.get(1) - d.get(2)), 1 - a);
      }
      middles(breaks).forEach(b -> types.add(Vector.of(a, b, 1 - a - b)));
    }
    return types;
  }

  private static void addInside(SortedSet<Double> breaks, double at, double end) {
    if (at > 0 && at < end) {
      breaks.add(at);
    }
  }

  private static List<Double> middles(SortedSet<Double> breaks) {
    List<Double> middles = new ArrayList<>();
    double previous = breaks.first();
    for (double next : breaks) {
      if (next - previous > THINNEST) {
        middles.add(0.5 * (previous + next));
      }
      previous = next;
    }
    return middles;
  }
}
