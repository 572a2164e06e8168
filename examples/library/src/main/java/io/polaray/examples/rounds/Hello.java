package io.polaray.examples.rounds;

import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.Vector;
import io.polaray.preference.UniformPreferences;
import java.util.List;

/** The shortest program: two people, two tasks, what may be saved. */
public final class Hello {
  private Hello() {}

  /** Prints the saving. */
  public static void main(String[] arguments) {
    UniformPreferences tastes = UniformPreferences.of(Vector.of(0.5, 0.5), Vector.of(1.5, 1.5));
    Agent ann = Agent.of("ann", Vector.of(1, 3), Vector.of(5, 5), tastes);
    Agent bob = Agent.of("bob", Vector.of(2, 1), Vector.of(5, 5), tastes);
    List<Task> tasks = List.of(Task.of("letters"), Task.of("calls"));
    Market market = Market.of("two desks", tasks, List.of(ann, bob));
    LargeMarketDesign design = LargeMarketSolver.create().solve(market);
    System.out.println("cost today   " + design.cost().statusQuo());
    System.out.println("with trades  " + design.cost().design());
  }
}
