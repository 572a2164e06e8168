package io.polaray.dual;

import io.polaray.dual.master.ColumnSet;
import io.polaray.dual.master.PriceScale;
import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.method.DualMethod;
import io.polaray.dual.method.DualSession;
import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.numeric.Vector;
import io.polaray.support.SearchEffort;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The outer loop: prices from the method, an answer from the oracle, and from time to time a
 * market-clearing combination of the columns, until its cost and the dual estimate meet.
 *
 * <p>The loop can be left and entered again; columns, prices and the best combination stay.
 */
public final class DualLoop {
  private static final double CANCELLED_SHARE = 1e-6;
  private static final double ROUNDING = 1e-12;
  private static final double RECOVERY_FACTOR = 10;
  private static final int RECOVERY_INTERVAL = 8;
  private static final long CHEAP_RECOVERY_SIZE = 400_000;

  /** Called after every round. */
  @FunctionalInterface
  public interface RoundListener {
    /** A round has ended; the event is that of {@link RoundReport}. */
    void onRound(char event, DualLoop loop);
  }

  private final DualOracle oracle;
  private final ColumnSet columns;
  private final DualSession session;
  private int rounds;
  private int lastRecovery;
  private Function<OracleAnswer, Optional<Vector>> guide = answer -> Optional.empty();

  private DualLoop(DualOracle oracle, ColumnSet columns, DualSession session) {
    this.oracle = oracle;
    this.columns = columns;
    this.session = session;
  }

  /**
   * A loop at its start: the endowments are the only columns, and the first prices are the mean
   * social costs.
   *
   * @param absoluteTolerance gap, in the unit of cost, that will be asked for
   */
  public static DualLoop of(DualOracle oracle, DualMethod method, double absoluteTolerance) {
    Vector start = PriceScale.of(oracle.problem()).prices(new double[oracle.problem().tasks()]);
    return of(oracle, method, start, absoluteTolerance);
  }

  /** A loop at its start with the given first prices. */
  public static DualLoop of(
      DualOracle oracle, DualMethod method, Vector start, double absoluteTolerance) {
    PriceScale scale = PriceScale.of(oracle.problem());
    ColumnSet columns = ColumnSet.of(oracle.problem(), scale);
    return new DualLoop(
        oracle, columns, method.open(columns, start, absoluteTolerance / scale.costUnit()));
  }

  /**
   * Rounds until the estimate gap is met.
   *
   * @param relativeGap wanted (primal - dual estimate) / max(|primal|, 1e-9)
   * @param maxRounds limit on the rounds of the whole loop
   * @return whether the gap was met
   */
  public boolean run(
      double relativeGap,
      int maxRounds,
      IntFunction<SearchEffort> effort,
      BooleanSupplier stop,
      RoundListener listener) {
    while (rounds < maxRounds && !stop.getAsBoolean()) {
      OracleAnswer answer = oracle.answer(session.nextPrices(), effort, stop);
      columns.add(answer);
      if (stop.getAsBoolean()) {
        if (rounds == 0) {
          session.observe(answer);
          rounds++;
        }
        break;
      }
      char event = session.observe(answer);
      guide.apply(answer).ifPresent(session::suggest);
      rounds++;
      boolean due =
          session.primal().isEmpty()
              || session.expectedGap() <= RECOVERY_FACTOR * relativeGap * magnitude()
              || rounds - lastRecovery >= RECOVERY_INTERVAL;
      if (due) {
        lastRecovery = rounds;
        session.recover(true);
      } else if (oracle.isDear()
          || (long) columns.size() * oracle.problem().tasks() <= CHEAP_RECOVERY_SIZE
          || Integer.bitCount(rounds) == 1) {
        session.recover(false);
      }
      listener.onRound(event, this);
      if (isClosed(relativeGap)) {
        return true;
      }
    }
    if (rounds > 0) {
      session.recover(false);
    }
    return false;
  }

  /**
   * Whether the estimate gap is met, or as small as rounding allows at a cost whose terms cancel.
   */
  boolean isClosed(double relativeGap) {
    if (estimateGap() <= relativeGap) {
      return true;
    }
    double gross = oracle.problem().grossEndowmentCost();
    double cost = primal().map(PrimalSolution::cost).orElse(Double.POSITIVE_INFINITY);
    return Math.abs(cost) <= CANCELLED_SHARE * gross
        && cost - session.dualEstimate() <= ROUNDING * gross;
  }

  private double magnitude() {
    double cost = primal().map(PrimalSolution::cost).orElseGet(session::dualEstimate);
    return Math.max(Math.abs(cost), 1e-9);
  }

  /** (primal - dual estimate) / max(|primal|, 1e-9), infinite without a primal. */
  public double estimateGap() {
    double cost = primal().map(PrimalSolution::cost).orElse(Double.POSITIVE_INFINITY);
    return (cost - session.dualEstimate()) / magnitude();
  }

  /** The best market-clearing combination so far. */
  public Optional<PrimalSolution> primal() {
    return session.primal();
  }

  /** The method's run. */
  public DualSession session() {
    return session;
  }

  /** The columns known. */
  public ColumnSet columns() {
    return columns;
  }

  /**
   * Lets somebody else propose the prices of the next round after each answer.
   *
   * @param proposer prices, or nothing to leave the choice to the method
   */
  void guide(Function<OracleAnswer, Optional<Vector>> proposer) {
    guide = proposer;
  }

  /** Rounds so far. */
  public int rounds() {
    return rounds;
  }
}
