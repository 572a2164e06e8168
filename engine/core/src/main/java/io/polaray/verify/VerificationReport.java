package io.polaray.verify;

import java.util.List;

/**
 * What the verifier found.
 *
 * @param checks one result a check, in order
 * @param findings failures and notes
 * @param certificates one polarisation certificate for each pair of rays of a menu
 * @param recomputed the recomputed figures
 */
public record VerificationReport(
    List<CheckResult> checks,
    List<Finding> findings,
    List<PairCertificate> certificates,
    Recomputed recomputed) {
  /** Copies the lists. */
  public VerificationReport {
    checks = List.copyOf(checks);
    findings = List.copyOf(findings);
    certificates = List.copyOf(certificates);
  }

  /** Whether no check failed. */
  public boolean holds() {
    return checks.stream().noneMatch(result -> result.outcome() == CheckResult.Outcome.FAILS);
  }

  /** The findings that make verification fail. */
  public List<Finding> failures() {
    return findings.stream()
        .filter(finding -> finding.severity() == Finding.Severity.FAILURE)
        .toList();
  }

  /**
   * Proof that two rays of a menu are polarised: {@code kappa^k + t kappa^l >= 0}.
   *
   * @param agent id of the agent
   * @param menu position of the menu in the lottery
   * @param first position of ray k in the menu
   * @param second position of ray l in the menu
   * @param t the number t, exactly, as a decimal numeral or a fraction
   * @param polarised whether the certificate exists
   */
  public record PairCertificate(
      String agent, int menu, int first, int second, String t, boolean polarised) {}

  /**
   * Figures recomputed from menus and market; NaN where a figure could not be recomputed.
   *
   * @param design cost of the design
   * @param lowerBound lower bound from the task prices
   * @param statusQuo cost of the status quo
   * @param firstBest cost of the first best
   * @param maxAbsoluteResidual residual of market clearing
   */
  public record Recomputed(
      double design,
      double lowerBound,
      double statusQuo,
      double firstBest,
      double maxAbsoluteResidual) {}
}
