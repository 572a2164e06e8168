package io.polaray.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Re-checks a design against its market with arithmetic of its own.
 *
 * <p>The verifier sees two files and nothing of the solver. Doubles are rational numbers, so
 * polarisation, full extension and signs are decided exactly; sums over agents are exact, and
 * differences from the claimed doubles are compared with stated tolerances. What cannot be
 * recomputed is reported as such and never as confirmed.
 */
public final class DesignVerifier {
  /** Nominal seconds for bounds with three and more tasks, unless asked otherwise. */
  public static final double DEFAULT_BOUND_SECONDS = 10;

  private final VerifyTolerances tolerances;
  private final double boundSeconds;

  private DesignVerifier(VerifyTolerances tolerances, double boundSeconds) {
    this.tolerances = tolerances;
    this.boundSeconds = boundSeconds;
  }

  /** A verifier with the given tolerances. */
  public static DesignVerifier of(VerifyTolerances tolerances) {
    return new DesignVerifier(tolerances, DEFAULT_BOUND_SECONDS);
  }

  /**
   * The same verifier with other work on the lower bound of markets with three and more tasks. The
   * work is counted, so that the outcome does not depend on the machine.
   *
   * @param seconds nominal seconds of one core, at least 0; 0 leaves such bounds unconfirmed
   */
  public DesignVerifier withBoundSeconds(double seconds) {
    if (!(seconds >= 0) || seconds == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "boundSeconds is " + seconds + ": it must be a finite number, at least 0");
    }
    return new DesignVerifier(tolerances, seconds);
  }

  /** A verifier with the default tolerances. */
  public static DesignVerifier withDefaults() {
    return of(VerifyTolerances.defaults());
  }

  /**
   * Runs every check. Vectors of market and design must have one entry a task.
   *
   * @param market the market file as read
   * @param design the design file as read
   */
  public VerificationReport verify(MarketClaim market, DesignClaim design) {
    Recorder recorder = new Recorder();
    boolean orthant = !design.menuClass().equals("support");
    int tasks = market.tasks().size();
    checkIdentity(recorder, market, design);
    List<AgentAudit> audits = matchAgents(recorder, market, design);
    boolean complete = !recorder.hasFailed(Check.AGENTS);

    MenuChecks menus = new MenuChecks(recorder, tolerances);
    menus.checkLotteries(audits, tasks, !design.finiteMarket());
    menus.checkRays(audits, tasks, orthant);
    List<VerificationReport.PairCertificate> certificates =
        menus.checkPolarisation(audits, orthant);
    ChoiceCheck choices = new ChoiceCheck(recorder, tolerances, design.measure(), orthant);
    choices.checkProbabilities(audits);
    choices.checkAssignments(audits);

    MarketSums sums = new MarketSums(audits, market.instances(), tasks);
    CostChecks costs = new CostChecks(recorder, tolerances, design, sums);
    double bound = Double.NaN;
    if (complete) {
      costs.checkClearing(market);
      costs.checkCosts(market.instances() != null);
    } else {
      skip(recorder, Check.MARKET_CLEARING);
      skip(recorder, Check.COSTS);
    }
    costs.checkGaps();
    if (complete) {
      bound =
          new BoundChecks(recorder, tolerances, design, sums, boundSeconds).check(market, audits);
    } else {
      skip(recorder, Check.LOWER_BOUND);
    }
    costs.checkStatus();
    new ParticipationCheck(recorder).check(audits);
    VerificationReport.Recomputed recomputed =
        complete
            ? new VerificationReport.Recomputed(
                design.finiteMarket() ? Double.NaN : sums.design().doubleValue(),
                bound,
                sums.statusQuo().doubleValue(),
                sums.firstBest().doubleValue(),
                sums.maxAbsoluteResidual().doubleValue())
            : new VerificationReport.Recomputed(
                Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    return new VerificationReport(
        recorder.results(), recorder.findings(), certificates, recomputed);
  }

  private static void skip(Recorder recorder, Check check) {
    recorder.result(
        check,
        CheckResult.Outcome.NOT_CONFIRMED,
        0,
        "not made, because the agents of design and market differ");
  }

  private static void checkIdentity(Recorder recorder, MarketClaim market, DesignClaim design) {
    if (!design.marketName().equals(market.name())) {
      recorder.fail(
          Check.MARKET_IDENTITY,
          Recorder.Place.DESIGN,
          "market.name",
          design.marketName(),
          market.name(),
          "exact",
          "the design was made for another market");
    }
    if (!design.marketSha256().equalsIgnoreCase(market.sha256())) {
      recorder.fail(
          Check.MARKET_IDENTITY,
          Recorder.Place.DESIGN,
          "market.sha256",
          design.marketSha256(),
          market.sha256(),
          "exact",
          "the bytes of the market file are not those the design was made for");
    }
    Set<String> files = new TreeSet<>(market.typesFiles().keySet());
    files.addAll(design.typesFiles().keySet());
    for (String file : files) {
      String claimed = design.typesFiles().getOrDefault(file, "absent");
      String found = market.typesFiles().getOrDefault(file, "absent");
      if (!claimed.equalsIgnoreCase(found)) {
        recorder.fail(
            Check.MARKET_IDENTITY,
            Recorder.Place.DESIGN,
            "SHA-256 of the file of types " + file,
            claimed,
            found,
            "exact",
            "the bytes of the file of types are not those the design was made for");
      }
    }
    recorder.result(
        Check.MARKET_IDENTITY,
        CheckResult.Outcome.HOLDS,
        2 + files.size(),
        "name and SHA-256 of the market file and of " + files.size() + " files of types equal");
  }

  /** Pairs agents by id, in the market's order. */
  private static List<AgentAudit> matchAgents(
      Recorder recorder, MarketClaim market, DesignClaim design) {
    Map<String, DesignClaim.AgentDesignClaim> byId = new HashMap<>();
    Set<String> known = new HashSet<>();
    market.agents().forEach(agent -> known.add(agent.id()));
    for (DesignClaim.AgentDesignClaim entry : design.agents()) {
      if (!known.contains(entry.id())) {
        failAgent(recorder, entry.id(), "in the design", "absent", "the market has no such agent");
      }
      if (byId.put(entry.id(), entry) != null) {
        failAgent(recorder, entry.id(), "twice or more", "once", "an agent appears more than once");
      }
    }
    List<AgentAudit> audits = new ArrayList<>();
    for (MarketClaim.AgentClaim agent : market.agents()) {
      DesignClaim.AgentDesignClaim entry = byId.get(agent.id());
      if (entry == null) {
        failAgent(recorder, agent.id(), "absent", "once", "the design leaves this agent out");
      } else {
        audits.add(new AgentAudit(agent, entry));
      }
    }
    recorder.result(
        Check.AGENTS,
        CheckResult.Outcome.HOLDS,
        market.agents().size(),
        market.agents().size() + " agents, each exactly once");
    return audits;
  }

  private static void failAgent(
      Recorder recorder, String id, String claimed, String recomputed, String reason) {
    recorder.fail(
        Check.AGENTS, Recorder.Place.agent(id), "agent", claimed, recomputed, "exact", reason);
  }

  /** The tolerances in use. */
  public VerifyTolerances tolerances() {
    return tolerances;
  }
}
