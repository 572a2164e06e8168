package io.polaray.verify;

import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The lower bound on cost.
 *
 * <p>By weak duality any prices lambda give the bound {@code lambda . n - sum_j m_j U_j}, when
 * {@code U_j >= S_j(lambda - pi_j)}. With two tasks a ray is a price, a menu has at most one useful
 * ray for each task given up, and leaving polarisation out can only raise the value, so {@code U_j
 * = max(sum_i max(w_i, 0) eta_i, w . eta + eta_1 V_1 + eta_2 V_2)} with the two side bounds V of
 * {@link SideBound}. This needs nothing from the design but the task prices. With three to six
 * tasks, independent costs, finite types or mixtures of the former, and menus polarised on the
 * orthant, a branch and bound of its own bounds S_j ({@link ManyTaskBound}); the claim is confirmed
 * if that gets there within its work. Otherwise only contradictions are looked for.
 */
final class BoundChecks {
  private static final BigDecimal LARGEST_LOOSENESS = new BigDecimal("1e-6");

  private final Recorder recorder;
  private final VerifyTolerances tolerances;
  private final DesignClaim design;
  private final MarketSums sums;
  private final ClaimedVector prices;
  private final double seconds;

  /**
   * Checks of the bound.
   *
   * @param seconds nominal seconds of work for three and more tasks
   */
  BoundChecks(
      Recorder recorder,
      VerifyTolerances tolerances,
      DesignClaim design,
      MarketSums sums,
      double seconds) {
    this.seconds = seconds;
    this.recorder = recorder;
    this.tolerances = tolerances;
    this.design = design;
    this.sums = sums;
    ClaimedVector own = design.cost().lowerBoundPrices();
    this.prices = own == null ? design.taskPrices() : own;
  }

  /** Checks the bound; returns the recomputed bound or NaN. */
  double check(MarketClaim market, List<AgentAudit> audits) {
    Numeral claimed = design.cost().lowerBound();
    BigDecimal relative = BigDecimal.valueOf(tolerances.boundTolerance());
    if (!design.finiteMarket()) {
      refute(claimed, sums.design(), sums.designGross().multiply(relative), "the design");
    }
    if (market.instances() == null) {
      refute(
          claimed,
          sums.endowmentCost(),
          sums.statusQuoGross().add(sums.designGross()).multiply(relative),
          "leaving everybody at the endowment");
    }
    BigDecimal trivial = sums.firstBest();
    if (claimed.exact().compareTo(trivial.add(sums.firstBestGross().multiply(relative))) <= 0) {
      recorder.result(
          Check.LOWER_BOUND,
          CheckResult.Outcome.HOLDS,
          1,
          "not above the first best " + trivial.doubleValue() + ", which bounds every design");
      return trivial.doubleValue();
    }
    Dual dual = market.tasks().size() == 2 && !design.measure().isSample() ? dual(audits) : null;
    if (dual == null) {
      ManyTaskBound many = market.tasks().size() > 2 ? many(audits, claimed) : null;
      if (many != null) {
        return compare(claimed, many, relative);
      }
      recorder.result(
          Check.LOWER_BOUND,
          CheckResult.Outcome.NOT_CONFIRMED,
          1,
          "not above the cost of the design or of the endowment; not recomputed here ("
              + market.tasks().size()
              + " tasks; see --bound-seconds and docs/verify.md); "
              + design.cost().lowerBoundKind()
              + " bound "
              + claimed.value()
              + " stands on the solver alone");
      return Double.NaN;
    }
    if (dual.looseness().compareTo(dual.gross().multiply(LARGEST_LOOSENESS)) > 0) {
      recorder.result(
          Check.LOWER_BOUND,
          CheckResult.Outcome.NOT_CONFIRMED,
          1,
          "the recomputed bound "
              + dual.value().doubleValue()
              + " may be too low by "
              + dual.looseness().doubleValue());
      return dual.value().doubleValue();
    }
    BigDecimal tolerance = dual.gross().multiply(relative).add(dual.looseness());
    if (claimed.exact().compareTo(dual.value().add(tolerance)) > 0) {
      recorder.fail(
          Check.LOWER_BOUND,
          Recorder.Place.DESIGN,
          "cost.lowerBound",
          Double.toString(claimed.value()),
          Double.toString(dual.value().doubleValue()),
          tolerance.doubleValue() + " absolute",
          "above the dual value recomputed at the prices of the design");
    }
    recorder.result(
        Check.LOWER_BOUND,
        CheckResult.Outcome.HOLDS,
        1,
        "recomputed at the prices of the design: "
            + dual.value().doubleValue()
            + "; allowed "
            + tolerances.boundTolerance()
            + " of the gross terms"
            + (dual.looseness().signum() == 0
                ? ""
                : " and " + dual.looseness().doubleValue() + " for quadrature"));
    return dual.value().doubleValue();
  }

  /** Null where no such search is made, and for a design that is rejected already. */
  private @Nullable ManyTaskBound many(List<AgentAudit> audits, Numeral claimed) {
    boolean admitted = design.menuClass().equals("orthant") && !design.measure().isSample();
    return admitted && seconds > 0 && !recorder.hasFailed()
        ? ManyTaskBound.at(prices, audits, sums, claimed.exact(), seconds)
        : null;
  }

