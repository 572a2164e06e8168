package io.polaray.app.command;

import io.polaray.app.Polaray;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.CostSummary;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.dual.RoundReport;
import io.polaray.dual.TerminationStatus;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.BoundKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program run inside the test, with a stand-in for the solver. */
final class Program {
  private final LargeMarketMethod method;
  private final Interruption interruption = new Interruption();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Program(LargeMarketMethod method) {
    this.method = method;
  }

  static Program solvingWith(LargeMarketMethod method) {
    return new Program(method);
  }

  static Program endingWith(TerminationStatus status) {
    return new Program(
        (market, options, start, progress, checkpoints, stop) -> {
          progress.onRound(new RoundReport('S', 1, 12, 9, 8, 0.25, 1.0 / 3, 1e-3, 4, 2, 0.01));
          return design(market, status);
        });
  }

  int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    int status =
        Polaray.run(arguments, method, interruption, new PrintWriter(out), new PrintWriter(err));
    interruption.finish(status);
    return status;
  }

  int run(String verb, Object... rest) {
    return run(
        Stream.concat(Stream.of(verb), Stream.of(rest).map(Object::toString))
            .toArray(String[]::new));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  Interruption interruption() {
    return interruption;
  }

  /** A design in which the first agent draws between a ray and nothing and the last loses tasks. */
  static LargeMarketDesign design(Market market, TerminationStatus status) {
    List<AgentDesign> agents = new ArrayList<>();
    for (Agent agent : market.agents()) {
      MenuColumn column = MenuColumn.statusQuo(agent.endowment());
      List<LotteryEntry> lottery = List.of(new LotteryEntry(1, column));
      if (agents.isEmpty()) {
        Ray ray = new Ray(Vector.of(-agent.endowment().get(0), agent.endowment().get(0) / 3));
        MenuColumn rays =
            MenuColumn.rays(
                agent.endowment(), List.of(ray), new double[] {0.3}, Vector.of(-1, 0.5));
        lottery = List.of(new LotteryEntry(0.25, rays), new LotteryEntry(0.75, column));
      } else if (agents.size() == market.agents().size() - 1) {
        lottery =
            List.of(new LotteryEntry(1, MenuColumn.remedial(agent.endowment(), Vector.of(-1, 1))));
      }
      agents.add(new AgentDesign(agent, agent.endowment(), lottery));
    }
    return new LargeMarketDesign(
        market,
        status,
        new CostSummary(
            10,
            9.5,
            BoundKind.CERTIFIED,
            "two-prices",
            9.8,
            market.statusQuoCost(),
            market.firstBestCost()),
        Vector.of(0.5, 0.25),
        agents,
        1e-15,
        TypeMeasure.Kind.EXACT,
        7);
  }
}