  /** A smaller bound than the claimed one refutes nothing: more work might raise it. */
  private double compare(Numeral claimed, ManyTaskBound found, BigDecimal relative) {
    double value = found.value().doubleValue();
    boolean confirmed =
        claimed.exact().compareTo(found.value().add(found.gross().multiply(relative))) <= 0;
    if (confirmed) {
      recorder.result(
          Check.LOWER_BOUND,
          CheckResult.Outcome.HOLDS,
          1,
          "proved again at the prices of the design by a search of the verifier's own");
      return value;
    }
    BigDecimal best = Exact.max(found.value(), sums.firstBest());
    BigDecimal cost = sums.design();
    double gap =
        cost.subtract(best)
            .divide(Exact.max(cost.abs(), new BigDecimal("1e-9")), Exact.REPORTED)
            .doubleValue();
    recorder.result(
        Check.LOWER_BOUND,
        CheckResult.Outcome.NOT_CONFIRMED,
        1,
        String.format(
            Locale.ROOT,
            "the verifier's own search proves %.12g in its work, %.3g %% below the cost of the"
                + " design; the %s bound %s needs more (--bound-seconds) or stands on the solver"
                + " alone",
            best.doubleValue(),
            100 * gap,
            design.cost().lowerBoundKind(),
            claimed.value()));
    return best.doubleValue();
  }

  private void refute(Numeral claimed, BigDecimal cost, BigDecimal tolerance, String whose) {
    if (claimed.exact().compareTo(cost.add(tolerance)) > 0) {
      recorder.fail(
          Check.LOWER_BOUND,
          Recorder.Place.DESIGN,
          "cost.lowerBound",
          Double.toString(claimed.value()),
          "at most " + cost.doubleValue(),
          tolerance.doubleValue() + " absolute",
          "above the cost of " + whose + ", which is feasible");
    }
  }

  private record Dual(BigDecimal value, BigDecimal gross, BigDecimal looseness) {}

  private @Nullable Dual dual(List<AgentAudit> audits) {
    IdentityHashMap<PreferenceClaim, SideBound> sides = new IdentityHashMap<>();
    BigDecimal value = BigDecimal.ZERO;
    BigDecimal gross = BigDecimal.ZERO;
    BigDecimal looseness = BigDecimal.ZERO;
    for (int i = 0; i < 2; i++) {
      BigDecimal term = prices.exact(i).multiply(sums.instances(i));
      value = value.add(term);
      gross = gross.add(term.abs());
    }
    for (AgentAudit audit : audits) {
      PreferenceClaim preferences = audit.agent().preferences();
      SideBound side = sides.get(preferences);
      if (side == null) {
        side = sideBound(preferences);
        if (side == null) {
          return null;
        }
        sides.put(preferences, side);
      }
      SideBound.Side support = support(audit, side);
      if (support.equals(SideBound.Side.UNKNOWN)) {
        return null;
      }
      BigDecimal population = audit.agent().population().exact();
      value = value.subtract(population.multiply(support.upper()));
      gross = gross.add(population.multiply(support.upper().abs()));
      looseness = looseness.add(population.multiply(support.looseness()));
    }
    return new Dual(value, gross, looseness);
  }

  private static @Nullable SideBound sideBound(PreferenceClaim preferences) {
    if (preferences instanceof PreferenceClaim.UniformBox box) {
      return new BoxSideBound(box);
    }
    if (preferences instanceof PreferenceClaim.FiniteTypes types) {
      return new TypesSideBound(types);
    }
    RatioProbability ratio = Acceptances.planar(preferences);
    return ratio != null && PriceSideBound.isLogConcave(preferences)
        ? new PriceSideBound(ratio)
        : null;
  }

  private SideBound.Side support(AgentAudit audit, SideBound side) {
    BigDecimal remedial = BigDecimal.ZERO;
    BigDecimal rays = BigDecimal.ZERO;
    BigDecimal looseness = BigDecimal.ZERO;
    BigDecimal[] weights = new BigDecimal[2];
    for (int i = 0; i < 2; i++) {
      weights[i] = prices.exact(i).subtract(audit.agent().socialCost().exact(i));
      BigDecimal endowed = audit.endowment().get(i);
      remedial = remedial.add(Exact.positivePart(weights[i]).multiply(endowed));
      rays = rays.add(weights[i].multiply(endowed));
    }
    for (int a = 0; a < 2; a++) {
      BigDecimal endowed = audit.endowment().get(a);
      if (endowed.signum() > 0) {
        SideBound.Side found = side.bound(a, weights[a], weights[1 - a]);
        if (found.equals(SideBound.Side.UNKNOWN)) {
          return found;
        }
        rays = rays.add(endowed.multiply(found.upper()));
        looseness = looseness.add(endowed.multiply(found.looseness()));
      }
    }
    return new SideBound.Side(Exact.max(remedial, rays), looseness);
  }
}
